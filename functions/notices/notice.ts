import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import type { Item, Key } from '../../shared/table/table.ts';

/** What people are told of; each chooses for each kind whether and how. */
export const noticeKinds = [
  'assigned',
  'mentioned',
  'watched',
  'unblocked',
  'returned',
  'answered',
  'failed-step',
  'reminder',
  'at-risk',
  'series',
  'letter',
  'from-client',
  'held-file',
  'mail-failed',
] as const;
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.output<typeof NoticeKind>;

/** By the event that it comes from, so that an event that comes twice tells once, and ids sort by time. */
export const NoticeId = z
  .string()
  .regex(/^evt_[0-9A-HJKMNP-TV-Z]{26}\.[a-z-]{1,20}\.[A-Za-z0-9_]{1,40}$/, 'An id of a notice')
  .meta({ examples: ['evt_01J8Z3X5T4M6N7P8Q9R0S1T2V3.assigned.tsk_01J8Z3X5T4M6N7P8Q9R0S1T2V3'] });

/** Bookkeeping: what someone was told, without an event of its own. It expires. */
export const Notice = z.object({
  id: NoticeId,
  memberId: Id('member'),
  kind: NoticeKind,
  /** When it happened, and when it was put here: an event may come late. */
  at: z.iso.datetime(),
  madeAt: z.iso.datetime(),
  /** Whose doing it was: a member of the team, or the system. */
  by: z.string(),
  says: z.string(),
  clientId: Id('client').optional(),
  jobId: Id('job').optional(),
  taskId: Id('task').optional(),
  seriesId: Id('series').optional(),
  threadId: Id('thread').optional(),
  letterId: Id('letter').optional(),
  organizerId: Id('organizer').optional(),
  requestId: Id('request').optional(),
  documentId: Id('document').optional(),
  due: CivilDate.optional(),
  readAt: z.iso.datetime().optional(),
});
export type Notice = z.output<typeof Notice>;

export const NoticeView = Notice.omit({ memberId: true, madeAt: true, readAt: true })
  .extend({ isRead: z.boolean() })
  .meta({ id: 'Notice' });

/** So long something stays to be read. */
export const daysKept = 90;

export const partitionOf = (memberId: string): string => `NOTICES#${memberId}`;
export const noticeKey = (memberId: string, id: string): Key => ({ pk: partitionOf(memberId), sk: `NOTICE#${id}` });
/** Up to when someone has read everything. */
export const readKey = (memberId: string): Key => ({ pk: partitionOf(memberId), sk: 'READ' });

export const expiryOf = (at: string): number => Math.floor(Date.parse(at) / 1000) + daysKept * 86_400;

export const noticeItem = (notice: Notice): Item => ({
  ...notice,
  ...noticeKey(notice.memberId, notice.id),
  entity: 'notice',
  ttl: expiryOf(notice.at),
  // Found by its client only to be erased with it.
  ...(notice.clientId !== undefined && {
    byClientPk: `CLIENT#${notice.clientId}`,
    byClientSk: `NOTICE#${notice.id}#${notice.memberId}`,
  }),
});

export const readNotice = (item: Item): Notice => Notice.parse(item);

export const isRead = ({ readAt, madeAt }: Notice, allUntil: string): boolean =>
  readAt !== undefined || madeAt <= allUntil;

export const view = (notice: Notice, allUntil: string): z.input<typeof NoticeView> => ({
  ...notice,
  isRead: isRead(notice, allUntil),
});
