import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});
const types = (items: Answer[]): string[] => items.map((one) => one.type);

describe('the timeline of a client', () => {
  test('tells before and after, by whom, newest first', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'Old Mill', number: '7' });
    const ines = await firm.member('manager');
    await verbs(ines.call).patch(`/v1/clients/${id}`, { name: 'New Mill', number: null });
    const { items } = (await admin.get(`/v1/clients/${id}/timeline`)).body;
    expect(types(items)).toEqual(['client.updated', 'client.opened']);
    expect(items[0]).toMatchObject({
      actor: { id: ines.id, name: expect.stringContaining('manager') },
      chain: `CLIENT#${id}`,
      seq: 2,
      on: ['CLIENT'],
      changes: { CLIENT: { name: ['Old Mill', 'New Mill'], number: ['7', null] } },
    });
    expect(items[1]).toMatchObject({ actor: { name: 'Eleanor' }, changes: { CLIENT: { name: [null, 'Old Mill'] } } });
    expect(Object.keys(items[0]).toSorted()).toEqual([
      'actor',
      'at',
      'chain',
      'changes',
      'id',
      'on',
      'requestId',
      'seq',
      'type',
    ]);
  });

  test('holds what happened to its people, and of a person with several clients in each', async () => {
    const [one, two] = [
      await aClient(firm.admin.call, { name: 'One' }),
      await aClient(firm.admin.call, { name: 'Two' }),
    ];
    const { id } = (await admin.post(`/v1/clients/${one.id}/contacts`, { name: 'Odile' })).body;
    await admin.put(`/v1/clients/${two.id}/contacts/${id}`, {});
    await admin.patch(`/v1/contacts/${id}`, { title: 'CFO' });
    await admin.remove(`/v1/clients/${one.id}/contacts/${id}`);
    await admin.patch(`/v1/contacts/${id}`, { title: 'CEO' });
    await firm.projected();
    const timeline = async (client: Answer) =>
      types((await pagesOf(firm.admin.call, `/v1/clients/${client.id}/timeline`, { limit: '2' })).flat()).toSorted();
    expect(await timeline(one)).toEqual([
      'client.contact-linked',
      'client.contact-removed',
      'client.opened',
      'contact.added',
      'contact.linked',
      'contact.unlinked',
      'contact.updated',
    ]);
    expect(await timeline(two)).toEqual([
      'client.contact-linked',
      'client.opened',
      'contact.linked',
      'contact.unlinked',
      'contact.updated',
      'contact.updated',
    ]);
  });

  test('is there whole and once in pages of any size', async () => {
    const { id } = await aClient(firm.admin.call);
    for (let i = 0; i < 11; i++) await admin.patch(`/v1/clients/${id}`, { name: `No. ${i}` });
    for (const limit of ['1', '4', '12', '100']) {
      const items = (await pagesOf(firm.admin.call, `/v1/clients/${id}/timeline`, { limit })).flat();
      expect(items.map((one) => one.seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }
  });

  test('names who acted by the name they have now, also when they have left', async () => {
    const ines = await firm.member('member', { name: 'Ines Abara' });
    const { id } = await aClient(ines.call);
    await admin.patch(`/v1/team/${ines.id}`, { name: 'Ines Lund' });
    await admin.post(`/v1/team/${ines.id}/disable`);
    expect((await admin.get(`/v1/clients/${id}/timeline`)).body.items[0].actor).toEqual({
      id: ines.id,
      name: 'Ines Lund',
    });
  });
});

describe('the history of a record', () => {
  test('is its own chain, newest first: a client, a person, a member, the firm', async () => {
    const { id } = await aClient(firm.admin.call);
    const person = (await admin.post(`/v1/clients/${id}/contacts`, { name: 'Odile' })).body;
    const member = await firm.member('member');
    await admin.patch('/v1/firm', { name: 'Renamed' });
    const history = async (of: string) => (await admin.get(`/v1/audit/records/${of}`)).body.items;
    expect(types(await history(id))).toEqual(['client.contact-linked', 'client.opened']);
    expect(types(await history(person.id))).toEqual(['contact.added']);
    expect(types(await history(member.id))).toEqual(['member.invited']);
    expect(types(await history('firm'))).toEqual(['firm.updated', 'firm.founded']);
    expect((await history('firm'))[1].actor).toEqual({ id: 'setup', name: 'Set-up' });
  });
  test('of what there is not is not found, and of what is none is refused', async () => {
    for (const id of [nowhere.clientId, nowhere.contactId, nowhere.memberId])
      expect(await admin.get(`/v1/audit/records/${id}`)).toMatchObject({ status: 404 });
    expect(await admin.get('/v1/audit/records/FIRM')).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'path.recordId' }] },
    });
  });
  test('is for who leads, and its cursor for it alone', async () => {
    const { id } = await aClient(firm.admin.call);
    const other = await aClient(firm.admin.call);
    await admin.patch(`/v1/clients/${id}`, { name: 'X' });
    const member = verbs((await firm.member('member')).call);
    expect((await member.get(`/v1/audit/records/${id}`)).status).toBe(403);
    const { next } = (await admin.get(`/v1/audit/records/${id}`, { query: { limit: '1' } })).body;
    expect((await admin.get(`/v1/audit/records/${id}`, { query: { cursor: next } })).body.items).toHaveLength(1);
    for (const path of [`/v1/audit/records/${other.id}`, '/v1/audit/records/firm', `/v1/clients/${id}/timeline`])
      expect((await admin.get(path, { query: { cursor: next } })).status).toBe(400);
  });
});

