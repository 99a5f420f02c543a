import { isOver } from '../../lib/job-words.ts';
import type { JobLine } from '../../lib/jobs.ts';
import type { MailRow } from '../../lib/mails.ts';
import { dueOf, isOwed } from '../../lib/request-words.ts';
import type { RequestLine } from '../../lib/requests.ts';
import type { ThreadLine } from '../../lib/threads.ts';

export type Open = { count: number; overdue: number };

export function openJobs(jobs: readonly Pick<JobLine, 'status' | 'dueOn'>[], today: string): Open {
  const open = jobs.filter((one) => !isOver(one));
  return { count: open.length, overdue: open.filter(({ dueOn }) => dueOn !== undefined && dueOn < today).length };
}

type Asked = Pick<RequestLine, 'status' | 'openDueOn' | 'dueOn'>;

/** What the client owes, and what of theirs is to be looked at; nothing that was not sent yet. */
export function openRequests(requests: readonly Asked[], today: string): Open {
  const owed = requests.filter(isOwed);
  const given = requests.filter(({ status }) => status === 'submitted');
  return { count: owed.length + given.length, overdue: owed.filter((one) => dueOf(one) < today).length };
}

export type LastContact = { at: string; tab: 'messages' | 'mails'; says: string };

/** When one last talked: in a conversation, or by a mail that left and did not come back. */
export function lastContact(
  threads: readonly Pick<ThreadLine, 'lastAt' | 'lastBy'>[],
  mails: readonly Pick<MailRow, 'sentAt' | 'failed' | 'threadId'>[],
): LastContact | undefined {
  const said = threads.map(({ lastAt, lastBy }): LastContact => ({
    at: lastAt,
    tab: 'messages',
    says: lastBy.startsWith('con_') ? 'they wrote' : 'we wrote',
  }));
  // A mail of a conversation only carries what was said there.
  const mailed = mails.flatMap(({ sentAt, failed, threadId }): LastContact[] =>
    sentAt === undefined || failed || threadId !== undefined ? [] : [{ at: sentAt, tab: 'mails', says: 'by mail' }],
  );
  return [...said, ...mailed].toSorted((a, b) => b.at.localeCompare(a.at))[0];
}
