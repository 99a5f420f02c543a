import { beforeAll, describe, expect, test } from 'vitest';
import { checkChain, isBookkeeping } from '../../../functions/audit/chain-check.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { digestOf, hashOf, isEvent } from '../../../shared/events/chain.ts';
import type { Item } from '../../../shared/table/table.ts';
import { aClient, aFirm, type Answer } from '../../support/call.ts';
import { partitionOf } from '../../support/builders.ts';
import { verbs } from '../../support/office.ts';

let pk: string;
let items: Item[];
/** The client as it was before the last change. */
let older: Item;
beforeAll(async () => {
  const firm = await aFirm();
  const admin = verbs(firm.admin.call);
  const { id } = await aClient(firm.admin.call, { number: '7' });
  pk = `CLIENT#${id}`;
  await admin.patch(`/v1/clients/${id}`, { name: 'Second' });
  older = (await firm.memory.get({ pk, sk: 'CLIENT' }))!;
  const note = (await admin.post(`/v1/clients/${id}/notes`, { text: 'One' })).body;
  await admin.patch(`/v1/clients/${id}/notes/${note.id}`, { text: 'Two' });
  await admin.patch(`/v1/clients/${id}`, { name: 'Third' });
  await firm.projected();
  items = partitionOf(firm.memory.all(), pk);
});

const copy = () => structuredClone(items);
const events = (of: Item[]) => of.filter(isEvent).toSorted((a, b) => a.seq - b.seq);
const edited = (change: (of: Item[]) => Item[] | void) => {
  const all = copy();
  return change(all) ?? all;
};
const record = (of: Item[], sk = 'CLIENT') => of.find((item) => item.sk === sk)!;
/** Writes the chain anew from an event on, as someone who knows how it is made could. */
function rehashed(of: Item[], from: number): void {
  let prev: string | undefined;
  for (const event of events(of)) {
    if (event.seq > from) event.prevHash = prev!;
    if (event.seq >= from) event.hash = hashOf(event);
    prev = event.hash;
  }
}

describe('a chain that nobody meddled with', () => {
  test('is intact, in whatever order its items come, and says what it counted', () => {
    expect(checkChain(pk, items)).toEqual({ events: 5, records: 2, erased: 0 });
    expect(checkChain(pk, items.toReversed()).finding).toBeUndefined();
    expect(checkChain('CLIENT#none', [])).toEqual({ events: 0, records: 0, erased: 0 });
  });
  test('is intact against any head that was sealed of it', () => {
    for (const { seq, hash } of events(items)) expect(checkChain(pk, items, { seq, hash }).finding).toBeUndefined();
  });
});

