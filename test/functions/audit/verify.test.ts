import { beforeEach, describe, expect, test } from 'vitest';
import { seal } from '../../../functions/audit/seal.ts';
import { verifySome } from '../../../functions/audit/verify.ts';
import type { Item } from '../../../shared/table/table.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let place: { clientId: string; contactId: string; noteId: string };
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  const { id: clientId } = await aClient(firm.admin.call, { number: '7', taxId: '12-3456789' });
  const contact = await admin.post(`/v1/clients/${clientId}/contacts`, { name: 'Odile Marchetti' });
  const note = await admin.post(`/v1/clients/${clientId}/notes`, { text: 'Prefers the telephone' });
  place = { clientId, contactId: contact.body.id, noteId: note.body.id };
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
  await firm.seals.keep(
    seal({ from: '2026-01-01T00:00:00.000Z', through: '2026-12-31T00:00:00.000Z', previous: '', heads }),
  );
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
    expect(await verify()).toMatchObject({
      verdict: 'intact',
      checked: { seals: 1 },
      sealedThrough: '2026-12-31T00:00:00.000Z',
    });
  });

  test('of one client looks at its chain and its people’s', async () => {
    expect(await verify({ clientId: place.clientId })).toMatchObject({ verdict: 'intact', checked: { chains: 2 } });
    meddle(
      (item) => item.sk === 'CONTACT',
      (item) => void (item.name = 'Forged'),
    );
    expect(await verify({ clientId: place.clientId })).toMatchObject({
      verdict: 'broken',
      finding: { chain: `CONTACT#${place.contactId}` },
    });
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
    [
      'a record',
      () => meddle(isClient, (item) => void (item.name = 'Forged')),
      { what: 'record altered', record: 'CLIENT', seq: 5 },
    ],
    ['an event', () => meddle(isEventAt(2), (item) => void (item.actor = 'mem_x')), { what: 'event altered', seq: 2 }],
    ['an event in the middle taken out', () => remove(isEventAt(3)), { what: 'event removed', seq: 3 }],
    ['the first event taken out', () => remove(isEventAt(1)), { what: 'event removed', seq: 1 }],
    ['a record taken out', () => remove(isClient), { what: 'record removed', record: 'CLIENT' }],
    [
      'an event added',
      () =>
        firm.memory.meddle(
          (rows) => void rows.set('x', { ...chainOf(pkOf())[4]!, sk: '~EVENT#0000000006', seq: 6, id: 'evt_x' }),
        ),
      { what: 'event altered', seq: 6 },
    ],
    [
      'a record added',
      () =>
        firm.memory.meddle(
          (rows) => void rows.set('x', { pk: pkOf(), sk: 'NOTE#not_x', entity: 'note', version: 1, text: 'Forged' }),
        ),
      { what: 'record added', record: 'NOTE#not_x' },
    ],
    [
      'a record put back to an older version',
      () => meddle(isClient, (item) => Object.assign(item, { name: 'Second', version: 2 })),
      { what: 'record altered', record: 'CLIENT', seq: 5 },
    ],
    [
      'a record that no schema reads any more',
      () => meddle(isClient, (item) => Object.assign(item, { kind: 'x', tags: 7 })),
      { what: 'record altered', record: 'CLIENT' },
    ],
    [
      'a person’s part that no schema reads any more',
      () =>
        meddle(
          (item) => item.pk === pkOf() && item.sk.startsWith('CONTACT#'),
          (item) => void (item.access = 'root'),
        ),
      { what: 'record altered', record: expect.stringMatching(/^CONTACT#/) },
    ],
  ];
  test.each(cases)('%s', async (name, change, finding) => {
    change();
    const expected = { verdict: 'broken', finding: { chain: pkOf(), ...finding } };
    expect(await verify()).toMatchObject(expected);
    const ofClient = await verify({ clientId: place.clientId });
    // A client whose record is gone is not there to be asked for.
    if (name !== 'a record taken out') expect(ofClient).toMatchObject(expected);
  });

  test('a partition of records beside any chain', async () => {
    firm.memory.meddle(
      (rows) => void rows.set('x', { pk: 'CLIENT#cli_forged', sk: 'CLIENT', entity: 'client', version: 1 }),
    );
    expect(await verify()).toMatchObject({
      verdict: 'broken',
      finding: { chain: 'CLIENT#cli_forged', what: 'record added' },
    });
  });
});

describe('what only a seal tells:', () => {
  const backToSecond = () => {
    const before = chainOf(pkOf())[3]!;
    remove(isEventAt(5));
    // The record as event 4 left it, which its digest does not tell from a forgery.
    meddle(isClient, (item) =>
      Object.assign(item, {
        name: 'Second',
        version: 2,
        byStatusSk: (item.byStatusSk as string).replace('third', 'second'),
      }),
    );
    return before;
  };
  test('the tail of a chain taken out together with what it wrote', async () => {
    await sealed();
    backToSecond();
    expect(await verify()).toMatchObject({
      verdict: 'broken',
      finding: { chain: pkOf(), what: 'event removed', seq: 5 },
    });
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
    expect(await verify()).toMatchObject({
      verdict: 'broken',
      finding: { chain: pkOf(), what: 'event removed', seq: 1 },
    });
  });
  test('the whole table taken out', async () => {
    await sealed();
    const run = {
      table: firm.memory,
      sweep: firm.memory.sweep,
      seals: firm.seals,
      cursors: firm.cursors,
      records: systemRecords(firm.memory),
    };
    remove(() => true);
    expect(await verifySome(run, {})).toMatchObject({ verdict: 'broken', finding: { what: 'event removed', seq: 1 } });
  });
  test('a seal that was tampered with', async () => {
    await sealed();
    firm.seals.kept[0]!.heads[pkOf()]!.seq = 1;
    expect(await verify()).toMatchObject({ verdict: 'broken', finding: { chain: 'seals' } });
  });
});
