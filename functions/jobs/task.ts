import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { WallTime } from '../../shared/dates/zone.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { Priority } from './job.ts';

/** `asked`: what it stands for was asked of someone, and a person records how it ended. */
export const TaskStatus = z.enum(['open', 'active', 'asked', 'done', 'skipped']);
export type TaskStatus = z.output<typeof TaskStatus>;

const ChecklistItem = z.object({
  text: z.string().trim().min(1).max(300),
  doneAt: z.iso.datetime().optional(),
  doneBy: z.string().optional(),
});

/** A date that someone set by hand: no rule moves it until it is taken away again. */
export const Pin = z.object({
  on: CivilDate,
  at: WallTime.optional(),
  by: z.string(),
  reason: z.string().max(500).optional(),
});

/** What runs by itself, with what its kind needs to know. */
export const Auto = z.looseObject({ kind: z.string().max(40) });
export type Auto = z.output<typeof Auto>;

/** Steps that ask something of the client; what others ask, somebody of the firm does. */
const asksClient: readonly string[] = ['send-request', 'send-letter', 'send-trust-request'];
type Asking = { auto?: Auto | undefined; status: TaskStatus; askedWhy?: string | undefined };

/** What could not be sent by itself is up to whoever sends it; what a person ticks off was asked by a letter. */
export const isForClient = ({ auto, status, askedWhy }: Asking): boolean =>
  auto === undefined ? status === 'asked' : asksClient.includes(auto.kind) && askedWhy === undefined;

const Failure = z.object({ error: z.string().max(200), cause: z.string().max(1000), at: z.iso.datetime() });

/** An order that was not kept, and why. */
const Passed = z.object({ after: z.string(), reason: z.string().max(500), by: z.string(), at: z.iso.datetime() });

export const Task = z.object({
  id: Id('task'),
  jobId: Id('job'),
  clientId: Id('client').optional(),
  /** Its name in the template; several that stand for one of a list have the same. */
  key: z.string().max(60).optional(),
  section: z.string().trim().min(1).max(80).optional(),
  position: z.int(),
  title: z.string().trim().min(1).max(200),
  instructions: Text(10_000).optional(),
  links: z
    .array(z.object({ title: z.string().max(120), url: z.url().max(1000) }))
    .max(20)
    .optional(),
  role: z.string().max(40).optional(),
  estMinutes: z.int().min(0).max(60_000).optional(),
  priority: Priority.optional(),
  checklist: z.array(ChecklistItem).max(60).optional(),
  /** What must be finished first: tasks by key or id, or facts. */
  after: z.array(z.string().max(120)).max(40).optional(),
  /** Nobody passes it, whatever the reason. */
  gate: z.boolean().optional(),
  dueRule: z.string().max(200).optional(),
  /** The task that its rule counts from, where this client's job does not have it, and what comes before that one. */
  absent: z.object({ title: z.string().max(200), after: z.array(z.string().max(120)).max(40) }).optional(),
  /** Days of its own that its rule speaks of: the Friday of its week. */
  days: z.record(z.string(), CivilDate).optional(),
  pin: Pin.optional(),
  /** Whether it has to be done at all, where that shows only on the way. */
  when: z.string().max(300).optional(),
  review: z.object({ of: z.string(), notSameAs: z.string().optional() }).optional(),
  auto: Auto.optional(),
  /** It is prepared, and leaves when someone says so. */
  hold: z.boolean().optional(),
  /** The letter that it waits for: for whoever is to send it, and then for all to sign it. */
  letterId: Id('letter').optional(),
  /** What its step asks for is that a document is signed off: where it is not known which, someone chooses it. */
  signsOff: z.boolean().optional(),
  waitsForThirdParty: z.boolean().optional(),
  action: z.enum(['extend-deadline']).optional(),
  /** Fields of the job that whoever completes it fills in. */
  records: z.array(z.string().max(60)).max(20).optional(),
  status: TaskStatus,
  startedAt: z.iso.datetime().optional(),
  /** Who has worked on it: not who may approve it. */
  startedBy: z.string().optional(),
  doneAt: z.iso.datetime().optional(),
  doneOn: CivilDate.optional(),
  doneBy: z.string().optional(),
  skipped: z.object({ reason: z.string().max(500) }).optional(),
  askedAt: z.iso.datetime().optional(),
  /** Why a person is asked, where it could have gone by itself. */
  askedWhy: z.string().max(500).optional(),
  failure: Failure.optional(),
  passed: z.array(Passed).max(20).optional(),
  /** The template does not have it any more: it is shown nowhere, and nothing waits for it. */
  removedAt: z.iso.datetime().optional(),
  /** It came to the job with another template than the job's own. */
  addedBy: z.object({ templateId: Id('template'), version: z.int() }).optional(),
  createdAt: z.iso.datetime(),
});
export type Task = z.output<typeof Task>;

export const isFinished = ({ status }: Pick<Task, 'status'>): boolean => status === 'done' || status === 'skipped';

type By = { by: string; now: string; today: CivilDate };

export function start(task: Task, { by, now }: By): Task {
  if (isFinished(task)) throw broken('This is finished; reopen it first', { field: 'status' });
  return task.status === 'active'
    ? task
    : { ...task, status: 'active', startedAt: task.startedAt ?? now, startedBy: by };
}

export function complete(task: Task, { by, now, today }: By): Task {
  if (isFinished(task)) throw broken('This is finished already', { field: 'status' });
  const left = (task.checklist ?? []).filter(({ doneAt }) => doneAt === undefined);
  if (left.length > 0)
    throw broken(`Its checklist still has “${left[0]!.text}”${left.length > 1 ? ` and ${left.length - 1} more` : ''}`, {
      field: 'checklist',
    });
  const { failure: _, askedWhy: _why, ...rest } = task;
  return { ...rest, status: 'done', doneAt: now, doneOn: today, doneBy: by };
}

/** Done by what came from outside; what is to be ticked off is for people. */
export function completeByItself({ checklist, ...task }: Task, by: By): Task {
  return { ...complete(task, by), ...(checklist && { checklist }) };
}

export function skip(task: Task, reason: string, { by, now, today }: By): Task {
  if (isFinished(task)) throw broken('This is finished already', { field: 'status' });
  if (task.gate) throw broken('Nobody passes this step; it can only be done', { field: 'status' });
  const { failure: _, askedWhy: _why, ...rest } = task;
  return { ...rest, status: 'skipped', skipped: { reason }, doneAt: now, doneOn: today, doneBy: by };
}

export function reopen(task: Task): Task {
  if (!isFinished(task)) throw broken('This is not finished', { field: 'status' });
  const {
    doneAt: _,
    doneOn: _on,
    doneBy: _by,
    skipped: _skipped,
    askedAt: _asked,
    letterId: _letter,
    passed: _passed,
    removedAt: _gone,
    ...rest
  } = task;
  return { ...rest, status: rest.startedAt === undefined ? 'open' : 'active' };
}

export function tick(task: Task, index: number, isDone: boolean, { by, now }: By): Task {
  const item = task.checklist?.[index];
  if (!item) throw broken('Its checklist has no such line', { field: 'checklist' });
  if (isFinished(task)) throw broken('This is finished; reopen it first', { field: 'status' });
  const ticked = isDone
    ? { text: item.text, doneAt: item.doneAt ?? now, doneBy: item.doneBy ?? by }
    : { text: item.text };
  const checklist = task.checklist!.with(index, ticked);
  return task.status === 'open' && isDone
    ? start({ ...task, checklist }, { by, now, today: '' })
    : { ...task, checklist };
}
