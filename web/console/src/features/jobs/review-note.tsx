import { Badge, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';

type Note = Job['notes'][number];

/** What a reviewer wants looked at again, until it is answered and cleared. */
export function ReviewNote({ job, note }: { job: Job; note: Note }) {
  const memberName = useMemberName();
  const { mutate, isPending } = useJobAct(job.id);
  const [text, setText] = useState<string>();
  useUnsaved(text !== undefined && text !== (note.answer ?? ''));
  const path = `/notes/${note.id}`;
  const answer = () =>
    mutate({ path: `${path}/answer`, body: { text } }, { onSuccess: () => setText(undefined), onError: tellTrouble });
  const state = note.clearedAt ? 'cleared' : note.answer === undefined ? 'open' : 'answered';
  const colour = { open: 'yellow', answered: 'blue', cleared: 'green' }[state];
  return (
    <Paper withBorder p="sm">
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Text size="sm" c="dimmed">
            {memberName(note.raisedBy)}, <Day of={note.raisedAt} withTime />
          </Text>
          <Badge color={colour}>{state}</Badge>
        </Group>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{note.text}</Text>
        {note.answer !== undefined && (
          <Text size="sm">
            <Text span size="sm" c="dimmed">
              {memberName(note.answeredBy)}:
            </Text>{' '}
            {note.answer}
          </Text>
        )}
        {text !== undefined && (
          <Textarea
            aria-label="Your answer"
            autosize
            autoFocus
            minRows={2}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
        <Group gap="xs">
          {note.can.answer &&
            (text === undefined ? (
              <Button variant="default" onClick={() => setText(note.answer ?? '')}>
                Answer
              </Button>
            ) : (
              <Button disabled={text.trim() === ''} loading={isPending} onClick={answer}>
                Send the answer
              </Button>
            ))}
          {note.can.clear && (
            <Button variant="default" onClick={() => mutate({ path: `${path}/clear` }, { onError: tellTrouble })}>
              Clear
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
