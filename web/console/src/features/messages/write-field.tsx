import { Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MentionField } from '../../components/mention-field.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useTeam } from '../../lib/me.ts';
import { mentionedIn } from '../../lib/mentions.ts';
import { messageOf } from '../../lib/problem.ts';
import { type Thread, useThreadAct } from '../../lib/threads.ts';
import { useWords } from '../../lib/words.ts';
import { Attaching, useAttaching } from './attaching.tsx';
import classes from './line.module.css';

type Kind = 'message' | 'note';

/** A message to the client, or a note that only the team sees: which of both is said in three places. */
export function WriteField({ thread }: { thread: Thread }) {
  const { client } = useWords();
  const team = useTeam().filter(({ status }) => status === 'active');
  const { mutate, isPending, error, reset } = useThreadAct(thread.id);
  const [kind, setKind] = useState<Kind>('message');
  const [text, setText] = useState('');
  const attaching = useAttaching(`/v1/threads/${thread.id}/documents`);
  const isNote = kind === 'note';
  useUnsaved(text.trim() !== '' || attaching.files.length > 0);
  const isHeldUp = text.trim() === '' || (!isNote && attaching.isGoing);
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (isHeldUp || isPending) return;
    const said = { text: text.trim(), mentions: mentionedIn(text, team) };
    const act = isNote ? { notes: said } : { says: { ...said, documentIds: attaching.documentIds } };
    mutate(act, {
      onSuccess: () => {
        setText('');
        if (!isNote) attaching.clear();
      },
    });
  };
  const turn = (to: string) => {
    setKind(to as Kind);
    reset();
  };
  return (
    <form onSubmit={send}>
      <Stack gap={6}>
        <SegmentedControl
          aria-label="For whom"
          size="xs"
          w="fit-content"
          data={[
            { value: 'message', label: `To the ${client.one}` },
            { value: 'note', label: 'Internal note' },
          ]}
          value={kind}
          onChange={turn}
        />
        <MentionField
          label={isNote ? 'Internal note' : `Message to the ${client.one}`}
          placeholder={isNote ? `No ${client.one} sees it; @ names a colleague` : `The ${client.one} gets it as mail`}
          className={isNote ? classes.note : undefined}
          minRows={4}
          text={text}
          onText={setText}
          onSend={send}
        />
        {!isNote && <Attaching {...attaching} />}
        {error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={isPending} disabled={isHeldUp}>
            {isNote ? 'Keep the note' : 'Send the message'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
