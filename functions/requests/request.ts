import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { bytesOf } from './asked.ts';
import { isNeeded, isOpen, type Item, NewItem } from './item.ts';

const Line = (max: number) => z.string().trim().min(1).max(max);

export const RequestStatus = z.enum([
  'draft',
  'scheduled',
  'sent',
  'in-progress',
  'submitted',
  'completed',
  'cancelled',
]);
export type RequestStatus = z.output<typeof RequestStatus>;

export const Ladder = z.enum(['standard', 'short', 'urgent', 'season', 'none']);
export type Ladder = z.output<typeof Ladder>;

export const most = { items: 100, contacts: 8, bytes: 250_000 };

const Counts = z.object({
  all: z.int(),
  /** Those without which it is not finished. */
  needed: z.int(),
  /** Those that wait to be looked at. */
  submitted: z.int(),
});

/** What the firm asks of one client: one list, sent to some of its people. */
export const Request = z.object({
  id: Id('request'),
  clientId: Id('client'),
  jobId: Id('job').optional(),
  taskId: Id('task').optional(),
  /** As its template calls it. */
  key: z.string().max(80).optional(),
  title: Line(300),
  why: Line(500).optional(),
  /** What follows if it does not come. */
  consequence: Line(500).optional(),
  dueOn: CivilDate,
  /** The day of the first thing that is still needed, where it has one of its own. */
  openDueOn: CivilDate.optional(),
  ladder: Ladder,
  contactIds: z.array(Id('contact')).max(most.contacts),
  /** In whose name it is written; replies go to them. */
  senderId: Id('member'),
  status: RequestStatus,
  items: Counts,
  /** When it goes out, or when it is to be looked at for a reminder. */
  nextAt: z.iso.datetime().optional(),
  sentAt: z.iso.datetime().optional(),
  /** Why it could not go out on its day. */
  notSent: Line(500).optional(),
  /** Who was reminded when, by which step of the ladder; a nudge has none. Or why they could not be: the step has passed. */
  reminders: z
    .array(
      z.object({
        contactId: z.string(),
        step: z.int().min(0).optional(),
        at: z.iso.datetime(),
        missed: Line(500).optional(),
      }),
    )
    .max(100)
    .optional(),
  /** The latest mail about it to each of its people. */
  mails: z
    .array(z.object({ contactId: z.string(), mailId: z.string() }))
    .max(most.contacts)
    .optional(),
  /** Whose mail that asks for it was held: nobody reminds them until it is let out, and from then on the ladder counts. */
  held: z
    .array(z.object({ contactId: z.string(), mailId: z.string(), outAt: z.iso.datetime().optional() }))
    .max(most.contacts)
    .optional(),
  /** Since when the ladder begins anew, by the short one: something was sent back. */
  returnedAt: z.iso.datetime().optional(),
  /** Who sent something last: for two days nobody reminds them. */
  heard: z
    .array(z.object({ contactId: z.string(), at: z.iso.datetime() }))
    .max(50)
    .optional(),
  /** After the ladder: since when someone is to call. */
  callSince: z.iso.datetime().optional(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
  cancelledAt: z.iso.datetime().optional(),
  cancelReason: Line(500).optional(),
  /** Its client was erased: what was asked and answered is gone. */
  erasedAt: z.iso.datetime().optional(),
});
export type Request = z.output<typeof Request>;

const of = Request.shape;
const ContactIds = z
  .array(Id('contact'))
  .min(1)
  .max(most.contacts)
  .refine((ids) => new Set(ids).size === ids.length, 'Names each person once');

export const SendOn = z.union([z.literal('now'), CivilDate], 'now, or a date');
const Items = z
  .array(NewItem)
  .min(1)
  .max(most.items)
  .refine((items) => bytesOf(items) <= most.bytes, 'These are too many large tables for one request');

export const NewRequest = z
  .strictObject({
    jobId: Id('job').optional(),
    /** The task of that job that is done when all is in: an open one that somebody ticks off. */
    taskId: Id('task').optional(),
    title: of.title,
    why: of.why,
    consequence: of.consequence,
    dueOn: CivilDate,
    ladder: Ladder.default('standard'),
    contactIds: ContactIds,
    senderId: Id('member').optional(),
    items: Items,
    /** Left out, it stays a draft. */
    send: SendOn.optional(),
  })
  .meta({ id: 'NewRequest' });
export type NewRequest = z.output<typeof NewRequest>;

/** null takes a value away. After it was sent, what is asked stays as it is. */
export const RequestPatch = z
  .strictObject({
    title: of.title.optional(),
    why: of.why.nullable(),
    consequence: of.consequence.nullable(),
    dueOn: CivilDate.optional(),
    ladder: Ladder.optional(),
    contactIds: ContactIds.optional(),
    senderId: Id('member').optional(),
    items: Items.optional(),
  })
  .meta({ id: 'RequestPatch' });
export type RequestPatch = z.output<typeof RequestPatch>;

export const isOver = ({ status }: Pick<Request, 'status'>): boolean =>
  status === 'completed' || status === 'cancelled';
/** The client owes us something: these are chased. */
export const isOpenRequest = ({ status }: Pick<Request, 'status'>): boolean =>
  status === 'sent' || status === 'in-progress';
export const isUnsent = ({ status }: Pick<Request, 'status'>): boolean => status === 'draft' || status === 'scheduled';

export const countsOf = (items: readonly Item[]): Request['items'] => ({
  all: items.length,
  needed: items.filter(isNeeded).length,
  submitted: items.filter(({ status }) => status === 'submitted').length,
});

/** Whether someone waits to be asked: the mail was held, and is or was thrown away. */
export const isHeldFrom = ({ held = [] }: Pick<Request, 'held'>, contactId: string): boolean =>
  held.some((one) => one.contactId === contactId && one.outAt === undefined);

/** None of its people has been asked yet. */
export const isHeldFromAll = (request: Pick<Request, 'held' | 'contactIds'>): boolean =>
  request.contactIds.length > 0 && request.contactIds.every((id) => isHeldFrom(request, id));

/** How far it has come, as it follows from its items. Of what is all optional, something has to have been said. */
function progress(items: readonly Item[]): RequestStatus {
  const { needed, submitted } = countsOf(items);
  const isUntouched = items.every(isOpen) && items.every(({ status }) => status === 'open');
  if (isUntouched) return 'sent';
  if (needed > 0) return 'in-progress';
  return submitted > 0 ? 'submitted' : 'completed';
}

const firstDue = ({ dueOn: usual }: Request, items: readonly Item[]): CivilDate =>
  items
    .filter(isNeeded)
    .map(({ dueOn = usual }) => dueOn)
    .toSorted((a, b) => (a < b ? -1 : 1))[0] ?? usual;

/** The request with its items as they are now. */
export function following(request: Request, items: readonly Item[], now: string): Request {
  const { completedAt: _, openDueOn: _due, ...rest } = request;
  const openDueOn = firstDue(request, items);
  const counted = { ...rest, items: countsOf(items), ...(openDueOn !== request.dueOn && { openDueOn }) };
  if (isUnsent(request) || request.status === 'cancelled') return { ...request, items: counted.items };
  const status = progress(items);
  const { nextAt: _next, ...quiet } = counted;
  const isChased = request.ladder !== 'none' && request.callSince === undefined && !isHeldFromAll(request);
  if (status === 'completed') return { ...quiet, status, completedAt: request.completedAt ?? now };
  if (status === 'submitted') return { ...quiet, status };
  return isChased ? { ...counted, status, nextAt: request.nextAt ?? now } : { ...quiet, status };
}
