import { beforeEach, describe, expect, test, vi } from 'vitest';
import { seal } from '../../../functions/audit/seal.ts';
import { checkPartition, verifySome } from '../../../functions/audit/verify.ts';
import type { Item, Sweep, Table } from '../../../shared/table/table.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { verbs } from '../../support/office.ts';
import { aPlace, type Place } from '../../support/place.ts';

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
  await firm.seals.keep(
    seal({ from: '2026-01-01T00:00:00.000Z', through: '2026-12-31T00:00:00.000Z', previous: '', heads }),
  );
}

describe('while people write', () => {
  const run = (table: Table, sweep: Sweep) =>
    verifySome({ table, sweep, seals: firm.seals, cursors: firm.cursors, records: systemRecords(firm.memory) }, {});
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
    expect(await run(firm.memory, sweep)).toMatchObject({
      verdict: 'broken',
      finding: { what: 'event altered', seq: 2 },
    });
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
        const from = {
          table: firm.memory,
          sweep: slow,
          seals: firm.seals,
          cursors: firm.cursors,
          records: systemRecords(firm.memory),
        };
        const verdict = await verifySome(from, { cursor });
        verdicts.push(verdict);
        cursor = verdict.next;
        between();
      } while (cursor !== undefined && verdicts.length < 1000);
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
      expect(await admin.post('/v1/audit/verify', { cursor })).toMatchObject({
        status: 400,
        body: { type: '/problems/invalid-input' },
      });
  });
});
