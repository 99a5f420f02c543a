import { broken, invalid } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased as clientNotErased } from '../clients/client.ts';
import { checkEach } from '../clients/people-of.ts';
import { clients, contactLinks } from '../clients/store.ts';
import { jobs } from '../jobs/store.ts';
import { checkReached, recipientsOf } from './mail.ts';
import { checkFiles, loadToAddress } from './files.ts';
import { mentionedAt } from './mentioned.ts';
import type { MessageInput } from './message.ts';
import { loadThread } from './store.ts';
import type { NewThread, ThreadPatch } from './thread.ts';
import { unreadOf } from './read-mark.ts';

/** To whom a conversation is addressed are people of this client. */
export async function checkContacts(records: Records, clientId: string, contactIds: readonly string[]): Promise<void> {
  const links = await Promise.all(contactIds.map((contactId) => records.find(contactLinks, { clientId, contactId })));
  const strangers = links.flatMap((link, i) =>
    link?.status === 'linked'
      ? []
      : [{ path: `body.contactIds.${i}`, message: 'No person of this client has this id' }],
  );
  if (strangers.length > 0) throw invalid(...strangers);
}

async function checkJob(records: Records, clientId: string, jobId: string | undefined): Promise<void> {
  if (jobId === undefined) return;
  const job = await records.find(jobs, jobId);
  if (job?.clientId !== clientId) throw invalid({ path: 'body.jobId', message: 'No job for this client has this id' });
}

const assignedAt = (memberId: string | null | undefined) => (memberId ? [{ path: 'body.assignedTo', memberId }] : []);

/** What it takes for the firm to begin a conversation. */
export async function loadNew(records: Records, clientId: string, body: NewThread, newId: NewId) {
  const client = await records.get(clients, clientId);
  clientNotErased(client);
  const people = [...mentionedAt(body.mentions), ...assignedAt(body.assignedTo)];
  const [provided, files] = await Promise.all([
    checkEach(records, people, client.id),
    checkFiles(records, client.id, body.documentIds),
    checkContacts(records, client.id, body.contactIds),
    checkJob(records, client.id, body.jobId),
  ]);
  const [recipients, toAddress] = await Promise.all([
    recipientsOf(records, { clientId: client.id, contactIds: body.contactIds }),
    loadToAddress(records, files, body.contactIds),
  ]);
  checkReached(recipients, body.documentIds);
  return { client, provided, toAddress, id: newId('thread'), messageId: newId('message') };
}

/** What it takes for the firm to write in one. */
export async function loadWriting(records: Records, threadId: string, body: MessageInput, newId: NewId) {
  const { thread, tail } = await loadThread(records, threadId);
  if (thread.contactIds.length === 0) throw broken('It is addressed to nobody: choose to whom it goes');
  const [provided, recipients, files] = await Promise.all([
    checkEach(records, mentionedAt(body.mentions), thread.clientId),
    recipientsOf(records, thread),
    checkFiles(records, thread.clientId, body.documentIds),
  ]);
  checkReached(recipients, body.documentIds);
  const toAddress = await loadToAddress(records, files, thread.contactIds);
  return { thread, tail, provided, files, toAddress, messageId: newId('message') };
}

export async function loadChange(records: Records, threadId: string, body: ThreadPatch) {
  const loaded = await loadWithUnread(records, threadId);
  const { clientId, memberIds } = loaded.thread;
  const come = (body.memberIds ?? []).flatMap((memberId, i) =>
    memberIds.includes(memberId) ? [] : [{ path: `body.memberIds.${i}`, memberId }],
  );
  const [provided] = await Promise.all([
    checkEach(records, [...come, ...assignedAt(body.assignedTo)], clientId),
    checkContacts(
      records,
      clientId,
      (body.contactIds ?? []).filter((id) => !loaded.thread.contactIds.includes(id)),
    ),
  ]);
  return { ...loaded, provided };
}

export async function loadWithUnread(records: Records, threadId: string) {
  const loaded = await loadThread(records, threadId);
  const { id } = (await records.reader()) as Caller;
  const unread = (await unreadOf(records, id, [loaded.thread])).get(threadId) ?? 0;
  return { ...loaded, unread };
}
