import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { heardFrom } from '../requests/heard.ts';
import { Ladder, Request, SendOn } from '../requests/request.ts';
import { Key, Line } from '../templates/texts.ts';
import { Target } from './question.ts';
import type { Counts } from './standing.ts';

export const OrganizerStatus = z.enum([
  'draft',
  'scheduled',
  'sent',
  'in-progress',
  'submitted',
  'returned',
  'accepted',
  'cancelled',
]);
export type OrganizerStatus = z.output<typeof OrganizerStatus>;

const mostContacts = 8;
const Done = { by: z.string(), at: z.iso.datetime() };

/** A questionnaire that one client is to answer. */
export const Organizer = z.object({
  id: Id('organizer'),
  clientId: Id('client'),
  jobId: Id('job').optional(),
  /** The task of that job that is done when this is accepted, with all else that was asked for it. */
  taskId: Id('task').optional(),
  /** As its template calls the request that it is asked with, where a step asked. */
  requestKey: z.string().max(80).optional(),
  /** Which version it asks; that never changes. */
  questionnaire: z.object({ id: Id('questionnaire'), key: Key, n: z.int().min(1) }),
  title: Line(200),
  why: Line(500).optional(),
  dueOn: CivilDate,
  contactIds: z.array(Id('contact')).max(mostContacts),
  /** In whose name it is written; replies go to them. */
  senderId: Id('member'),
  status: OrganizerStatus,
  counts: z.object({ all: z.int(), answered: z.int(), missing: z.int(), reviewed: z.int() }),
  /** The one before: its answers are shown beside the questions, its files are asked for again. */
  startsFrom: Id('organizer').optional(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
  /** How people are reminded of it: as of a request, and in the same mails. */
  ladder: Ladder.default('standard'),
  ...Request.pick({ nextAt: true, notSent: true, reminders: true, mails: true, held: true }).shape,
  ...Request.pick({ heard: true, callSince: true }).shape,
  submitted: z.object(Done).optional(),
  /** What is to be said beside the reasons at the questions. */
  returned: z.object({ note: Text(1000).optional(), ...Done }).optional(),
  accepted: z.object({ ...Done, wrote: z.array(Target) }).optional(),
  cancelled: z.object({ reason: Line(500).optional(), ...Done }).optional(),
  erasedAt: z.iso.datetime().optional(),
});
export type Organizer = z.output<typeof Organizer>;

const of = Organizer.shape;
const ContactIds = of.contactIds.min(1).refine((ids) => new Set(ids).size === ids.length, 'Names each person once');

export const NewOrganizer = z
  .strictObject({
    questionnaireId: Id('questionnaire'),
    jobId: of.jobId,
    /** The task of that job that is done when the answers are accepted: an open one that somebody ticks off. */
    taskId: of.taskId,
    /** Left out, it is called as its questionnaire says. */
    title: of.title.optional(),
    why: of.why,
    dueOn: CivilDate,
    contactIds: ContactIds,
    senderId: Id('member').optional(),
    startsFrom: of.startsFrom,
    ladder: Ladder.default('standard'),
    /** Left out, it stays a draft. */
    send: SendOn.optional(),
  })
  .meta({ id: 'NewOrganizer' });
export type NewOrganizer = z.output<typeof NewOrganizer>;

/** null takes a value away. What is asked stays as it is. */
export const OrganizerPatch = z
  .strictObject({
    title: of.title.optional(),
    why: of.why.nullable(),
    dueOn: CivilDate.optional(),
    contactIds: ContactIds.optional(),
    senderId: Id('member').optional(),
    ladder: Ladder.optional(),
  })
  .meta({ id: 'OrganizerPatch' });
export type OrganizerPatch = z.output<typeof OrganizerPatch>;

export const isUnsent = ({ status }: Pick<Organizer, 'status'>): boolean =>
  status === 'draft' || status === 'scheduled';
export const isOver = ({ status }: Pick<Organizer, 'status'>): boolean =>
  status === 'accepted' || status === 'cancelled';
/** The client can answer. */
export const isOpen = ({ status }: Pick<Organizer, 'status'>): boolean =>
  status === 'sent' || status === 'in-progress' || status === 'returned';
/** Something can have been answered, and looked at. */
export const isUnderWay = (organizer: Pick<Organizer, 'status'>): boolean =>
  isOpen(organizer) || organizer.status === 'submitted';

type By = { by: string; now: string };
type Making = By &
  Pick<Organizer, 'id' | 'clientId' | 'questionnaire' | 'requestKey'> & { title: string; counts: Counts };

export const draft = (
  { jobId, taskId, why, dueOn, contactIds, senderId, startsFrom, title, ladder }: NewOrganizer,
  { by, now, title: usual, ...making }: Making,
): Organizer => ({
  ...making,
  title: title ?? usual,
  dueOn,
  contactIds,
  ladder,
  ...(jobId !== undefined && { jobId }),
  ...(taskId !== undefined && { taskId }),
  ...(why !== undefined && { why }),
  ...(startsFrom !== undefined && { startsFrom }),
  senderId: senderId ?? by,
  status: 'draft',
  createdBy: by,
  createdAt: now,
});

export function change(organizer: Organizer, { why, ...patch }: OrganizerPatch): Organizer {
  if (isOver(organizer)) throw broken('This organizer is over; make a new one');
  const said = Object.entries(patch).filter(([, value]) => value !== undefined);
  const { why: had, ...rest } = { ...organizer, ...(Object.fromEntries(said) as Partial<Organizer>) };
  const after = why === undefined ? had : why;
  const changed = { ...rest, ...(after !== null && after !== undefined && { why: after }) } as Organizer;
  // When people are next reminded is worked out anew; a day on which it goes out stays.
  return isUnsent(organizer) ? changed : unplanned(changed);
}

export const unplanned = ({ nextAt: _, ...organizer }: Organizer): Organizer => organizer;

export function send(organizer: Organizer, now: string): Organizer {
  if (!isUnsent(organizer)) throw broken('This organizer was sent already');
  const { notSent: _, ...rest } = unplanned(organizer);
  return { ...rest, status: 'sent', sentAt: now };
}

/** Before it is sent nobody can have answered; what was sent to the firm, or is over, is read only. */
export function checkOpen(organizer: Organizer): void {
  if (isOpen(organizer)) return;
  const unsent = 'was not sent yet';
  const why = { draft: unsent, scheduled: unsent, cancelled: 'was called off' }[organizer.status as string];
  throw broken(`This organizer ${why ?? 'was sent to us already: it stays as it is'}`);
}

/** Something was answered: for a while nobody reminds who of the client did. */
export function begun(organizer: Organizer, { by, now }: By): Organizer {
  const after: Organizer = organizer.status === 'sent' ? { ...organizer, status: 'in-progress' } : organizer;
  return organizer.contactIds.includes(by) ? heardFrom(after, by, now) : after;
}

/** `missing`: what the client sees of the questions without whose answers it cannot be sent. */
export function submit(organizer: Organizer, missing: readonly { key: string; text: string }[], { by, now }: By) {
  checkOpen(organizer);
  if (missing.length > 0) {
    const named = missing.slice(0, 5).map(({ text }) => `“${text}”`);
    const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
    throw broken(`Still to be answered: ${named.join(', ')}${more}`, { missing: missing.map(({ key }) => key) });
  }
  const { returned: _, ...rest } = organizer;
  return { ...rest, status: 'submitted' as const, submitted: { by, at: now } };
}

export function giveBack(organizer: Organizer, note: string | undefined, { by, now }: By): Organizer {
  if (organizer.status !== 'submitted') throw broken('Only what the client has sent can go back to them');
  // People are reminded anew of what came back.
  const { callSince: _, ...rest } = unplanned(organizer);
  return { ...rest, status: 'returned', returned: { ...(note !== undefined && { note }), by, at: now } };
}

export function accept(organizer: Organizer, wrote: readonly Target[], { by, now }: By): Organizer {
  if (organizer.status !== 'submitted') throw broken('Only what the client has sent can be accepted');
  return { ...organizer, status: 'accepted', accepted: { wrote: [...wrote], by, at: now } };
}

export function cancel(organizer: Organizer, reason: string | undefined, { by, now }: By): Organizer {
  if (isOver(organizer)) throw broken('This organizer is over already');
  const cancelled = { ...(reason !== undefined && { reason }), by, at: now };
  return { ...organizer, status: 'cancelled', cancelled };
}

/** What says nothing of whose it was. */
export function blank(
  { why: _, returned: _back, notSent: _not, cancelled, ...organizer }: Organizer,
  now: string,
): Organizer {
  const { reason: _reason, ...done } = cancelled ?? { by: '', at: '' };
  return { ...organizer, title: 'Erased', ...(cancelled && { cancelled: done }), erasedAt: now };
}
