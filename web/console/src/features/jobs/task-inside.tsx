import { Button, Group, Select, Stack } from '@mantine/core';
import { TaskDetails } from '../../components/task-details.tsx';
import type { Job, Task } from '../../lib/jobs.ts';
import { useTeam } from '../../lib/me.ts';
import { Comment } from './comment.tsx';
import { ReviewNote } from './review-note.tsx';
import type { TaskActs } from './task-acts.ts';
import { isFinished } from './task-acts.ts';
import type { Asked } from './task-dialog.tsx';

type Props = {
  job: Job;
  task: Task;
  acts: TaskActs;
  onComplete: () => void;
  onAsk: (asked: Asked) => void;
  className: string | undefined;
};

/** A task opened in its place: what it says, and everything that can be done with it. */
export function TaskInside({ job, task, acts, onComplete, onAsk, className }: Props) {
  const { can } = task;
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const notes = job.notes.filter(({ taskId, clearedAt }) => taskId === task.id && clearedAt === undefined);
  const mayGive = can.edit && !isFinished(task);
  return (
    <Stack gap="sm" className={className}>
      <TaskDetails job={job} task={task} />
      {notes.map((note) => (
        <ReviewNote key={note.id} job={job} note={note} />
      ))}
      {job.comments
        .filter(({ taskId }) => taskId === task.id)
        .map((comment) => (
          <Comment key={comment.id} job={job} comment={comment} />
        ))}
      <Group gap="xs" align="end">
        {(can.complete || can.pass) && task.status !== 'dormant' && (
          <Button variant={can.complete ? 'filled' : 'default'} onClick={onComplete}>
            {task.review ? 'Approve' : can.complete ? 'Complete' : 'Complete early'}
          </Button>
        )}
        {can.start && task.status !== 'dormant' && (
          <Button variant="default" onClick={() => acts.start(task)}>
            Start
          </Button>
        )}
        {can.edit && task.review && !isFinished(task) && (
          <Button variant="default" onClick={() => onAsk('send-back')}>
            Send back
          </Button>
        )}
        {can.edit && (
          <Button variant="default" onClick={() => onAsk('note')}>
            Raise a note
          </Button>
        )}
        {mayGive && (
          <Button variant="default" onClick={() => onAsk('day')}>
            Set the day
          </Button>
        )}
        {mayGive && task.due.isPinned && (
          <Button variant="default" onClick={() => acts.setDay(task, null)}>
            Let the rule set it
          </Button>
        )}
        {can.skip && (
          <Button variant="default" onClick={() => onAsk('skip')}>
            Skip
          </Button>
        )}
        {can.reopen && (
          <Button variant="default" onClick={() => acts.reopen(task)}>
            Reopen
          </Button>
        )}
        {mayGive && (
          <Select
            size="xs"
            w={170}
            aria-label="Who does it"
            placeholder="Nobody yet"
            data={team.map(({ id, name }) => ({ value: id, label: name }))}
            value={task.assigneeId ?? null}
            clearable
            searchable
            onChange={(id) => acts.give(task, id)}
          />
        )}
      </Group>
    </Stack>
  );
}
