import { Alert, List, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { tell } from '../../lib/notices.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { messageOf } from '../../lib/problem.ts';

type Props = {
  organizer: Organizer;
  reasons: ReadonlyMap<string, string>;
  onClose: () => void;
  onDone: () => void;
};

/** What goes back, and a word beside it; the client is mailed. */
export function GiveBackDialog({ organizer, reasons, onClose, onDone }: Props) {
  const { mutate, isPending, error } = useOrganizerAct(organizer.id);
  const [note, setNote] = useState('');
  const texts = new Map(organizer.sections.flatMap(({ questions }) => questions.map(({ key, text }) => [key, text])));
  const giveBack = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      reasons: [...reasons].map(([question, reason]) => ({ question, reason })),
      ...(note.trim() !== '' && { note: note.trim() }),
    };
    mutate(
      { path: '/return', body, version: organizer.version },
      {
        onSuccess: () => {
          tell('The organizer is back with the client');
          onDone();
          onClose();
        },
      },
    );
  };
  return (
    <Dialog isUnsaved={note.trim() !== ''} onClose={onClose} title="Give back to the client" size="md">
      <form onSubmit={giveBack}>
        <Stack gap="sm">
          <Text size="sm">
            The client can change what is listed here, and whatever was not ticked as reviewed. They get a mail.
          </Text>
          <List size="sm">
            {[...reasons].map(([key, reason]) => (
              <List.Item key={key}>
                {texts.get(key)}: {reason === '' ? 'say why beside the question' : reason}
              </List.Item>
            ))}
          </List>
          <Textarea
            label={reasons.size === 0 ? 'What is to be changed' : 'A word beside it (optional)'}
            autosize
            minRows={2}
            data-autofocus
            required={reasons.size === 0}
            withAsterisk={false}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {error && (
            <Alert color="red" role="alert" p="xs">
              {messageOf(error)}
            </Alert>
          )}
          <DialogFoot act="Give it back" isPending={isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
