import { Button, Group, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useEngagements } from '../lib/engagement-changes.ts';
import { tellTrouble } from '../lib/notices.ts';
import { useWords } from '../lib/words.ts';
import { useUnsaved } from './unsaved.tsx';

/** What the firm is to do for a client; its services follow. */
export function NewEngagement({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { engagement } = useWords();
  const { add } = useEngagements(clientId);
  const [title, setTitle] = useState('');
  const [startsOn, setStart] = useState('');
  const forget = useUnsaved(title.trim() !== '');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(
      { title, ...(startsOn && { startsOn }) },
      {
        onSuccess() {
          forget();
          onClose();
        },
        onError: tellTrouble,
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={`Title of the ${engagement.one}`}
          placeholder="2026 books and tax"
          required
          withAsterisk={false}
          autoFocus
          w={300}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <TextInput
          label="Starts on"
          type="date"
          value={startsOn}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
        />
        <Button size="sm" type="submit" loading={add.isPending}>
          Add it
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
