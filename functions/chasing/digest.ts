import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Client } from '../clients/client.ts';
import { sendingOf } from '../firm/firm.ts';
import { isForClient, type Job } from '../jobs/job.ts';
import { compose, fieldsOfPeople, whyStopped } from '../mail-templates/compose.ts';
import { languagesOf, localeOf, wordsTo } from '../mail-templates/languages.ts';
import { holdingOf } from '../mail-templates/store.ts';
import { standInFor } from '../notifications/answerer.ts';
import { mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { ladderOf, type Reminder } from '../requests/ladder.ts';
import type { Fields } from '../templates/pattern-value.ts';
import { inTheirs } from '../requests/mail.ts';
import type { Chased } from './chased.ts';

/** One thing in a mail to someone, with the job that it is for and the reminder that has come up, where there are any. */
export type InDigest = { one: Chased; recipient: Recipient; job: Job | undefined; reminder?: Reminder | undefined };

const keyOf = (all: readonly InDigest[]): string =>
  all.length === 1 ? all[0]!.one.wordsOf(all[0]!.reminder) : 'several-clients';

function callFields({ one: { asked }, recipient: { firm } }: InDigest): Fields {
  const { callAt } = ladderOf(asked, sendingOf(firm));
  return callAt === undefined ? {} : { 'escalation.on': { on: civilDateAt(callAt, firm.timeZone) } };
}

/** What it is for, as the client knows it; of a job that they are not shown, the request’s own title stands. */
const jobFields = ({ job }: InDigest): Fields => (job && isForClient(job) ? { 'job.publicTitle': job.title } : {});

/** Everything that is open, in one list, client by client. */
function listed(all: readonly InDigest[]): Fields {
  const entries = all.flatMap(({ one, recipient: { client } }) => one.items.map((item) => ({ client, item })));
  const byClient = new Map<Stored<Client>['id'], { name: string; items: { title: string }[] }>();
  for (const { client, item } of entries) {
    const of = byClient.get(client.id) ?? { name: client.name, items: [] };
    byClient.set(client.id, { ...of, items: [...of.items, item] });
  }
  return { items: entries.map(({ item }) => item), clients: [...byClient.values()] };
}

const nobody = 'Nobody is there in whose name it could be sent';

/** The one mail for all of these, of which there is at least one; or why there is none: it would have a hole. */
export async function digestOf(
  table: Table,
  records: Records,
  all: readonly InDigest[],
  { id, now }: { id: string; now: string },
): Promise<Decided | { why: string }> {
  const first = all[0]!;
  const { firm, contact } = first.recipient;
  const key = keyOf(all);
  const [holding, sender] = await Promise.all([
    holdingOf(records, key),
    standInFor(table, first.one.senderId, first.recipient),
  ]);
  if (!sender) return { why: nobody };
  const words = wordsTo(await languagesOf(records, key, holding, [contact]), contact);
  const more = all.length === 1 ? { ...callFields(first), ...jobFields(first) } : listed(all);
  const said = inTheirs({ ...first.one.fields, ...more }, words);
  const fields = { ...said, ...fieldsOfPeople({ ...first.recipient, sender }) };
  const mail = compose(words, fields, { today: civilDateAt(now, firm.timeZone), ...localeOf(words) });
  if ('missing' in mail) return { why: `“${words.name}”: ${whyStopped(mail.missing)}` };
  const byId = new Map(all.map(({ recipient: { client } }) => [client.id, client]));
  byId.delete(first.recipient.client.id);
  const written = {
    ...mail,
    ...localeOf(words),
    from: all.length === 1 ? `${sender.name}, ${firm.name}` : firm.name,
    writtenBy: sender.id,
  };
  return mailToContact(first.recipient, written, { id, now, others: [...byId.values()] });
}