describe('the audit of a day', () => {
  /** In Denver, March 9 of 2026 begins at 06:00 UTC: the clocks changed the day before. */
  const instants = [
    '2026-03-09T05:59:59.999Z',
    '2026-03-09T06:00:00.000Z',
    '2026-03-09T12:00:00.000Z',
    '2026-03-09T23:59:59.000Z',
    '2026-03-10T00:00:01.000Z',
    '2026-03-10T05:59:59.000Z',
    '2026-03-10T06:00:00.500Z',
  ];
  beforeEach(async () => {
    for (const instant of instants) {
      at(instant);
      await aClient(firm.admin.call, { name: instant });
    }
    // The clock runs on while a call is answered: the events are put where they belong exactly.
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) {
        const name = (item.changes as Answer)?.CLIENT?.name?.[1];
        if (instants.includes(name))
          Object.assign(item, {
            at: name,
            byDayPk: `DAY#${name.slice(0, 10)}`,
            byDaySk: `${name}#${item.id as string}`,
          });
      }
    });
  });
  const day = async (date: string, limit = '100') =>
    (await pagesOf(firm.admin.call, `/v1/audit/days/${date}`, { limit })).flat().map((one) => one.at);

  test('is a day on the firm’s calendar, from midnight to midnight, oldest first', async () => {
    expect(await day('2026-03-09')).toEqual(instants.slice(1, 6));
    expect(await day('2026-03-08')).toEqual(instants.slice(0, 1));
    expect(await day('2026-03-10')).toEqual(instants.slice(6));
    expect(await day('2026-03-11')).toEqual([]);
  });
  test('is the same in pages of any size, across both days of UTC that it touches', async () => {
    for (const limit of ['1', '2', '3', '5']) expect(await day('2026-03-09', limit)).toEqual(instants.slice(1, 6));
  });
  test('follows the zone of the firm', async () => {
    // Behind the last of them: what sets the zone is an event, too.
    at('2026-03-20T12:00:00.000Z');
    await admin.patch('/v1/firm', { timeZone: 'UTC' });
    expect(await day('2026-03-09')).toEqual(instants.slice(0, 4));
    await admin.patch('/v1/firm', { timeZone: 'Pacific/Kiritimati' });
    expect(await day('2026-03-10', '1')).toEqual(instants.slice(2));
  });
  test('a cursor belongs to its day', async () => {
    const { next } = (await admin.get('/v1/audit/days/2026-03-09', { query: { limit: '1' } })).body;
    const forged = `${next.startsWith('1') ? '2' : '1'}${next.slice(1)}`;
    expect((await admin.get('/v1/audit/days/2026-03-10', { query: { cursor: next } })).status).toBe(400);
    expect((await admin.get('/v1/audit/days/2026-03-09', { query: { cursor: forged } })).status).toBe(400);
  });
  test('may be any day that there is', async () => {
    firm = await aFirm({
      // DynamoDB refuses a range that ends before it begins.
      wrap: (table) => ({
        ...table,
        async query(query) {
          const { range } = query;
          if (range && 'from' in range && range.from > range.to) throw new Error('ValidationException');
          return table.query(query);
        },
      }),
    });
    for (const timeZone of ['America/Denver', 'Pacific/Kiritimati']) {
      await firm.admin.call('PATCH', '/v1/firm', { body: { timeZone } });
      for (const date of ['0001-01-01', '1970-01-01', '9999-12-31']) expect(await day(date)).toEqual([]);
    }
    for (const date of ['2026-02-29', '2026-13-01', '2026-3-9', 'today'])
      expect(await admin.get(`/v1/audit/days/${date}`)).toMatchObject({
        status: 400,
        body: { issues: [{ path: 'path.date' }] },
      });
  });
});

test('every event is told of: in its chain, and on its day', async () => {
  const { id } = await aClient(firm.admin.call);
  const person = (await admin.post(`/v1/clients/${id}/contacts`, { name: 'Odile' })).body;
  await admin.post(`/v1/clients/${id}/notes`, { text: 'Hello' });
  const events = eventsOf(firm.memory.all());
  await admin.patch('/v1/firm', { timeZone: 'UTC' });

  const toldBy = async (paths: string[]) => {
    const lists = await Promise.all(paths.map((path) => pagesOf(firm.admin.call, path)));
    const told = lists.flat(2).filter((one) => one.type !== 'firm.updated');
    return told.map((one): string => one.id).toSorted();
  };
  const all = events.map((event) => event.id).toSorted();
  const days = [...new Set(events.map((event) => event.at.slice(0, 10)))];
  expect(await toldBy(days.map((date) => `/v1/audit/days/${date}`))).toEqual(all);
  const records = [id, person.id, firm.admin.id, 'firm'];
  expect(await toldBy(records.map((of) => `/v1/audit/records/${of}`))).toEqual(all);
});
