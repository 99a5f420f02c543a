import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { mailWaitsUntil } from '../firm/mail-hours.ts';
import { firms } from '../firm/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { isReached } from '../notifications/client-mail.ts';
import { threadEvent } from './events.ts';
import { filesOf } from './files.ts';
import { mailOf, recipientsOf } from './mail.ts';
import { isToBeMailed, unreadFor } from './mailing.ts';
import { readUpTo } from './read-mark.ts';
import { mailingBy, messagesFrom, type OfThread, threads } from './store.ts';
import { mailed } from './thread.ts';

type Telling = { table: Table; canReply: boolean };

/** A firm that is not live holds its mail anyway, whatever the hour. */
const waits = (firm: Firm, now: string): boolean =>
  firm.liveSince !== undefined && mailWaitsUntil(sendingOf(firm), now) !== undefined;

/** One mail to each who was not on their page since. */
async function mailsAbout(records: Records, { thread }: OfThread, now: string, canReply: boolean) {
  const said = await messagesFrom(records, thread.id, thread.mailing!.from);
  const [recipients, marks, { byId }] = await Promise.all([
    recipientsOf(records, thread),
    readUpTo(records, thread.id, thread.contactIds),
    filesOf(records, said),
  ]);
  return recipients.filter(isReached).flatMap((recipient) => {
    const unread = unreadFor(said, marks[recipient.contact.id]);
    if (unread.length === 0) return [];
    const told = unread.map((one) => ({
      ...one,
      files: (one.documentIds ?? []).flatMap((id) => byId.get(id)?.name ?? []),
    }));
    return [mailOf(thread, told, recipient, { id: newId('mail'), now, canReply })];
  });
}

/** Tells by mail what the firm wrote in a conversation, where it is time and nobody did yet. May be asked twice, and early. */
export async function mailThread({ table, canReply }: Telling, threadId: string, now = instant()): Promise<void> {
  const authorAt = machinery(threadId);
  await again(async () => {
    const records = systemRecords(table);
    const tail = await records.tail(threads.key(threadId).pk);
    const [thread, firm] = await Promise.all([records.find(threads, threadId), records.get(firms, 'firm')]);
    if (!thread || !isToBeMailed(thread, now) || waits(firm, now)) return;
    const mails = await mailsAbout(records, { thread, tail }, now, canReply);
    const told = threadEvent('thread.mailed', tail, [threads.replace(thread, mailed(thread))]);
    await write(table, [told, ...mails], authorAt(now));
  });
}

/** What waited for the firm’s hours for mail, or whose turn was missed. */
export async function mailThreads(telling: Telling, now = instant()): Promise<void> {
  const apart = new Apart();
  let from: Item | undefined;
  do {
    const page = await telling.table.query({ ...mailingBy(now), from });
    for (const { pk } of page.items)
      await apart.run(() => mailThread(telling, pk.slice(threads.key('').pk.length), now));
    from = page.last;
  } while (from);
  apart.end('conversations could not be told of');
}
