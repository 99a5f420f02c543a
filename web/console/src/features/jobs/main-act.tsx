import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useMe } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { waitedFor } from './facts.ts';
import { asks, useTaskActs } from './task-acts.ts';
import { type Asked, TaskDialog } from './task-dialog.tsx';

const clip = (text: string) => (text.length > 44 ? `${text.slice(0, 43)}…` : text);

/** The one thing to do with the job now: what is next, or what it waits for, or to go on with it. */
export function MainAct({ job }: { job: Job }) {
  const { member } = useMe();
  const acts = useTaskActs(job);
  const { mutate, isPending } = useJobAct(job.id);
  const [asked, setAsked] = useState<Asked>();
  const up = job.tasks.filter(({ isUpNext, can }) => isUpNext && can.complete);
  const next = up.find(({ assigneeId }) => assigneeId === member.id) ?? up[0];
  if (job.can.reopen)
    return (
      <Button
        variant="default"
        loading={isPending}
        onClick={() => mutate({ path: '/reopen' }, { onError: tellTrouble })}
      >
        Reopen
      </Button>
    );
  if (!job.can.edit) return null;
  if (next) {
    const need = asks(job, next);
    const isLeft = (next.checklist ?? []).some(({ doneAt }) => doneAt === undefined);
    if (isLeft) return null;
    return (
      <>
        <Button
          leftSection={<IconCheck size={16} />}
          title={next.title}
          onClick={() => (need ? setAsked(need) : acts.complete(next))}
        >
          {next.review ? 'Approve' : 'Complete'} “{clip(next.title)}”
        </Button>
        {asked && <TaskDialog job={job} task={next} asked={asked} acts={acts} onClose={() => setAsked(undefined)} />}
      </>
    );
  }
  const [fact] = waitedFor(job);
  if (!fact) return null;
  return (
    <Button
      variant="light"
      loading={isPending}
      onClick={() => mutate({ path: '/facts', body: { fact: fact.fact } }, { onError: tellTrouble })}
    >
      {clip(fact.says)}
    </Button>
  );
}
