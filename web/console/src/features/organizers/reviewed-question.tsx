import { Badge, Box, Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { FileLine } from '../../components/file-line.tsx';
import { useMemberName } from '../../lib/me.ts';
import { sayValue } from '../../lib/organizer-words.ts';
import type { Organizer, Question } from '../../lib/organizers.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { useWords } from '../../lib/words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import classes from './review.module.css';

type Props = {
  organizer: Organizer;
  question: Question;
  /** Why it is to go back, where it is. */
  reason: string | undefined;
  onReview: (reviewed: boolean) => void;
  onReason: (reason: string | undefined) => void;
};

function State({ question: { isShown, isMissing, answer } }: { question: Question }) {
  if (!isShown) return <Badge color="gray">Hidden</Badge>;
  if (answer?.returned) return <Badge color="yellow">Sent back</Badge>;
  return isMissing ? <Badge color="yellow">Missing</Badge> : null;
}

function Given({ clientId, question }: { clientId: string; question: Question }) {
  const { answer, isAnswered, prior } = question;
  return (
    <>
      {answer?.value !== undefined && (
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{sayValue(question, answer.value)}</Text>
      )}
      {answer?.files?.map((file) => (
        <FileLine key={file.documentId} clientId={clientId} file={file} />
      ))}
      {!isAnswered && answer?.value === undefined && <Text c="dimmed">Not answered</Text>}
      {prior && (
        <Text size="sm" c="dimmed">
          Last time: {prior.value === undefined ? prior.files?.join(', ') : sayValue(question, prior.value)}
        </Text>
      )}
    </>
  );
}

/** A question with its answer: who gave it, whether someone looked at it, why it goes back. */
export function ReviewedQuestion({ organizer, question, reason, onReview, onReason }: Props) {
  const { key, kind, text, answer, isShown, isAnswered } = question;
  const memberName = useMemberName();
  const { client } = useWords();
  const [isAnswering, setAnswering] = useState(false);
  const { data: people = [] } = useQuery(peopleQuery(organizer.clientId));
  const nameOf = (by: string) => people.find((one) => one.id === by)?.name ?? memberName(by);
  if (kind === 'text-block') return <Text c="dimmed">{text}</Text>;
  const { can } = organizer;
  return (
    <Box className={classes.question} data-hidden={!isShown || undefined} role="group" aria-label={text}>
      <Stack gap={2} className={classes.said}>
        <Group gap="xs">
          <Text fw={500} size="sm">
            {text}
          </Text>
          <State question={question} />
        </Group>
        <Given clientId={organizer.clientId} question={question} />
        {answer && (
          <Text size="xs" c="dimmed">
            {nameOf(answer.by)}, <Day of={answer.at} withTime />
            {answer.reviewed && `; reviewed by ${nameOf(answer.reviewed.by)}`}
          </Text>
        )}
        {answer?.returned && (
          <Text size="sm" c="dimmed">
            Sent back: {answer.returned.reason}
          </Text>
        )}
        {reason !== undefined && (
          <Textarea
            label="Why it goes back, as the client reads it"
            autosize
            autoFocus
            value={reason}
            onChange={({ currentTarget }) => onReason(currentTarget.value)}
          />
        )}
      </Stack>
      <Group gap="xs" wrap="nowrap" align="flex-start" className={classes.acts}>
        {can.answer && isShown && answer?.reviewed === undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={`Answer for the ${client.one}: ${text}`}
            onClick={() => setAnswering(true)}
          >
            Answer
          </Button>
        )}
        {can.decide && isShown && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={reason === undefined ? `Send back: ${text}` : `Keep: ${text}`}
            onClick={() => onReason(reason === undefined ? '' : undefined)}
          >
            {reason === undefined ? 'Send back' : 'Keep'}
          </Button>
        )}
        {can.review && isAnswered && answer?.returned === undefined && (
          <Checkbox
            label="Reviewed"
            aria-label={`Reviewed: ${text}`}
            data-review={key}
            checked={answer?.reviewed !== undefined}
            onChange={({ currentTarget }) => onReview(currentTarget.checked)}
          />
        )}
      </Group>
      {isAnswering && <AnswerDialog organizer={organizer} question={question} onClose={() => setAnswering(false)} />}
    </Box>
  );
}
