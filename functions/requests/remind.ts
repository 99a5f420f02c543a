import { civilDateAt } from '../../shared/dates/zone.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table, Write } from '../../shared/table/table.ts';
import { contacts } from '../clients/store.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { isOver } from '../jobs/job.ts';
import { jobs } from '../jobs/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { isReached } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import { digestOf, type InDigest } from './digest.ts';
import { nextLook, reminderNow } from './ladder.ts';
import { withMails } from './mail.ts';
import { isOpenRequest, type Request } from './request.ts';
import { changeRequest, goingOnFor, loadRequest } from './store.ts';

/** Requests in one mail: each is changed in the transaction of the mail. */
const mostInOne = 20;

export const remindedKey = (contactId: string) => ({ pk: `REMINDED#${contactId}`, sk: 'REMINDED' });

const isUrgent = ({ ladder, returnedAt }: Request) => ladder === 'urgent' && returnedAt === undefined;

async function isAlive(records: Records, { jobId }: Request): Promise<boolean> {
  const job = jobId === undefined ? undefined : await records.find(jobs, jobId);
  return job === undefined || !isOver(job);
}

async function openFor(records: Records, contactId: string): Promise<InDigest[]> {
  const person = await records.present(contacts, contactId);
  if (!person) return [];
  const found = await goingOnFor(records, person.clientIds);
  const mine = found.filter((one) => isOpenRequest(one) && one.contactIds.includes(contactId)).slice(0, mostInOne);
  const loaded = await Promise.all(
    mine.map(async ({ id, clientId }) => {
      const [whole, recipient] = await Promise.all([
        loadRequest(records, id),
        loadRecipient(records, { clientId, contactId }),
      ]);
      const isMeant = isOpenRequest(whole.request) && isReached(recipient) && (await isAlive(records, whole.request));
      return isMeant ? [{ whole, recipient }] : [];
    }),
  );
  return loaded.flat();
}

/** The request with one more reminder, and the time at which it is looked at next. */
function reminded(request: Request, contactId: string, step: number, firm: Firm, now: string): Request {
  const { nextAt: _, ...rest } = request;
  const reminders = [...(request.reminders ?? []), { contactId, step, at: now }].slice(-100);
  const after = { ...rest, reminders };
  const nextAt = nextLook(after, sendingOf(firm));
  return nextAt === undefined ? after : { ...after, nextAt };
}

type Mailing = { contactId: string; firm: Stored<Firm>; now: string; mark?: Write };

/** One mail with the requests that it reminds of, in one transaction. */
async function send(table: Table, records: Records, all: readonly InDigest[], mailing: Mailing): Promise<void> {
  const { contactId, firm, now, mark } = mailing;
  const mailId = newId('mail');
  const mail = await digestOf(records, all, { id: mailId, now });
  if (!mail) return;
  const changed = all.flatMap(({ whole, reminder }) =>
    reminder
      ? [
          changeRequest(
            whole,
            'request.reminded',
            {
              request: withMails(reminded(whole.request, contactId, reminder.step, firm, now), [{ contactId, mailId }]),
            },
            now,
          ).decided,
        ]
      : [],
  );
  const also = mark ? [...(mail.also ?? []), mark] : mail.also;
  await write(table, [{ ...mail, ...(also && { also }) }, ...changed], machinery(contactId)(now));
}

/** What someone is to be reminded of today, over all their clients: one mail a day, and the urgent ones for themselves. */
export async function remind(table: Table, contactId: string, firm: Stored<Firm>, now: string): Promise<void> {
  const sending = sendingOf(firm);
  const today = civilDateAt(now, firm.timeZone);
  const due = (all: readonly InDigest[]) =>
    all.map((one) => ({ ...one, reminder: reminderNow(one.whole.request, contactId, sending, now) }));
  await again(async () => {
    const records = systemRecords(table);
    const urgent = due(await openFor(records, contactId)).find(
      ({ whole, reminder }) => reminder && isUrgent(whole.request),
    );
    if (urgent) await send(table, records, [urgent], { contactId, firm, now });
  });
  await again(async () => {
    const records = systemRecords(table);
    const key = remindedKey(contactId);
    const marked = await table.get(key, { strong: true });
    if (marked?.on === today) return;
    const all = due(await openFor(records, contactId)).filter(({ whole }) => !isUrgent(whole.request));
    if (!all.some(({ reminder }) => reminder)) return;
    const put = { ...key, entity: 'reminded', on: today };
    const mark: Write = { put, if: marked ? { is: { on: marked.on as string } } : 'absent' };
    await send(table, records, all, { contactId, firm, now, mark });
  });
}
