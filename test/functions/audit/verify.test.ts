import { beforeEach, describe, expect, test, vi } from 'vitest';
import { seal } from '../../../functions/audit/seal.ts';
import { checkPartition, verifySome } from '../../../functions/audit/verify.ts';
import type { Item, Sweep, Table } from '../../../shared/table/table.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { aPlace, type Place, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let place: Place;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  place = await aPlace(firm, { number: '7' });
  await admin.patch(`/v1/clients/${place.clientId}`, { name: 'Second' });
  await admin.patch(`/v1/clients/${place.clientId}`, { name: 'Third' });
  await firm.projected();
});

const verify = async (body: object = {}): Promise<Answer> => (await admin.post('/v1/audit/verify', body)).body;
const chainOf = (pk: string) => eventsOf(firm.memory.all()).filter((event) => event.pk === pk);
const pkOf = () => `CLIENT#${place.clientId}`;
const meddle = (wanted: (item: Item) => boolean, change: (item: Item) => void) =>
  firm.memory.meddle((rows) => [...rows.values()].filter(wanted).forEach(change));
const remove = (wanted: (item: Item) => boolean) =>
  firm.memory.meddle((rows) => {
    for (const [key, item] of rows) if (wanted(item)) rows.delete(key);
  });
const isEventAt = (seq: number) => (item: Item) => item.pk === pkOf() && isEvent(item) && (item as Event).seq === seq;
const isClient = (item: Item) => item.pk === pkOf() && item.sk === 'CLIENT';

/** A seal over every chain as it stands. */
async function sealed(): Promise<void> {
  const heads = Object.fromEntries(eventsOf(firm.memory.all()).map(({ pk, seq, hash }) => [pk, { seq, hash }]));
  await firm.seals.keep(seal({ from: '2026-01-01T00:00:00.000Z', through: '2026-12-31T00:00:00.000Z', previous: '', heads }));
}

describe('verifying', () => {
  test('counts everything that is there and finds it intact', async () => {
    const all = firm.memory.all();
    const verdict = await verify();
    expect(verdict).toMatchObject({
      verdict: 'intact',
      checked: {
        chains: new Set(eventsOf(all).map(({ pk }) => pk)).size,
        events: eventsOf(all).length,
        erased: 0,
        seals: 0,
      },
    });
    expect(verdict).not.toHaveProperty('next');
    expect(verdict).not.toHaveProperty('finding');
    await sealed();
    expect(await verify()).toMatchObject({ verdict: 'intact', checked: { seals: 1 }, sealedThrough: '2026-12-31T00:00:00.000Z' });
  });

  test('of one client looks at its chain and its people’s', async () => {
    expect(await verify({ clientId: place.clientId })).toMatchObject({ verdict: 'intact', checked: { chains: 2 } });
    meddle((item) => item.sk === 'CONTACT', (item) => void (item.name = 'Forged'));
    expect(await verify({ clientId: place.clientId })).toMatchObject({ verdict: 'broken', finding: { chain: `CONTACT#${place.contactId}` } });
    const other = await aClient(firm.admin.call);
    expect(await verify({ clientId: other.id })).toMatchObject({ verdict: 'intact' });
  });

  test('writes nothing', async () => {
    const before = firm.memory.all().filter(({ pk }) => !pk.startsWith('LIMIT#'));
    await verify();
    await verify({ clientId: place.clientId });
    expect(firm.memory.all().filter(({ pk }) => !pk.startsWith('LIMIT#'))).toEqual(before);
  });
});

