import { ActionIcon, Badge, Text, UnstyledButton } from '@mantine/core';
import {
  IconBolt,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleMinus,
  IconEye,
  IconLock,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { DueDay } from '../../components/due-day.tsx';
import { Day } from '../../components/day.tsx';
import type { Job, Task } from '../../lib/jobs.ts';
import { useMemberName } from '../../lib/me.ts';
import classes from './job.module.css';
import { asks, isFinished, type TaskActs } from './task-acts.ts';
import { type Asked, TaskDialog } from './task-dialog.tsx';
import { TaskInside } from './task-inside.tsx';

type Props = { job: Job; task: Task; acts: TaskActs; isOpen: boolean; onToggle: () => void };

const icons = {
  open: IconCircle,
  active: IconCircleHalf2,
  asked: IconCircleDashed,
  done: IconCircleCheckFilled,
  skipped: IconCircleMinus,
  dormant: IconCircleDashed,
};

/** How it stands, where that is not plain from the circle: a word, never a colour alone. */
function Standing({ task }: { task: Task }) {
  if (task.status === 'dormant') return <Badge color="gray">not needed so far</Badge>;
  if (task.status === 'asked') return <Badge color="yellow">asked</Badge>;
  if (task.status === 'active') return <Badge color="blue">begun</Badge>;
  if (task.failure) return <Badge color="red">failed</Badge>;
  const [first] = task.blockedBy;
  if (!first) return null;
  const isTheClients = /^(?:request\.|letter\.|trust\.|invoice\.)/.test(first.after);
  return (
    <Badge color={isTheClients ? 'yellow' : 'gray'} title={task.blockedBy.map(({ says }) => says).join('\n')}>
      {isTheClients ? 'waits for the client' : 'not yet'}
    </Badge>
  );
}

export function TaskRow({ job, task, acts, isOpen, onToggle }: Props) {
  const memberName = useMemberName();
  const [asked, setAsked] = useState<Asked>();
  const line = useRef<HTMLDivElement>(null);
  const Icon = icons[task.status];
  const finished = isFinished(task);
  const state = task.status === 'dormant' ? 'dormant' : finished ? 'finished' : 'open';
  const complete = () => {
    const need = asks(job, task);
    if (need) setAsked(need);
    else acts.complete(task);
  };
  const mayTick = task.status !== 'dormant' && (task.can.complete || task.can.pass || task.can.reopen);
  const says = finished ? 'Reopen' : task.review ? 'Approve' : 'Complete';
  // Who comes by a link to one task sees it.
  const isFirst = useRef(isOpen);
  useEffect(() => {
    if (isFirst.current) line.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={line} role="listitem" className={classes.task} data-state={state} data-open={isOpen || undefined}>
      <div className={classes.line}>
        <ActionIcon
          size={28}
          color={task.status === 'done' ? 'green' : 'gray'}
          disabled={!mayTick}
          aria-label={`${says} ${task.title}`}
          title={mayTick ? says : task.blockedBy.map(({ says: why }) => why).join('\n')}
          onClick={() => (finished ? acts.reopen(task) : complete())}
        >
          <Icon size={18} stroke={1.5} />
        </ActionIcon>
        <UnstyledButton
          className={classes.title}
          data-task-title
          aria-expanded={isOpen}
          title={task.title}
          onClick={onToggle}
        >
          <span>{task.title}</span>
          {task.review && <IconEye size={14} aria-label="Review" />}
          {task.gate && !finished && <IconLock size={14} aria-label="Nobody passes this step" />}
          {task.auto && !finished && <IconBolt size={14} aria-label="Runs by itself" />}
          <Standing task={task} />
        </UnstyledButton>
        <Text size="sm" truncate c="dimmed" data-wide>
          {memberName(finished ? (task.doneBy ?? task.assigneeId) : task.assigneeId)}
        </Text>
        {finished && task.doneOn ? (
          <Text size="sm" c="dimmed" className="figures">
            <Day of={task.doneOn} />
          </Text>
        ) : (
          <DueDay
            on={task.due.on}
            at={task.due.at}
            isOverdue={task.isOverdue}
            isAtRisk={task.isAtRisk}
            isPinned={task.due.isPinned}
            waitsFor={task.due.waitsFor}
          />
        )}
      </div>
      {isOpen && (
        <TaskInside
          job={job}
          task={task}
          acts={acts}
          onComplete={complete}
          onAsk={setAsked}
          className={classes.inside}
        />
      )}
      {asked && <TaskDialog job={job} task={task} asked={asked} acts={acts} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
