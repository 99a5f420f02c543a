import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { isLeftAlone, marking, marksOf } from '../chasing/marks.ts';
import { firms } from '../firm/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { toRemind, waitsForHours } from './chasing.ts';
import type { Signer } from './letter.ts';
import { loadMailing, mailOfLetter, toSignKey } from './mail.ts';
import { remindedTo } from './mailed.ts';
import { tellCopies, tellNext } from './on-letter.ts';
import { expire } from './signing.ts';
import { changeLetter, lettersComeUp, type LoadedLetter, loadLetter } from './store.ts';

type Now = { now: string; today: CivilDate };

async function remind(table: Table, loaded: LoadedLetter, { contactId }: Signer, when: Now): Promise<void> {
  const { now, today } = when;
  const { id, clientId, senderId = '' } = loaded.letter;
  const authorAt = machinery(id);
  const [mailing, marks] = await Promise.all([
    loadMailing(systemRecords(table), { clientId, contactId, senderId }, toSignKey(loaded.letter)),
    marksOf(table, contactId),
  ]);
  // Who was reminded of something today, or sent something, hears of it later.
  if (isLeftAlone(marks, mailing.recipient.firm, now)) return;
  try {
    const mail = mailOfLetter(mailing, loaded.letter, { id: newId('mail'), now });
    const { decided } = changeLetter(loaded, 'letter.reminded', remindedTo(loaded.letter, contactId, now));
    const also = [...(mail.also ?? []), marking(contactId, today, marks)];
    await write(table, [decided, { ...mail, also }], authorAt(now));
  } catch (error) {
    // Why they cannot be told stands with the letter since it was sent; tomorrow it is tried again.
    if (!(error instanceof DomainError) || error.code !== 'rule-broken') throw error;
  }
}

/** What has come up for one letter, as it is now: an index may lag. */
async function lookAt(table: Table, id: string, when: Now, mayMail: boolean): Promise<void> {
  const authorAt = machinery(id);
  await again(async () => {
    const loaded = await loadLetter(systemRecords(table), id);
    const after = expire(loaded.letter, when);
    if (after !== loaded.letter) {
      await write(table, [changeLetter(loaded, 'letter.expired', after).decided], authorAt(when.now));
      return;
    }
    const signer = toRemind(loaded.letter, when.today);
    if (signer && mayMail) await remind(table, loaded, signer, when);
  });
  if (!mayMail) return;
  await tellNext(table, id);
  await tellCopies(table, id);
}

/** Reminds of letters that wait to be signed, within the firm’s hours for mail, and ends those whose last day has passed. */
export async function lettersStep(table: Table, now: string = instant()): Promise<{ done: true }> {
  const item = await table.get(firms.key('firm'), { strong: true });
  if (!item) return { done: true };
  const firm = firms.read(item);
  const when = { now, today: civilDateAt(now, firm.timeZone) };
  const mayMail = firm.liveSince !== undefined && !waitsForHours(firm, now);
  const apart = new Apart();
  let from: Item | undefined;
  do {
    const page = await lettersComeUp(table, when.today, from);
    for (const id of page.ids) await apart.run(() => lookAt(table, id, when, mayMail));
    from = page.last;
  } while (from);
  apart.end('letters could not be looked at');
  return { done: true };
}