describe('meddling is found and named:', () => {
  const cases: [string, () => void, object][] = [
    ['a record', () => meddle(isClient, (item) => void (item.name = 'Forged')), { what: 'record altered', record: 'CLIENT', seq: 5 }],
    ['an event', () => meddle(isEventAt(2), (item) => void (item.actor = 'mem_x')), { what: 'event altered', seq: 2 }],
    ['an event in the middle taken out', () => remove(isEventAt(3)), { what: 'event removed', seq: 3 }],
    ['the first event taken out', () => remove(isEventAt(1)), { what: 'event removed', seq: 1 }],
    ['a record taken out', () => remove(isClient), { what: 'record removed', record: 'CLIENT' }],
    [
      'an event added',
      () => firm.memory.meddle((rows) => void rows.set('x', { ...chainOf(pkOf())[4]!, sk: '~EVENT#0000000006', seq: 6, id: 'evt_x' })),
      { what: 'event altered', seq: 6 },
    ],
    [
      'a record added',
      () => firm.memory.meddle((rows) => void rows.set('x', { pk: pkOf(), sk: 'NOTE#not_x', entity: 'note', version: 1, text: 'Forged' })),
      { what: 'record added', record: 'NOTE#not_x' },
    ],
    [
      'a record put back to an older version',
      () => meddle(isClient, (item) => Object.assign(item, { name: 'Second', version: 2 })),
      { what: 'record altered', record: 'CLIENT', seq: 5 },
    ],
    ['a record that no schema reads any more', () => meddle(isClient, (item) => Object.assign(item, { kind: 'x', tags: 7 })), { what: 'record altered', record: 'CLIENT' }],
    [
      'a person’s part that no schema reads any more',
      () => meddle((item) => item.pk === pkOf() && item.sk.startsWith('CONTACT#'), (item) => void (item.access = 'root')),
      { what: 'record altered', record: expect.stringMatching(/^CONTACT#/) },
    ],
  ];
  test.each(cases)('%s', async (_, change, finding) => {
    change();
    const expected = { verdict: 'broken', finding: { chain: pkOf(), ...finding } };
    expect(await verify()).toMatchObject(expected);
    const ofClient = await verify({ clientId: place.clientId });
    if (!/record taken out/.test(_)) expect(ofClient).toMatchObject(expected);
  });

  test('a partition of records beside any chain', async () => {
    firm.memory.meddle((rows) => void rows.set('x', { pk: 'CLIENT#cli_forged', sk: 'CLIENT', entity: 'client', version: 1 }));
    expect(await verify()).toMatchObject({ verdict: 'broken', finding: { chain: 'CLIENT#cli_forged', what: 'record added' } });
  });
});

describe('what only a seal tells:', () => {
  const backToSecond = () => {
    const before = chainOf(pkOf())[3]!;
    remove(isEventAt(5));
    // The record as event 4 left it, which its digest does not tell from a forgery.
    meddle(isClient, (item) => Object.assign(item, { name: 'Second', version: 2, byStatusSk: (item.byStatusSk as string).replace('third', 'second') }));
    return before;
  };
  test('the tail of a chain taken out together with what it wrote', async () => {
    await sealed();
    backToSecond();
    expect(await verify()).toMatchObject({ verdict: 'broken', finding: { chain: pkOf(), what: 'event removed', seq: 5 } });
  });
  test('before the night it is not seen, and the verdict does not claim it is', async () => {
    backToSecond();
    const verdict = await verify();
    expect(verdict).toMatchObject({ verdict: 'intact' });
    expect(verdict).not.toHaveProperty('sealedThrough');
  });
  test('a whole chain taken out', async () => {
    await sealed();
    remove((item) => item.pk === pkOf());
    expect(await verify()).toMatchObject({ verdict: 'broken', finding: { chain: pkOf(), what: 'event removed', seq: 1 } });
  });
  test('the whole table taken out', async () => {
    await sealed();
    const run = { table: firm.memory, sweep: firm.memory.sweep, seals: firm.seals, cursors: firm.cursors, records: systemRecords(firm.memory) };
    remove(() => true);
    expect(await verifySome(run, {})).toMatchObject({ verdict: 'broken', finding: { what: 'event removed', seq: 1 } });
  });
  test('a seal that was tampered with', async () => {
    await sealed();
    firm.seals.kept[0]!.heads[pkOf()]!.seq = 1;
    expect(await verify()).toMatchObject({ verdict: 'broken', finding: { chain: 'seals' } });
  });
});

describe('while people write', () => {
  const run = (table: Table, sweep: Sweep) => verifySome({ table, sweep, seals: firm.seals, cursors: firm.cursors, records: systemRecords(firm.memory) }, {});
  let writes = 0;
  beforeEach(() => {
    writes = 0;
  });
  const someoneWrites = async () => {
    // Not without end: a table that grows with every page is never through.
    if (writes >= 12) return;
    await admin.patch(`/v1/clients/${place.clientId}`, { name: `Write ${++writes}` });
    await admin.post(`/v1/clients/${place.clientId}/notes`, { text: `Write ${writes}` });
  };

  test.each([1, 2, 3, 7, 50])('between pages of %i items there is no false alarm', async (limit) => {
    const sweep: Sweep = async ({ from }) => {
      const page = await firm.memory.sweep({ from, limit });
      await someoneWrites();
      return page;
    };
    expect(await run(firm.memory, sweep)).toMatchObject({ verdict: 'intact' });
  });

  test('between the reads of one chain there is no false alarm, however often', async () => {
    // Records as they were, events as they are: what a query over two pages can see.
    const torn: Table = {
      ...firm.memory,
      async query(query) {
        const { items } = await firm.memory.query(query);
        await someoneWrites();
        const later = await firm.memory.query(query);
        return { items: [...items.filter((item) => !isEvent(item)), ...later.items.filter(isEvent)] };
      },
    };
    const sweep: Sweep = ({ from }) => firm.memory.sweep({ from, limit: 3 });
    expect(await run(torn, sweep)).toMatchObject({ verdict: 'intact' });
  });

  test('what was meddled with is found all the same', async () => {
    meddle(isEventAt(2), (item) => void (item.actor = 'mem_x'));
    const sweep: Sweep = async ({ from }) => {
      const page = await firm.memory.sweep({ from, limit: 4 });
      await someoneWrites();
      return page;
    };
    expect(await run(firm.memory, sweep)).toMatchObject({ verdict: 'broken', finding: { what: 'event altered', seq: 2 } });
  });

  test('a chain is read again only where something was found', async () => {
    const query = vi.fn<Table['query']>(firm.memory.query);
    await checkPartition({ ...firm.memory, query }, pkOf(), undefined);
    expect(query).toHaveBeenCalledTimes(1);
  });
});

describe('page by page', () => {
  /** Every page of the sweep takes ten seconds, so that each call comes to one. */
  async function inCalls(limit: number, between: () => void = () => {}): Promise<Answer[]> {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const slow: Sweep = async ({ from }) => {
        vi.advanceTimersByTime(10_000);
        return firm.memory.sweep({ from, limit });
      };
      const verdicts: Answer[] = [];
      let cursor: string | undefined;
      do {
        const from = { table: firm.memory, sweep: slow, seals: firm.seals, cursors: firm.cursors, records: systemRecords(firm.memory) };
        const verdict = await verifySome(from, { cursor });
        verdicts.push(verdict);
        cursor = verdict.next;
        between();
      } while (cursor !== undefined && verdicts.length < 200);
      return verdicts;
    } finally {
      vi.useRealTimers();
    }
  }

  test.each([1, 2, 5, 9])('of %i items comes to the same as in one go', async (limit) => {
    await sealed();
    const whole = await verify();
    const verdicts = await inCalls(limit);
    expect(verdicts.length).toBeGreaterThan(2);
    expect(verdicts.at(-1)).toEqual(whole);
    for (const verdict of verdicts.slice(0, -1)) {
      expect(verdict.says).toContain('so far');
      expect(verdict.next).not.toContain('CLIENT');
    }
  });

  test('finds what lies behind the first page', async () => {
    meddle(isClient, (item) => void (item.name = 'Forged'));
    expect((await inCalls(3)).at(-1)).toMatchObject({ verdict: 'broken', finding: { chain: pkOf() } });
  });

  test('goes on though what stood at the cursor is gone', async () => {
    let calls = 0;
    const verdicts = await inCalls(2, () => {
      if (++calls === 1) remove((item) => item.entity === 'search');
    });
    expect(verdicts.at(-1)).toMatchObject({ verdict: 'intact' });
  });

  test('a cursor that is not its own is refused', async () => {
    const list = (await admin.get('/v1/clients', { query: { limit: '1' } })).body.next;
    for (const cursor of ['x', list, ''])
      expect(await admin.post('/v1/audit/verify', { cursor })).toMatchObject({ status: 400, body: { type: '/problems/invalid-input' } });
  });
});
