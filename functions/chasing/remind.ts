import { civilDateAt } from '../../shared/dates/zone.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item, Table, Write } from '../../shared/table/table.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { ladderNow, reminderNow } from '../requests/ladder.ts';
import type { Chased, Head } from './chased.ts';
import { digestOf, type InDigest } from './digest.ts';
import { openFor } from './open-for.ts';

export const remindedKey = (contactId: string) => ({ pk: `REMINDED#${contactId}`, sk: 'REMINDED' });

/** That someone was reminded on a day, once: whoever comes second loses. */
export function marking(contactId: string, today: string, marked: Item | undefined): Write {
  const put = { ...remindedKey(contactId), entity: 'reminded', on: today };
  return { put, if: marked ? { is: { on: marked.on as string } } : 'absent' };
}

const isUrgent = ({ asked }: Chased) => ladderNow(asked) === 'urgent';

const hasComeUp =
  (now: string) =>
  ({ asked: { nextAt } }: Head): boolean =>
    nextAt !== undefined && nextAt <= now;

type Mailing = { contactId: string; firm: Stored<Firm>; now: string; mark?: Write };

/** One mail with all that it reminds of, in one transaction. */
async function send(table: Table, records: Records, all: readonly InDigest[], mailing: Mailing): Promise<void> {
  const { contactId, firm, now, mark } = mailing;
  const mailId = newId('mail');
  const mail = await digestOf(records, all, { id: mailId, now });
  if (!mail) return;
  const changed = all.flatMap(({ one, reminder }) =>
    reminder ? [one.reminded({ contactId, step: reminder.step, mailId }, firm, now)] : [],
  );
  const also = mark ? [...(mail.also ?? []), mark] : mail.also;
  await write(table, [{ ...mail, ...(also && { also }) }, ...changed], machinery(contactId)(now));
}

/** What someone is to be reminded of today, over all their clients: one mail a day, and the urgent ones for themselves. */
export async function remind(table: Table, contactId: string, firm: Stored<Firm>, now: string): Promise<void> {
  const sending = sendingOf(firm);
  const today = civilDateAt(now, firm.timeZone);
  const due = async (records: Records) =>
    (await openFor(records, contactId, hasComeUp(now))).map((each) => ({
      ...each,
      reminder: reminderNow(each.one.asked, contactId, sending, now),
    }));
  await again(async () => {
    const records = systemRecords(table);
    const urgent = (await due(records)).find(({ one, reminder }) => reminder && isUrgent(one));
    if (urgent) await send(table, records, [urgent], { contactId, firm, now });
  });
  await again(async () => {
    const records = systemRecords(table);
    const marked = await table.get(remindedKey(contactId), { strong: true });
    if (marked?.on === today) return;
    const all = (await due(records)).filter(({ one }) => !isUrgent(one));
    if (!all.some(({ reminder }) => reminder)) return;
    await send(table, records, all, { contactId, firm, now, mark: marking(contactId, today, marked) });
  });
}
