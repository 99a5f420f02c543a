import { civilDateAt } from '../../shared/dates/zone.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table, Write } from '../../shared/table/table.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { ladderNow, reminderNow } from '../requests/ladder.ts';
import type { Chased, Head } from './chased.ts';
import { digestOf, type InDigest } from './digest.ts';
import { isLeftAlone, marking, type Marks, marksOf, withMarks } from './marks.ts';
import { openFor } from './open-for.ts';

const isUrgent = ({ asked }: Chased) => ladderNow(asked) === 'urgent';

const hasComeUp =
  (now: string) =>
  ({ asked: { nextAt } }: Head): boolean =>
    nextAt !== undefined && nextAt <= now;

type Mailing = { contactId: string; firm: Stored<Firm>; now: string; mark?: Write };

/** One mail with all that it reminds of, in one transaction; where its words have a hole, the steps have passed and say so. */
async function send(table: Table, records: Records, all: readonly InDigest[], mailing: Mailing): Promise<void> {
  const { contactId, firm, now, mark } = mailing;
  const mailId = newId('mail');
  const mail = await digestOf(table, records, all, { id: mailId, now });
  const steps = all.flatMap(({ one, reminder }) => (reminder ? [{ one, step: reminder.step }] : []));
  const author = machinery(contactId)(now);
  if ('why' in mail) {
    const passed = steps.map(({ one, step }) => one.missed({ contactId, step, why: mail.why }, firm, now));
    return write(table, passed, author);
  }
  const changed = steps.map(({ one, step }) => one.reminded({ contactId, step, mailId }, firm, now));
  const also = mark ? [...(mail.also ?? []), mark] : mail.also;
  return write(table, [{ ...mail, ...(also && { also }) }, ...changed], author);
}

/** What someone is to be reminded of today, over all their clients: one mail a day, and the urgent ones for themselves. */
export async function remind(table: Table, contactId: string, firm: Stored<Firm>, now: string): Promise<void> {
  const sending = sendingOf(firm);
  const today = civilDateAt(now, firm.timeZone);
  const due = async (records: Records, marks: Marks) =>
    (await openFor(records, contactId, hasComeUp(now))).map((each) => ({
      ...each,
      reminder: reminderNow(withMarks(each.one.asked, new Map([[contactId, marks]])), contactId, sending, now),
    }));
  await again(async () => {
    const records = systemRecords(table);
    const marks = await marksOf(table, contactId);
    const urgent = (await due(records, marks)).find(({ one, reminder }) => reminder && isUrgent(one));
    if (urgent) await send(table, records, [urgent], { contactId, firm, now });
  });
  await again(async () => {
    const records = systemRecords(table);
    const marks = await marksOf(table, contactId);
    if (isLeftAlone(marks, firm, now)) return;
    const all = (await due(records, marks)).filter(({ one }) => !isUrgent(one));
    if (!all.some(({ reminder }) => reminder)) return;
    await send(table, records, all, { contactId, firm, now, mark: marking(contactId, today, marks) });
  });
}