describe('meddling is named with chain and place:', () => {
  const cases: [string, (of: Item[]) => Item[] | void, object][] = [
    [
      'a field of a record',
      (of) => void (record(of).name = 'Forged'),
      { what: 'record altered', record: 'CLIENT', seq: 5 },
    ],
    ['a field added to a record', (of) => void (record(of).extra = 1), { what: 'record altered', record: 'CLIENT' }],
    [
      'a field taken from a record',
      (of) => void delete record(of).number,
      { what: 'record altered', record: 'CLIENT' },
    ],
    [
      'an index key of a record',
      (of) => void (record(of).byStatusSk = 'x'),
      { what: 'record altered', record: 'CLIENT' },
    ],
    ['the version of a record', (of) => void (record(of).version = 9), { what: 'record altered', record: 'CLIENT' }],
    [
      'a record put back to an older version',
      (of) => of.map((item) => (item.sk === 'CLIENT' ? older : item)),
      { what: 'record altered', record: 'CLIENT', seq: 5 },
    ],
    [
      'a record put back under its newer version',
      (of) => of.map((item) => (item.sk === 'CLIENT' ? { ...older, version: 3 } : item)),
      { what: 'record altered', record: 'CLIENT' },
    ],
    [
      'a record taken out',
      (of) => of.filter((item) => item.sk !== 'CLIENT'),
      { what: 'record removed', record: 'CLIENT', seq: 5 },
    ],
    [
      'a record added',
      (of) => [...of, { ...record(of), sk: 'NOTE#not_forged', entity: 'note' }],
      { what: 'record added', record: 'NOTE#not_forged' },
    ],
    [
      'a record that calls itself bookkeeping',
      (of) => void (record(of).entity = 'part'),
      { what: 'record altered', record: 'CLIENT' },
    ],
    [
      'a record moved to where bookkeeping stands',
      (of) => void (record(of).sk = '~PART#CLIENT'),
      { what: 'record removed', record: 'CLIENT' },
    ],
    [
      'a text that a later one replaced',
      (of) => void ((of.find(({ entity }) => entity === 'revision')!.fields as Answer).text = 'Forged'),
      { what: 'record altered', seq: 4 },
    ],
    [
      'a text that a later one replaced, taken out',
      (of) => of.filter(({ entity }) => entity !== 'revision'),
      { what: 'record removed', seq: 4 },
    ],
    ['who an event says acted', (of) => void (events(of)[1]!.actor = 'mem_x'), { what: 'event altered', seq: 2 }],
    [
      'when an event says it was',
      (of) => void (events(of)[1]!.at = '2020-01-01T00:00:00.000Z'),
      { what: 'event altered', seq: 2 },
    ],
    [
      'what an event tells',
      (of) => void ((events(of)[1]!.changes as Answer).CLIENT.name[1] = 'Forged'),
      { what: 'event altered', seq: 2 },
    ],
    [
      'what an event tells, taken away',
      (of) => {
        const event = events(of)[1]!;
        delete event.changes;
        delete event.salt;
      },
      { what: 'event altered', seq: 2 },
    ],
    ['only the salt of an event', (of) => void delete events(of)[1]!.salt, { what: 'event altered', seq: 2 }],
    [
      'what an event tells, made anew with its digest',
      (of) => {
        const event = events(of)[1]!;
        event.changes = {};
        event.digest = digestOf(event.salt!, {});
      },
      { what: 'event altered', seq: 2 },
    ],
    ['a claim of erasure', (of) => void (events(of)[4]!.erases = 4), { what: 'event altered', seq: 5 }],
    [
      'an event made anew with its hash',
      (of) => {
        const event = events(of)[1]!;
        event.actor = 'mem_x';
        event.hash = hashOf(event);
      },
      { what: 'event altered', seq: 3 },
    ],
    [
      'the first event taken out',
      (of) => of.filter((item) => !(isEvent(item) && item.seq === 1)),
      { what: 'event removed', seq: 1 },
    ],
    [
      'an event in the middle taken out',
      (of) => of.filter((item) => !(isEvent(item) && item.seq === 3)),
      { what: 'event removed', seq: 3 },
    ],
    [
      'two in the middle taken out',
      (of) => of.filter((item) => !(isEvent(item) && [2, 3].includes(item.seq))),
      { what: 'event removed', seq: 2 },
    ],
    [
      'the last event taken out',
      (of) => of.filter((item) => !(isEvent(item) && item.seq === 5)),
      { what: 'record altered', record: 'CLIENT' },
    ],
    [
      'an event added at the end',
      (of) => [...of, { ...events(of)[4]!, sk: '~EVENT#0000000006', seq: 6, id: 'evt_x' }],
      { what: 'event altered', seq: 6 },
    ],
    [
      'an event added under another key',
      (of) => [...of, { ...events(of)[2]!, sk: '~EVENT#0000000003x' }],
      { what: 'event added', seq: 4 },
    ],
    [
      'an event put under another number',
      (of) => void (events(of)[2]!.sk = '~EVENT#0000000009'),
      { what: 'event removed', seq: 3 },
    ],
    [
      'two events changed over',
      (of) => {
        const [, b, c] = events(of);
        [b!.sk, c!.sk] = [c!.sk, b!.sk];
      },
      { what: 'event removed', seq: 2 },
    ],
    ['an event of another chain', (of) => void (events(of)[0]!.prevHash = 'x'), { what: 'event altered', seq: 1 }],
    ['no chain at all beside records', (of) => of.filter((item) => !isEvent(item)), { what: 'record added' }],
  ];
  test.each(cases)('%s', (_, change, finding) => {
    expect(checkChain(pk, edited(change)).finding).toMatchObject({ chain: pk, ...finding });
  });
});

