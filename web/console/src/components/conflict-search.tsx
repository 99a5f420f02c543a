import { Button, Group, Stack, TagsInput, Text, Textarea } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { type Conflict, useSearch } from '../lib/conflicts.ts';
import { tellTrouble } from '../lib/notices.ts';
import { useUnsaved } from './unsaved.tsx';

type Props = {
  given: readonly string[];
  clientId: string | undefined;
  onMade: (conflict: Conflict) => void;
};

/** Names to look for in everything that the firm has. */
export function NewConflictSearch({ given, clientId, onMade }: Props) {
  const [begun] = useState(given);
  const [names, setNames] = useState([...begun]);
  const [note, setNote] = useState('');
  const search = useSearch();
  const forget = useUnsaved(note.trim() !== '' || names.join() !== begun.join());
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    search.mutate(
      { names, ...(note.trim() && { note }), ...(clientId && { clientId }) },
      { onSuccess: (made) => (forget(), onMade(made)), onError: tellTrouble },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={640}>
        <TagsInput
          label="Names to look for"
          description="The client to be, its owners, their spouses and companies, who is on the other side. Enter after each"
          maxTags={20}
          acceptValueOnBlur
          splitChars={[';']}
          value={names}
          onChange={setNames}
        />
        <Textarea
          label="What it is about"
          autosize
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Group>
          <Button
            type="submit"
            leftSection={<IconSearch size={16} />}
            disabled={names.length === 0}
            loading={search.isPending}
          >
            Search for conflicts
          </Button>
          <Text size="sm" c="dimmed">
            What is found is kept as a report with its date.
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
