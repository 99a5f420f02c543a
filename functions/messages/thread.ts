import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Mailing, toBeMailed } from './mailing.ts';
import { Message } from './message.ts';

export const most = { contacts: 8, members: 20 };

export const ThreadState = z.enum(['waits-for-us', 'waits-for-them', 'closed']);
export type ThreadState = z.output<typeof ThreadState>;

/** A conversation between the firm and people of one client. All that is said in it, clients may see. */
export const Thread = z.object({
  id: Id('thread'),
  clientId: Id('client'),
  jobId: Id('job').optional(),
  subject: z.string().trim().min(1).max(200),
  /** To whom of the client it is addressed. */
  contactIds: z.array(Id('contact')).max(most.contacts),
  /** Who of the team takes part: they are told when the client writes. */
  memberIds: z.array(Id('member')).max(most.members),
  /** Who is to answer. */
  assignedTo: Id('member').optional(),
  state: ThreadState,
  /** Since when it is in this state. */
  since: z.iso.datetime(),
  /** How many there are: the number of the last. */
  messages: z.int(),
  lastAt: z.iso.datetime(),
  lastBy: z.string(),
  mailing: Mailing.optional(),
  /** Replies by mail on which someone has to decide. */
  heldReplies: z.int().optional(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
});
export type Thread = z.output<typeof Thread>;

const of = Thread.shape;
const once = (ids: readonly string[]) => new Set(ids).size === ids.length;
const ContactIds = of.contactIds.min(1).refine(once, 'Names each person once');

export const NewThread = z
  .strictObject({
    jobId: of.jobId,
    subject: of.subject,
    contactIds: ContactIds,
    assignedTo: of.assignedTo,
    text: Message.shape.text,
    mentions: Message.shape.mentions.default([]),
    documentIds: Message.shape.documentIds.default([]),
  })
  .meta({ id: 'NewThread' });
export type NewThread = z.output<typeof NewThread>;

/** null takes a value away. */
export const ThreadPatch = z
  .strictObject({
    subject: of.subject.optional(),
    contactIds: ContactIds.optional(),
    memberIds: of.memberIds.refine(once, 'Names each person once').optional(),
    assignedTo: Id('member').nullable().optional(),
  })
  .meta({ id: 'ThreadPatch' });
export type ThreadPatch = z.output<typeof ThreadPatch>;

export const isOfClient = (author: string): boolean => author.startsWith('con_');

/** Those there are and those who come, as far as there is room. */
export const joined = (ids: readonly string[], more: readonly string[], max: number): string[] =>
  [...new Set([...ids, ...more])].slice(0, max);

type Making = { id: string; clientId: string; by: string; now: string };
type Begun = Pick<Thread, 'subject' | 'contactIds' | 'memberIds' | 'jobId' | 'assignedTo'>;

/** A conversation in which nothing was said yet. */
export function begin({ jobId, assignedTo, ...begun }: Begun, { id, clientId, by, now }: Making): Thread {
  return {
    id,
    clientId,
    ...begun,
    ...(jobId !== undefined && { jobId }),
    ...(assignedTo !== undefined && { assignedTo }),
    state: isOfClient(by) ? 'waits-for-us' : 'waits-for-them',
    since: now,
    messages: 0,
    lastAt: now,
    lastBy: by,
    startedBy: by,
    startedAt: now,
  };
}

/** In a state since it came into it: whoever writes twice does not move to the end of the line. */
const turned = (thread: Thread, state: ThreadState, now: string): Thread =>
  thread.state === state ? thread : { ...thread, state, since: now };

/** The conversation after someone wrote: the other side is to answer, also where it was closed. */
export function spoken(thread: Thread, { by, at, mentions = [] }: Pick<Message, 'by' | 'at' | 'mentions'>): Thread {
  notErased(thread);
  const ours = !isOfClient(by);
  const { contactIds, memberIds } = thread;
  return {
    ...turned(thread, ours ? 'waits-for-them' : 'waits-for-us', at),
    ...(ours && { mailing: toBeMailed(thread.mailing, thread.messages + 1, at) }),
    contactIds: ours ? contactIds : joined(contactIds, [by], most.contacts),
    memberIds: joined(memberIds, ours ? [by, ...mentions] : mentions, most.members),
    messages: thread.messages + 1,
    lastAt: at,
    lastBy: by,
  };
}

/** The conversation once the mail about it was written. */
export function mailed({ mailing: _, ...thread }: Thread): Thread {
  return thread;
}

export function change(thread: Thread, { assignedTo, ...patch }: ThreadPatch): Thread {
  notErased(thread);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const { assignedTo: had, ...rest } = { ...thread, ...(given as Partial<Thread>) };
  const whose = assignedTo === undefined ? had : (assignedTo ?? undefined);
  if (whose === undefined) return rest;
  return { ...rest, assignedTo: whose, memberIds: joined([whose], rest.memberIds, most.members) };
}

/** Something came that someone has to decide on. */
export const waitsForUs = (thread: Thread, now: string): Thread => ({
  ...turned(thread, 'waits-for-us', now),
  heldReplies: (thread.heldReplies ?? 0) + 1,
});

export function close(thread: Thread, now: string): Thread {
  if (thread.state === 'closed') throw broken('This conversation is closed already');
  return turned(thread, 'closed', now);
}

/** It goes on where it stood: whoever did not write last is to answer. */
export function reopen(thread: Thread, now: string): Thread {
  notErased(thread);
  if (thread.state !== 'closed') throw broken('This conversation is not closed');
  return turned(thread, isOfClient(thread.lastBy) ? 'waits-for-us' : 'waits-for-them', now);
}

export function notErased({ erasedAt }: Thread): void {
  if (erasedAt !== undefined) throw broken('What was said here was erased; begin a new conversation');
}

/** What is left of it: that there was one, between whom and when. */
export const blank = ({ mailing: _, ...thread }: Thread, now: string): Thread => ({
  ...thread,
  subject: 'Erased',
  ...(thread.state !== 'closed' && { state: 'closed' as const, since: now }),
  erasedAt: now,
});