describe('what only a seal tells:', () => {
  const sealed = () => {
    const { seq, hash } = events(items)[4]!;
    return { seq, hash };
  };
  const cases: [string, (of: Item[]) => Item[] | void, object][] = [
    [
      'the tail taken out together with what it wrote',
      (of) => [...of.filter((item) => !(isEvent(item) && item.seq === 5) && item.sk !== 'CLIENT'), older],
      { what: 'event removed', seq: 5 },
    ],
    ['the whole chain taken out', () => [], { what: 'event removed', seq: 1 }],
    [
      'a chain written anew from an event on',
      (of) => {
        events(of)[3]!.actor = 'mem_x';
        rehashed(of, 4);
      },
      { what: 'event altered', seq: 5 },
    ],
  ];
  test.each(cases)('%s', (_, change, finding) => {
    const all = edited(change);
    expect(checkChain(pk, all).finding).toBeUndefined();
    expect(checkChain(pk, all, sealed()).finding).toMatchObject({ chain: pk, ...finding });
  });
  test('an event that is not the one sealed', () => {
    expect(checkChain(pk, items, { seq: 3, hash: 'x' }).finding).toMatchObject({ what: 'event altered', seq: 3 });
  });
});

test('what is bookkeeping is told by its partition', () => {
  for (const key of ['LIMIT#x', 'SEARCH#ab', 'IDEMPOTENCY#x', 'UNIQUE#x', 'SECRET#x', 'TOTAL#x'])
    expect(isBookkeeping({ pk: key })).toBe(true);
  for (const key of ['CLIENT#x', 'FIRM', 'LIMITED#x', 'SECRETS', 'MAIL#x'])
    expect(isBookkeeping({ pk: key })).toBe(false);
});

describe('after an erasure', () => {
  let erased: Item[];
  beforeAll(async () => {
    const firm = await aFirm();
    const admin = verbs(firm.admin.call);
    const { id } = await aClient(firm.admin.call, { lifecycle: 'archived' });
    pk = `CLIENT#${id}`;
    const person = (await admin.post(`/v1/clients/${id}/contacts`, { name: 'Odile' })).body;
    await admin.post(`/v1/clients/${id}/erase`);
    await admin.put(`/v1/clients/${(await aClient(firm.admin.call)).id}/contacts/${person.id}`, {});
    await admin.remove(`/v1/clients/${id}/contacts/${person.id}`);
    const event = events(partitionOf(firm.memory.all(), pk)).find(({ type }) => type === 'client.erased')!;
    await onErased(firm.table, event);
    erased = partitionOf(firm.memory.all(), pk);
  });

  test('events may lack their content, but only up to there', () => {
    expect(checkChain(pk, erased)).toEqual({ events: 4, records: 2, erased: 2 });
    for (const seq of [3, 4]) {
      const all = structuredClone(erased);
      const event = events(all)[seq - 1]!;
      delete event.changes;
      delete event.salt;
      expect(checkChain(pk, all).finding).toMatchObject({ what: 'event altered', seq });
    }
  });

  test('what is left of the record is still checked', () => {
    const all = structuredClone(erased);
    record(all).name = 'Forged';
    expect(checkChain(pk, all).finding).toMatchObject({ what: 'record altered', record: 'CLIENT' });
  });

  test('no content can be put back', () => {
    const all = structuredClone(erased);
    Object.assign(events(all)[0]!, { changes: { CLIENT: { name: [null, 'Forged'] } }, salt: 'x' });
    expect(checkChain(pk, all).finding).toMatchObject({ what: 'event altered', seq: 1 });
  });
});

test('who was not erased cannot be claimed to have been', () => {
  const all = copy();
  const last = events(all)[4]!;
  for (const event of events(all).slice(0, 4)) {
    delete event.changes;
    delete event.salt;
  }
  Object.assign(last, { type: 'client.erased', erases: 4 });
  rehashed(all, 5);
  expect(checkChain(all[0]!.pk, all).finding).toMatchObject({ what: 'event altered', seq: 1 });
});
