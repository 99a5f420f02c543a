import * as z from 'zod';
import { type Event, isEvent, type Tail } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Decided, eventTypes } from '../../shared/events/types.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { Sealed } from '../../shared/sensitive/sealed.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import { Text } from '../../shared/table/fields.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';

/** A kind of record with one field of each kind, for tests of what every capability stands on. */
export const Thing = z.object({
  /** The aggregate it belongs to. */
  of: z.string(),
  id: z.string(),
  name: z.string(),
  note: Text(50_000).optional(),
  secret: Sealed.optional(),
  number: z.string().optional(),
  tags: z.array(z.string()).optional(),
  amount: z.number().optional(),
  erasedAt: z.iso.datetime().optional(),
});
export type Thing = z.output<typeof Thing>;

export const things = entity({
  name: 'thing',
  schema: Thing,
  key: ({ of, id }: Pick<Thing, 'of' | 'id'>) => ({ pk: `THING#${of}`, sk: `THING#${id}` }),
  id: ({ of, id }) => ({ of, id }),
  unique: ({ number }) =>
    number === undefined ? [] : [{ key: `thing-number#${number}`, field: 'number', says: `${number} is taken` }],
});

export const aThing = (more: Partial<Thing> = {}): Thing => ({ of: 'one', id: 'a', name: 'A thing', ...more });

export const thingEvent = eventTypes({
  'thing.made': 'A thing was made',
  'thing.changed': 'A thing changed',
  'thing.erased': 'What a thing said was erased',
});

/** Who writes; the event's id stays the same over the tries of one use case. */
export function anAuthor(actor = 'mem_1'): Author {
  const ids: string[] = [];
  return {
    actor,
    at: '2026-01-05T15:00:00.000Z',
    requestId: 'req-1',
    eventIds: (index) => (ids[index] ??= newId('event')),
  };
}

/** One use case on one aggregate: load → decide → write, again where it lost a race. */
export async function useCase(
  table: Table,
  of: string,
  decide: (found: readonly Stored<Thing>[], tail: Tail) => Omit<Decided, 'tail'> | undefined,
): Promise<void> {
  const author = anAuthor();
  await again(async () => {
    const { pk } = things.key({ of, id: '' });
    const [{ items }, tail] = await Promise.all([
      table.query({ pk, range: { prefix: 'THING#' }, strong: true }),
      readTail(table, pk),
    ]);
    const decided = decide(items.map(things.read), tail);
    if (decided) await write(table, [{ ...decided, tail }], author);
  });
}

/** Makes a thing, or changes it. */
export const save = (table: Table, thing: Thing): Promise<void> =>
  useCase(table, thing.of, (found) => {
    const before = found.find(({ id }) => id === thing.id);
    return {
      type: before ? 'thing.changed' : 'thing.made',
      records: [before ? things.replace(before, { ...before, ...thing }) : things.create(thing)],
    };
  });

export const partitionOf = (items: readonly Item[], pk: string): Item[] => items.filter((item) => item.pk === pk);
export const eventsOf = (items: readonly Item[]): Event[] =>
  items.filter(isEvent).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
