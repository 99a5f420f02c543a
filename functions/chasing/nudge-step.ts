import { civilDateAt } from '../../shared/dates/zone.ts';
import { broken } from '../../shared/errors.ts';
import { staff } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Head as RowHead, kindsOf, type Step, stepOn, type Working } from '../batches/kind.ts';
import { clients } from '../clients/store.ts';
import type { Firm } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import { loadRecipient } from '../notifications/store.ts';
import { waitsUntil } from '../requests/mail.ts';
import type { Chased } from './chased.ts';
import { digestOf, type InDigest } from './digest.ts';
import { kindOf } from './kinds.ts';
import { type Considered, Given, nudgeOf, type Person } from './nudge.ts';
import { type Marks, marking, marksOf } from './marks.ts';
import { isAlive, jobOf, mostInOne, openFor, unlessGone } from './open-for.ts';

type From = Working<{ table: Table }>;
type Whole = Considered & { head: Chased } & Pick<InDigest, 'job'>;

/** Hours can change while it waits for them. */
const mostWait = 3_600;

async function consider(records: Records, id: string, contactId: string): Promise<Whole[]> {
  const head = await unlessGone(kindOf(id).load(records, id));
  if (!head) return [];
  const [recipient, job] = await Promise.all([
    unlessGone(loadRecipient(records, { clientId: head.clientId, contactId })),
    jobOf(records, head),
  ]);
  return [{ head, recipient, job, isAlive: isAlive(job) }];
}

/** Whose row it is, in words that an erasure of a person has not to look for. */
async function headOf(records: Records, heads: readonly Chased[], contactId: string): Promise<RowHead> {
  const clientIds = [...new Set(heads.map(({ clientId }) => clientId))];
  const [first] = clientIds;
  const client = first === undefined ? undefined : await records.present(clients, first);
  const more = clientIds.length > 1 ? ` and ${clientIds.length - 1} more` : '';
  return {
    label: `Reminder for ${client?.name ?? 'a client'}${more}`,
    ...(clientIds.length > 0 && { clientIds }),
    about: { contactId, ids: heads.map(({ id }) => id) },
  };
}

/** All that is open for them, in one mail; what was chosen is noted as reminded of. */
async function mailOf(
  { table, records, now, newId }: From,
  chosen: readonly Whole[],
  { contactId, firm, marks }: { contactId: string; firm: Stored<Firm>; marks: Marks },
): Promise<Step['write']> {
  const ids = new Set(chosen.map(({ head }) => head.id));
  const others = (await openFor(records, contactId, () => false)).filter(({ one }) => !ids.has(one.id));
  const first = chosen.map(({ head, recipient, job }): InDigest => ({ one: head, recipient: recipient!, job }));
  const all = [...first, ...others].slice(0, mostInOne);
  const mailId = newId('mail');
  const mail = await digestOf(table, records, all, { id: mailId, now });
  if ('why' in mail) throw broken(mail.why);
  const mark = marking(contactId, civilDateAt(now, firm.timeZone), marks);
  const changed = all.flatMap(({ one }) => (ids.has(one.id) ? [one.reminded({ contactId, mailId }, firm, now)] : []));
  return [{ ...mail, also: [...(mail.also ?? []), mark] }, ...changed];
}

async function nudged(from: From, { contactId, ids }: Person, firm: Stored<Firm>): Promise<Step> {
  const { records, table, now } = from;
  const marks = await marksOf(table, contactId);
  const considered = (await Promise.all(ids.slice(0, mostInOne).map((id) => consider(records, id, contactId)))).flat();
  const head = await headOf(
    records,
    considered.map((one) => one.head),
    contactId,
  );
  return stepOn(head, async () => {
    const nudge = nudgeOf(considered, { contactId, marks, now, timeZone: firm.timeZone });
    if ('leftOut' in nudge) return { outcome: 'left out', why: nudge.leftOut, write: [] };
    return { outcome: 'reminded', write: await mailOf(from, nudge.of, { contactId, firm, marks }) };
  });
}

/** Reminds one person after the other, each by one mail, in the firm’s hours for mail. */
export const nudgeKind = kindsOf<{ table: Table }>()({
  kind: 'nudge',
  allow: staff,
  given: Given,
  async step({ given: { people } }, position, from) {
    const person = people[position];
    if (!person) return 'end';
    const firm = await from.records.get(firms, 'firm');
    const opens = waitsUntil(firm, from.now);
    if (opens !== undefined)
      return { wait: Math.min(mostWait, Math.max(1, Math.ceil((Date.parse(opens) - Date.parse(from.now)) / 1000))) };
    return nudged(from, person, firm);
  },
});
