import type * as z from 'zod';
import type { Job } from '../../../../functions/jobs/job.ts';
import type { TaskView } from '../../../../functions/jobs/task-view.ts';
import type { NewRequest as New } from '../../../../functions/requests/request.ts';
import { addDays } from './dates.ts';
import { fieldErrors } from './problem.ts';
import { freshItem, type ItemValues, itemsOf, withText } from './request-item-form.ts';

type NewRequest = z.input<typeof New>;

export type Values = {
  title: string;
  why: string;
  consequence: string;
  /** In whose name; empty is who writes it. */
  senderId: string;
  /** What of its job is done when all is in. */
  taskId: string;
  dueOn: string;
  ladder: NonNullable<NewRequest['ladder']>;
  contactIds: string[];
  items: ItemValues[];
  send: 'now' | 'on' | 'draft';
  sendOn: string;
};

const usualDays = 10;

export const fresh = (today: string): Values => ({
  title: '',
  why: '',
  consequence: '',
  senderId: '',
  taskId: '',
  dueOn: addDays(today, usualDays),
  ladder: 'standard',
  contactIds: [],
  items: [freshItem()],
  send: 'now',
  sendOn: addDays(today, 1),
});

/** What the API is asked for. */
export const requestOf = (
  { items, send, sendOn, why, consequence, senderId, taskId, ...values }: Values,
  jobId: string | undefined,
): NewRequest => ({
  ...values,
  ...withText('why', why),
  ...withText('consequence', consequence),
  ...withText('senderId', senderId),
  ...(jobId !== undefined && { jobId, ...withText('taskId', taskId) }),
  ...(send !== 'draft' && { send: send === 'now' ? 'now' : sendOn }),
  items: itemsOf(items),
});

export type TaskSeen = Pick<
  z.output<typeof TaskView>,
  'status' | 'auto' | 'askedWhy' | 'review' | 'removedAt' | 'records'
>;

/** What of a job can be done by itself when all is in: what only has to be ticked off, and steps that could not ask. */
export const tasksToEnd = <T extends TaskSeen>(tasks: readonly T[], fields: z.output<typeof Job>['fields'] = {}): T[] =>
  tasks.filter(
    ({ status, auto, askedWhy, review, removedAt, records = [] }) =>
      ((!auto && (status === 'open' || status === 'active')) || askedWhy !== undefined) &&
      !review &&
      removedAt === undefined &&
      records.every((name) => fields[name] !== undefined),
  );

/** Whatever is wrong within what an item asks is told at the item: `items.2.asks.rows.4` at `items.2.asks`. */
export const errorsOf = (error: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      path.replace(/^(items\.\d+\.asks)\..*$/, '$1').replace(/^contactIds\.\d+$/, 'contactIds'),
      message,
    ]),
  );
