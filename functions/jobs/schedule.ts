import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { WallTime } from '../../shared/dates/zone.ts';
import { Id } from '../../shared/ids.ts';
import { packed, unpacked } from '../../shared/table/packed.ts';
import type { Item } from '../../shared/table/table.ts';
import { Priority, Status } from './job.ts';
import { TaskStatus } from './task.ts';

/** `dormant`: it does not have to be done, as far as is known today. */
export const LineStatus = z.enum([...TaskStatus.options, 'dormant']);

/** One task as lists and the order of work need it, and who does it; what people write into it stands in its own record. */
export const Line = z.object({
  title: z.string(),
  position: z.int(),
  key: z.string().optional(),
  status: LineStatus,
  who: z.string().optional(),
  due: CivilDate.optional(),
  at: WallTime.optional(),
  after: z.array(z.string()).optional(),
  gate: z.boolean().optional(),
  /** It is there to approve another one's work. */
  review: z.boolean().optional(),
  auto: z.boolean().optional(),
  /** Once asked, it is up to the client. */
  forClient: z.boolean().optional(),
  thirdParty: z.boolean().optional(),
  priority: Priority.optional(),
  minutes: z.int().optional(),
});
export type Line = z.output<typeof Line>;

/**
 * What of a job is due when, in one record: a date that moves dozens of others changes two items. Worked out by
 * `dating.ts` and written with every change of a task.
 */
export const Schedule = z.object({
  /** The job's. */
  id: Id('job'),
  clientId: Id('client').optional(),
  /** Whose alone the job is. */
  privateTo: Id('member').optional(),
  jobTitle: z.string(),
  jobStatus: Status,
  deadlineOn: CivilDate.optional(),
  /** What has happened outside the job's tasks: `letter.signed`. */
  facts: z.array(z.string()),
  lines: z.record(Id('task'), Line),
});
export type Schedule = z.output<typeof Schedule>;

/** Beyond so many, lines are packed: unpacked they would pass what one record can hold, and each tick would cost it. */
const mostPlain = 100;

export const storedSchedule = {
  pack: (schedule: Schedule) =>
    Object.keys(schedule.lines).length > mostPlain ? { ...schedule, lines: packed(schedule.lines) } : schedule,
  unpack: (item: Item): Item => (typeof item.lines === 'string' ? { ...item, lines: unpacked(item.lines) } : item),
};

/** A date that moved. `to` is missing where it waits for something now. */
export const Slip = z.object({ taskId: Id('task'), from: CivilDate, to: CivilDate.optional() });
export type Slip = z.output<typeof Slip>;

const unknownIn = (record: object, { shape }: z.ZodObject) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'version' && !(name in shape)));

/** A schedule is worked out anew with each change; what a later release wrote into it stays. */
export const widened = (before: Schedule, { lines, ...after }: Schedule): Schedule => ({
  ...unknownIn(before, Schedule),
  ...after,
  lines: Object.fromEntries(
    Object.entries(lines).map(([id, line]) => [id, { ...unknownIn(before.lines[id] ?? {}, Line), ...line }]),
  ),
});

const isOpen = ({ status }: Line) => status === 'open' || status === 'active' || status === 'asked';

/** The lines in the order of their tasks: read from the table they come in any. */
export const inOrder = ({ lines }: Pick<Schedule, 'lines'>): [string, Line][] =>
  Object.entries(lines).toSorted(([, a], [, b]) => a.position - b.position);

/** What is still to be done, in its order. */
export const openLines = (schedule: Pick<Schedule, 'lines'>): [string, Line][] =>
  inOrder(schedule).filter(([, line]) => isOpen(line));

/** Dates that the new schedule has elsewhere than the one before, in the order of the tasks. */
export function slipsOf(before: Pick<Schedule, 'lines'>, { lines }: Pick<Schedule, 'lines'>): Slip[] {
  return inOrder(before).flatMap(([taskId, { due: from }]) => {
    const to = lines[taskId]?.due;
    return from === undefined || from === to ? [] : [{ taskId, from, ...(to !== undefined && { to }) }];
  });
}
