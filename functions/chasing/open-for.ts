import { DomainError } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { contacts } from '../clients/store.ts';
import { isOver, type Job } from '../jobs/job.ts';
import { jobs } from '../jobs/store.ts';
import { isReached, lacksPage, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import { isHeldFrom } from '../requests/request.ts';
import { type Head, isOwed } from './chased.ts';
import type { InDigest } from './digest.ts';
import { chasedKinds, kindOf } from './kinds.ts';

/** Of one person in one mail: each is changed in the transaction of the mail. */
export const mostInOne = 20;

export const jobOf = async (records: Records, { jobId }: Pick<Head, 'jobId'>): Promise<Job | undefined> =>
  jobId === undefined ? undefined : records.find(jobs, jobId);

export const isAlive = (job: Job | undefined): boolean => whyOver(job) === undefined;

/** Why nothing that was asked for its work is needed any more; nothing as long as it goes on. */
export function whyOver(job: Job | undefined): string | undefined {
  if (!job || !isOver(job)) return undefined;
  return job.status === 'done' ? 'The work that it was for is done' : 'The work that it was for was called off';
}

export async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Mail reaches them, and what it asks for they can give. */
const canBeReminded = (recipient: Recipient): boolean => isReached(recipient) && !lacksPage(recipient);

/** Whom of its people reminders reach, as they are now; who was not asked yet hears of none. */
export async function reachedBy(
  records: Records,
  { clientId, asked }: Pick<Head, 'clientId' | 'asked'>,
): Promise<ReadonlySet<string>> {
  const all = await Promise.all(
    asked.contactIds.map(async (contactId) => {
      if (isHeldFrom(asked, contactId)) return [];
      const recipient = await unlessGone(loadRecipient(records, { clientId, contactId }));
      return recipient && canBeReminded(recipient) ? [contactId] : [];
    }),
  );
  return new Set(all.flat());
}

/** Ready to be written of to someone; nothing where it is not open any more, or they are not to hear of it. */
export async function inDigest(records: Records, { id, clientId }: Head, contactId: string): Promise<InDigest[]> {
  const [one, recipient] = await Promise.all([
    kindOf(id).load(records, id),
    loadRecipient(records, { clientId, contactId }),
  ]);
  if (!isOwed(one) || isHeldFrom(one.asked, contactId) || !canBeReminded(recipient)) return [];
  const job = await jobOf(records, one);
  return isAlive(job) ? [{ one, recipient, job }] : [];
}

/** All that someone owes over all their clients: first what matters now, then what is due first. */
export async function openFor(
  records: Records,
  contactId: string,
  isPressing: (head: Head) => boolean,
): Promise<InDigest[]> {
  const person = await records.present(contacts, contactId);
  if (!person) return [];
  const found = await Promise.all(chasedKinds.map((kind) => kind.goingOnFor(records, person.clientIds)));
  const rank = (head: Head) => `${isPressing(head) ? 0 : 1}${head.asked.dueOn}${head.id}`;
  const theirs = found
    .flat()
    .filter((head) => isOwed(head) && head.asked.contactIds.includes(contactId))
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, mostInOne);
  return (await Promise.all(theirs.map((head) => inDigest(records, head, contactId)))).flat();
}
