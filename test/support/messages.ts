import { threadEvent } from '../../functions/messages/events.ts';
import { heldReplies } from '../../functions/messages/held-reply.ts';
import { threads, written } from '../../functions/messages/store.ts';
import { begin, type Thread, waitsForUs } from '../../functions/messages/thread.ts';
import { mailThread } from '../../functions/messages/mail-step.ts';
import { now } from '../../shared/clock.ts';
import { write } from '../../shared/events/write.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { readTail } from '../../shared/table/records.ts';
import { newId } from '../../shared/ids.ts';
import { at } from './at.ts';
import { anAuthor } from './builders.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';

export const someThread = (contactId: string, more: object = {}) => ({
  subject: 'The lease',
  contactIds: [contactId],
  text: 'Which of the two leases did you sign?',
  ...more,
});

export const aMessageFile = { name: 'Lease.pdf', type: 'application/pdf', size: 3, sha256: 'a'.repeat(64) };

export async function aThread(call: Call, clientId: string, body: object): Promise<Answer> {
  const reply = await call('POST', `/v1/clients/${clientId}/threads`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** The mail about what was written in a conversation, ten minutes later. */
export async function toldByMail({ table }: FirmUnderTest, threadId: string, canReply = false): Promise<void> {
  at(new Date(now() + 601_000).toISOString());
  await mailThread({ table, canReply }, threadId);
}

/** A reply to it by mail that may not be theirs. */
async function aHeldReply({ memory, admin }: Pick<FirmUnderTest, 'memory' | 'admin'>, thread: Stored<Thread>) {
  const { id: threadId, clientId, contactIds } = thread;
  const at = thread.lastAt;
  const reply = {
    id: newId('message'),
    threadId,
    clientId,
    contactId: contactIds[0]!,
    from: 'mallory@elsewhere.example',
    text: 'Pay to this account',
    at,
    why: 'It came from an address that is not known to be theirs',
  };
  const records = [threads.replace(thread, waitsForUs(thread, at)), heldReplies.create(reply)];
  const tail = await readTail(memory, threads.key(threadId).pk);
  await write(memory, [threadEvent('thread.reply-held', tail, records)], anAuthor(admin.id));
  return reply.id;
}

/** One that a contact began, whatever the client is like. */
export async function aThreadFrom({ memory, admin }: FirmUnderTest, clientId: string, contactId: string) {
  const id = newId('thread');
  const then = '2026-01-05T15:00:00.000Z';
  const begun = begin(
    { subject: 'A question', contactIds: [contactId], memberIds: [] },
    { id, clientId, by: contactId, now: then },
  );
  const said = { id: newId('message'), by: contactId, at: then, text: 'May I ask something?' };
  const first = written({ begun }, said);
  await write(memory, [first.decided], anAuthor(admin.id));
  const replyId = await aHeldReply({ memory, admin }, first.thread);
  return { threadId: id, replyId };
}
