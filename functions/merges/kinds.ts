import * as z from 'zod';
import { leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { kindsOf, type Step, type Waiting } from '../batches/kind.ts';
import { clients } from '../clients/store.ts';
import { inheritTimeline } from './inherit.ts';
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

/** Where a client's records stand: in its partition, or by index where they are aggregates of their own. */
const placesOf = (clientId: string): Place[] => {
  const { pk } = clients.key(clientId);
  return [{ pk }, { pk, index: 'byClient' }];
};

export const mergeKinds = [
  kind({
    kind: 'merge-client',
    allow: leads,
    outlives: true,
    given: z.object({ from: Id('client'), into: Id('client'), others: z.array(z.string()) }),
    async step({ given, startedAt }, position, { table, now }) {
      const { from, into } = given;
      // The history first: it is what people look for.
      if (position === 0) {
        const events = await inheritTimeline(table, from, into);
        return { label: `History: ${counted(events, 'event')}`, outcome: 'moved', clientIds: [into], write: [] };
      }
      const found = await nextRecords(table, [...placesOf(from), ...given.others.map((pk) => ({ pk }))], given);
      if (found) return { ...followed(found.records, [into]), write: found.write };
      const wait = until({ startedAt }, now);
      if (wait) return wait;
      await inheritTimeline(table, from, into);
      return 'end';
    },
  }),
  kind({
    kind: 'merge-contact',
    allow: leads,
    outlives: true,
    given: z.object({ from: Id('contact'), into: Id('contact'), clientIds: z.array(Id('client')) }),
    async step({ given, startedAt }, _, { table, now }) {
      const found = await nextRecords(table, given.clientIds.flatMap(placesOf), given);
      if (found) return { ...followed(found.records, given.clientIds), write: found.write };
      return until({ startedAt }, now) ?? 'end';
    },
  }),
];
