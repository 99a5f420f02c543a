import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { type Job, type Task, useJobAct, withTask } from '../lib/jobs.ts';
import { useMemberName } from '../lib/me.ts';
import { tellTrouble } from '../lib/notices.ts';
import { Day } from './day.tsx';
import { StepTrouble } from './step-trouble.tsx';
import { TaskLetter } from './task-letter.tsx';
import { TickList } from './tick-list.tsx';

/** What stands in the way of a task, as one sentence each; a gate is passed by nobody. */
export function Blockers({ task: { blockedBy } }: { task: Pick<Task, 'blockedBy'> }) {
  if (blockedBy.length === 0) return null;
  const isHeld = blockedBy.some(({ isGate }) => isGate);
  return (
    <Alert color={isHeld ? 'yellow' : 'gray'} p="xs" title={isHeld ? 'Cannot go on before' : 'Comes after'}>
      <List size="sm" listStyleType="none">
        {blockedBy.map(({ after, says }) => (
          <List.Item key={after + says}>{says}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** Why a task is due on its day, step by step. */
function Why({ due }: Pick<Task, 'due'>) {
  if (due.explain.length === 0 && !due.isPinned) return null;
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {due.on === undefined ? 'Why it has no day yet' : 'Why this day'}
      </Text>
      <List size="sm" type="ordered" withPadding={false}>
        {due.explain.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

const ticked = (lines: Task['checklist'] = [], line: number, done: boolean) =>
  lines.map(({ doneAt, ...one }, i) => {
    const at = i === line ? (done ? new Date().toISOString() : undefined) : doneAt;
    return { ...one, ...(at !== undefined && { doneAt: at }) };
  });

/** Everything about one task that its line has no room for. */
export function TaskDetails({ job, task }: { job: Job; task: Task }) {
  const act = useJobAct(job.id);
  const memberName = useMemberName();
  return (
    <Stack gap="sm">
      <Blockers task={task} />
      <StepTrouble job={job} task={task} />
      {task.askedWhy !== undefined && (
        <Alert color="yellow" p="xs" title="This could not go by itself">
          {task.askedWhy}
        </Alert>
      )}
      <TaskLetter job={job} task={task} />
      {task.instructions !== undefined && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {task.instructions}
        </Text>
      )}
      {task.links?.map(({ title, url }) => (
        <Anchor key={url} href={url} target="_blank" rel="noreferrer" size="sm">
          {title}
        </Anchor>
      ))}
      {task.checklist && (
        <TickList
          lines={task.checklist}
          isDisabled={!task.can.edit || task.status === 'done' || task.status === 'skipped'}
          onTick={(line, done) =>
            act.mutate(
              {
                path: `/tasks/${task.id}/tick`,
                body: { line, done },
                shows: withTask(task.id, { checklist: ticked(task.checklist, line, done) }),
              },
              { onError: tellTrouble },
            )
          }
        />
      )}
      {task.doneAt !== undefined && (
        <Text size="sm" c="dimmed">
          {task.skipped ? `Skipped: ${task.skipped.reason}` : 'Done'}
          {task.doneBy === undefined
            ? task.skipped
              ? ''
              : ' before it came here'
            : ` by ${memberName(task.doneBy)}`},{' '}
          <Day of={task.doneAt} withTime />
        </Text>
      )}
      {task.passed?.map(({ after, reason, by }) => (
        <Text key={after} size="sm" c="dimmed">
          Done out of order by {memberName(by)}: {reason}
        </Text>
      ))}
      <Why due={task.due} />
    </Stack>
  );
}
