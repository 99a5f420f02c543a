import { broken } from '../../../shared/errors.ts';
import { mostTasks } from '../pack.ts';
import { whoHas } from '../people.ts';
import type { Task } from '../task.ts';
import type { Effect, Running } from './kind.ts';

/** A task for a person, in the words of the step, which comes into being only when the work has come that far. */
export function createTask({ whole: { job, tasks }, task, auto, acting, newId }: Running): Effect {
  if (tasks.length >= mostTasks) throw broken(`A job has at most ${mostTasks} tasks`);
  const { section, title, instructions, links, estMinutes, checklist, priority, clientId, jobId } = task;
  const role = typeof auto.role === 'string' ? auto.role : task.role;
  const id = newId('task');
  const made: Task = {
    id,
    jobId,
    ...(clientId !== undefined && { clientId }),
    ...(section !== undefined && { section }),
    position: Math.max(...tasks.map(({ position }) => position)) + 1,
    title,
    ...(instructions !== undefined && { instructions }),
    ...(links && { links }),
    ...(role !== undefined && { role }),
    ...(estMinutes !== undefined && { estMinutes }),
    ...(priority !== undefined && { priority }),
    ...(checklist && { checklist: checklist.map(({ text }) => ({ text })) }),
    pin: { on: acting.dating.today, by: acting.by, reason: 'The day on which it came up' },
    status: 'open',
    createdAt: acting.now,
  };
  const who = whoHas(job.people ?? [], role) ?? job.leadId;
  return { change: { tasks: [made], assigned: who === undefined ? {} : { [id]: who } } };
}
