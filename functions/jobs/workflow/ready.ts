import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import { datesOf, type Dating } from '../dating.ts';
import type { Job } from '../job.ts';
import type { Schedule } from '../schedule.ts';
import { blockersOfTask } from '../standing.ts';
import type { Auto, Task } from '../task.ts';

const mostSteps = 40;

export type Ready = {
  job: Job;
  tasks: readonly Task[];
  schedule: Schedule;
  dating: Dating;
  /** When mail to clients may next leave; nothing where it may now. */
  mailWaitsUntil: string | undefined;
};

/** What writes to a client with nobody looking on. What a step asks of a person, the person sends when they see fit. */
const writesToClient = ({ kind }: Auto): boolean => kind === 'send-mail';

/** The fact of a job that tells that the job begun by one of its steps is done. */
export const startedDone = (key: string): string => `job.started.${key}`;

/** What a step waits for that waits for another job. */
export function waitedFor({ job }: Auto): string | undefined {
  if (typeof job !== 'string') return undefined;
  return job.startsWith('job.') ? job : startedDone(job);
}

/** The day on which a step that waits for one goes on, or runs without anything before it; none where it does not wait. */
export function dayOf({ job, tasks, schedule, dating }: Ready, task: Task): CivilDate | undefined {
  const { auto, after = [] } = task;
  if (auto?.kind === 'wait-until' && typeof auto.until === 'string') {
    const { until: dueRule } = auto;
    const asked = tasks.map((one) => (one.id === task.id ? { ...one, dueRule } : one));
    return datesOf(job, asked, dating, schedule).tasks.get(task.id)?.on ?? '9999-12-31';
  }
  return after.length > 0 ? undefined : schedule.lines[task.id]?.due;
}

/** Whether nothing keeps a step from running but the hour. */
function isUp(all: Ready, task: Task): boolean {
  const { schedule, dating, job } = all;
  const { auto, status, failure, hold } = task;
  if (!auto || status !== 'open' || failure || hold) return false;
  if (schedule.lines[task.id]?.status !== 'open' || blockersOfTask(schedule, task.id).length > 0) return false;
  if (auto.kind === 'wait-for-job' && !schedule.facts.includes(waitedFor(auto) ?? '')) return false;
  const day = dayOf(all, task);
  return job.startOn <= dating.today && (day === undefined || day <= dating.today);
}

const waitsForHour = ({ mailWaitsUntil }: Ready, { auto }: Task): boolean =>
  mailWaitsUntil !== undefined && auto !== undefined && writesToClient(auto);

const isReady = (all: Ready, task: Task): boolean => !waitsForHour(all, task) && isUp(all, task);

/** Steps that run as soon as mail to clients may leave again. */
export const stepsForHour = (all: Ready): Task[] =>
  all.tasks.filter((task) => waitsForHour(all, task) && isUp(all, task));

/** What runs by itself now. A failed step does not until someone has it tried again, a held one not until it is let go. */
export const readySteps = (all: Ready): string[] =>
  all.tasks
    .filter((task) => isReady(all, task))
    .slice(0, mostSteps)
    .map(({ id }) => id);

export const isStillReady = (all: Ready, taskId: string): boolean => {
  const task = all.tasks.find(({ id }) => id === taskId);
  return task !== undefined && isReady(all, task);
};
