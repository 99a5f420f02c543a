import * as z from 'zod';
import { leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { kindsOf, type Step, type Waiting } from '../batches/kind.ts';
import type { Row } from '../batches/batch.ts';
import { clientsEver } from '../clients/ever.ts';
import { clients, contacts } from '../clients/store.ts';
import { paidByPk } from '../engagements/paid-by.ts';
import { engagements } from '../engagements/store.ts';
import { jobs } from '../jobs/store.ts';
import { letters } from '../letters/store.ts';
import { threads } from '../messages/store.ts';
import { mails } from '../notifications/mail.ts';
import { mailedPk } from '../notifications/of-several.ts';
import { organizers } from '../organizers/store.ts';
import { relatedPk, relations } from '../relations/store.ts';
import { requests } from '../requests/store.ts';
import { inheritTimeline } from './inherit.ts';
import { lineOf } from './line.ts';
import { nextRecords, type Place } from './sweep.ts';

const kind = kindsOf<{ table: Table }>();

/** Seconds after which an index has surely caught up: what was written under the old id just before the merge. */
const settled = 60;

const until = ({ startedAt }: { startedAt: string }, now: string): Waiting | undefined => {
  const wait = settled - Math.floor((Date.parse(now) - Date.parse(startedAt)) / 1000);
  return wait > 0 ? { wait } : undefined;
};

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What was moved is not told by name: the rows are read by whoever may see the client. */
const followed = (records: number, clientIds: readonly string[]): Omit<Step, 'write'> => ({
  label: counted(records, 'record'),
  outcome: 'moved',
  clientIds,
});

/** Records in whose partition others live that stand in no index. */
const households: ReadonlySet<unknown> = new Set([
  jobs.name,
  threads.name,
  requests.name,
  letters.name,
  organizers.name,
]);

/** Where a client's records stand: in its partition, or by index where they are aggregates of their own. */
const placesOf = (clientId: string): Place[] => {
  const { pk } = clients.key(clientId);
  return [{ pk }, { pk, index: 'byClient', leads: ({ entity }) => households.has(entity) }];
};

/** Relations that name someone may be kept with a client who has nothing else to do with them. */
const relationsNaming = (id: string): Place => ({
  pk: relatedPk(id),
  leadsTo: ({ clientId, relationId }) => relations.key({ clientId: clientId as string, id: relationId as string }),
});

/** So may engagements that they pay for. */
const paidBy = (id: string): Place => ({ pk: paidByPk(id), leadsTo: ({ sk }) => engagements.key(sk) });

/** And mails that speak of several clients stand with the first of them. */
const mailedOf = (id: string): Place => ({ pk: mailedPk(id), leadsTo: ({ sk }) => mails.key(sk) });

/** These clients and whoever they were merged into meanwhile, the earlier first: records move that way only. */
async function present(table: Table, ids: readonly string[]): Promise<string[]> {
  const lines = await Promise.all(ids.map((id) => lineOf(table, clients, id)));
  return [...new Set(lines.flatMap((line) => line.ids))];
}

const clientPk = clients.key('').pk;

/** Whose records name the merged client without being its own. */
async function othersNow(table: Table, pks: readonly string[]): Promise<Place[]> {
  const ids = pks.filter((pk) => pk.startsWith(clientPk)).map((pk) => pk.slice(clientPk.length));
  const others = pks.filter((pk) => !pk.startsWith(clientPk));
  return [...(await present(table, ids)).map((id) => clients.key(id).pk), ...others].map((pk) => ({ pk }));
}

/** Everything else would be refused alike: the merge stops, and tells why. */
function goingOn(last: Row | undefined): void {
  if (last?.outcome === 'refused') throw new Error(last.why);
}

export const mergeKinds = [
  kind({
    kind: 'merge-client',
    allow: leads,
    outlives: true,
    given: z.object({ from: Id('client'), into: Id('client'), others: z.array(z.string()) }),
    async step({ given: { from, into, others }, startedAt }, position, { table, now, last }) {
      goingOn(last);
      const { heir, stands } = await lineOf(table, clients, into);
      // The history first: it is what people look for.
      if (position === 0) {
        const events = await inheritTimeline(table, from, heir);
        return { label: `History: ${counted(events, 'event')}`, outcome: 'moved', clientIds: [heir], write: [] };
      }
      const places = [
        ...placesOf(from),
        relationsNaming(from),
        paidBy(from),
        mailedOf(from),
        ...(await othersNow(table, others)),
      ];
      const found = await nextRecords(table, places, { from, into: heir }, [stands]);
      if (found) return { ...followed(found.records, [heir]), write: found.write };
      const wait = until({ startedAt }, now);
      if (wait) return wait;
      await inheritTimeline(table, from, heir);
      return 'end';
    },
  }),
  kind({
    kind: 'merge-contact',
    allow: leads,
    outlives: true,
    given: z.object({ from: Id('contact'), into: Id('contact'), clientIds: z.array(Id('client')) }),
    async step({ given: { from, into, clientIds }, startedAt }, _, { table, now, last }) {
      goingOn(last);
      const ever = await clientsEver(systemRecords(table), contacts.key(from).pk);
      const [{ heir, stands }, ids] = await Promise.all([
        lineOf(table, contacts, into),
        present(table, [...new Set([...clientIds, ...ever])]),
      ]);
      const places = [{ pk: contacts.key(from).pk }, ...ids.flatMap(placesOf), relationsNaming(from)];
      const found = await nextRecords(table, places, { from, into: heir }, [stands]);
      if (found) return { ...followed(found.records, ids), write: found.write };
      return until({ startedAt }, now) ?? 'end';
    },
  }),
];
