import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { contentOf, pagesOf, statusesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

const client = async (name: string, more: object = {}): Promise<string> =>
  (await aClient(firm.admin.call, { name, ...more })).id;
const person = async (clientId: string, name: string): Promise<string> =>
  (await admin.post(`/v1/clients/${clientId}/contacts`, { name })).body.id;
const relate = (clientId: string, body: object) => admin.post(`/v1/clients/${clientId}/relations`, body);
const formerly = (path: string, ...formerNames: string[]) => admin.patch(path, { formerNames });

async function search(names: string[], more: object = {}, call: Call = firm.admin.call): Promise<Answer> {
  await firm.projected();
  const made = await call('POST', '/v1/conflicts', { body: { names, ...more } });
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
  return made.body;
}
const report = async (id: string, call: Call = firm.admin.call): Promise<Answer> =>
  (await call('GET', `/v1/conflicts/${id}`)).body;
const found = async (name: string, more: object = {}): Promise<Answer> =>
  (await report((await search([name], more)).id)).findings[0];

describe('a conflict search finds', () => {
  test('a former name of a client and of a person', async () => {
    const id = await client('Stonebridge Rental Properties, LLC');
    await formerly(`/v1/clients/${id}`, 'Whitaker Land Company');
    await formerly(`/v1/contacts/${await person(id, 'Alicia Whitaker')}`, 'Alicia Brandt');
    expect((await found('WHITAKER LAND')).hits[0]).toMatchObject({
      what: 'client',
      found: 'Whitaker Land Company',
      why: 'same-name',
      former: true,
      clients: [{ id }],
    });
    expect((await found('Brandt, Alicia')).hits).toMatchObject([{ what: 'contact', why: 'same-name', former: true }]);
  });

  test('an archived client and a prospect, and says which they are', async () => {
    await client('Old Mill Antiques, LLC', { lifecycle: 'archived' });
    await client('Old Mill Auctions', { lifecycle: 'prospect' });
    const { hits } = await found('Old Mill');
    expect(hits.map(({ clients: [one] }: Answer) => one.lifecycle).toSorted()).toEqual(['archived', 'prospect']);
  });

  test('what sounds alike, is written otherwise, or is a part', async () => {
    const id = await client('Jon Smyth Carpentry');
    for (const [name, why] of [
      ['John Smith Carpentry', 'sounds-alike'],
      ['carpentry smyth jon, inc.', 'same-name'],
      ['J. Smyth Carpentry', 'initials'],
      ['Smyth', 'contains'],
    ] as const)
      expect((await found(name)).hits).toMatchObject([{ why, clients: [{ id }] }]);
    expect((await found('Boulder Bakery')).hits).toEqual([]);
  });

  test('a party to a relation, and says how; one that was removed as a former one', async () => {
    const id = await client('Juniper Street Dental, P.C.');
    const made = await relate(id, { kind: 'adverse', other: { name: 'Delta Supply, Inc.' } });
    expect((await found('delta supply')).hits).toMatchObject([
      {
        what: 'party',
        why: 'same-name',
        former: false,
        via: ['Delta Supply, Inc. is adverse to Juniper Street Dental, P.C.'],
      },
    ]);
    await admin.remove(`/v1/clients/${id}/relations/${made.body.id}`);
    expect((await found('delta supply')).hits).toMatchObject([
      { former: true, via: ['Delta Supply, Inc. was adverse to Juniper Street Dental, P.C.'], clients: [{ id }] },
    ]);
  });

  test('no former party where the removal of a relation was taken back', async () => {
    const id = await client('Juniper Street Dental, P.C.');
    const { body } = await relate(id, { kind: 'adverse', other: { name: 'Delta Supply, Inc.' } });
    const path = `/v1/clients/${id}/relations/${body.id}`;
    await admin.remove(path);
    await admin.patch(path, { status: 'standing' });
    expect((await found('Delta Supply')).hits).toMatchObject([{ what: 'party', former: false, clients: [{ id }] }]);
  });

  test('a spouse’s company: from its name to its owner, and from them to whom they are married to', async () => {
    const juniper = await client('Juniper Street Dental, P.C.');
    const stonebridge = await client('Stonebridge Rental Properties, LLC');
    const alicia = await person(juniper, 'Alicia Whitaker');
    const jonathan = await person(stonebridge, 'Jonathan Whitaker');
    await relate(juniper, { contactId: alicia, kind: 'spouse', other: { contactId: jonathan } });
    await relate(stonebridge, {
      contactId: jonathan,
      kind: 'owner',
      holder: 'subject',
      other: { name: 'Whitaker Holdings' },
    });
    const { hits } = await found('Whitaker Holdings, LLC');
    expect(hits[0]).toMatchObject({ what: 'party', why: 'same-name', clients: [{ id: stonebridge }] });
    expect(hits).toContainEqual(
      expect.objectContaining({
        why: 'through-someone',
        via: ['Jonathan Whitaker is owner of Whitaker Holdings', 'Jonathan Whitaker is spouse of Alicia Whitaker'],
        clients: [{ id: juniper, name: 'Juniper Street Dental, P.C.', lifecycle: 'active' }],
      }),
    );
  });

  test('the same where everyone outside is only a name', async () => {
    const juniper = await client('Juniper Street Dental, P.C.');
    const alicia = await person(juniper, 'Alicia Whitaker');
    const holdings = await client('Whitaker Holdings, LLC');
    await relate(juniper, { contactId: alicia, kind: 'spouse', other: { name: 'Jonathan Whitaker' } });
    await relate(holdings, { kind: 'owner', other: { name: 'Whitaker, Jonathan' }, share: 10_000 });
    const { hits } = await found('Whitaker Holdings');
    expect(hits).toContainEqual(
      expect.objectContaining({ why: 'through-someone', clients: [expect.objectContaining({ id: juniper })] }),
    );
  });

  test('nothing of the client that it is for, nor of who was erased', async () => {
    const id = await client('Halcyon Orthotics, LLC', { lifecycle: 'prospect' });
    expect((await found('Halcyon Orthotics', { clientId: id })).hits).toEqual([]);
    expect((await found('Halcyon Orthotics')).hits).toHaveLength(1);
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'archived' });
    await admin.post(`/v1/clients/${id}/erase`);
    expect((await found('Halcyon Orthotics')).hits).toEqual([]);
  });

  test('an exact name among more than can be looked at, and says which word is too common', async () => {
    const few = 90;
    for (let i = 0; i < few; i++)
      await client(`Harbor Dental ${String.fromCharCode(97 + (i % 26))}${'xyzw'[i % 4]}${i}`);
    const id = await client('Dental of Harbor');
    const finding = await found('Harbor Dental');
    expect(finding.hits[0]).toMatchObject({ why: 'same-name', clients: [{ id }] });
    expect(finding).toMatchObject({ more: true, common: expect.arrayContaining(['harbor', 'dental']) });
  });
});

describe('across a wall', () => {
  let hidden: string;
  let walled: { id: string; call: Call };
  beforeEach(async () => {
    hidden = await client('Quandt Aviation Holdings');
    const pilot = await person(hidden, 'Odile Marchetti');
    await relate(hidden, { kind: 'adverse', other: { name: 'Delta Supply, Inc.' } });
    await relate(hidden, { contactId: pilot, kind: 'spouse', other: { name: 'Per Marchetti' } });
    walled = await firm.member('manager');
    await admin.put(`/v1/clients/${hidden}/access`, { deny: [walled.id], reason: 'They sue him' });
  });

  const secrets = () => [hidden, 'Quandt', 'Aviation', 'adverse', 'spouse', 'Odile'];
  const expectNotTold = (value: unknown) => {
    for (const secret of secrets()) expect(JSON.stringify(value)).not.toContain(secret);
  };

  test.each(['Delta Supply', 'Per Marchetti', 'Marchetti'])(
    '%s is found, and nothing said but whom to ask',
    async (name) => {
      const made = await search([name], {}, walled.call);
      const seen = await report(made.id, walled.call);
      expect(seen.findings).toEqual([
        { name, hits: [], ask: expect.stringMatching(/^A match exists; ask Eleanor$/), more: false, common: [] },
      ]);
      expectNotTold({ ...seen, findings: [] });
      expectNotTold(await pagesOf(walled.call, '/v1/conflicts'));
      expect((await report(made.id)).findings[0].hits.length).toBeGreaterThan(0);
    },
  );

  test('one match or several look the same', async () => {
    const made = await search(['Delta Supply', 'Marchetti'], {}, walled.call);
    const [one, several] = (await report(made.id, walled.call)).findings;
    expect({ ...one, name: '' }).toEqual({ ...several, name: '' });
  });

  test('neither history, list, verdict nor a repeated call tells more', async () => {
    const open = await client('Halcyon Orthotics', { lifecycle: 'prospect' });
    const sent = { body: { names: ['Delta Supply'], clientId: open }, headers: { 'idempotency-key': 'k' } };
    await firm.projected();
    const made = await walled.call('POST', '/v1/conflicts', sent);
    expectNotTold(made);
    expectNotTold(await walled.call('POST', '/v1/conflicts', sent));
    await firm.projected();
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(new Date());
    for (const path of [`/v1/clients/${open}/timeline`, `/v1/audit/days/${date}`, '/v1/conflicts'])
      expectNotTold(await pagesOf(walled.call, path));
    expectNotTold((await walled.call('GET', `/v1/conflicts/${made.body.id}/verify`)).body);
    const decided = { decision: 'declined', reason: 'Asked Eleanor' };
    expectNotTold(await walled.call('POST', `/v1/conflicts/${made.body.id}/decide`, { body: decided }));
    const timeline = (await pagesOf(firm.admin.call, `/v1/clients/${open}/timeline`)).flat();
    expect(timeline.map(({ type }) => type)).toContain('conflict.searched');
    expectNotTold(timeline);
  });

  test('a wall that goes up later closes what was seen before', async () => {
    const other = await client('Juniper Street Dental');
    const made = await search(['Juniper Street'], {}, walled.call);
    expect((await report(made.id, walled.call)).findings[0].hits).toHaveLength(1);
    await admin.put(`/v1/clients/${other}/access`, { deny: [walled.id], reason: 'x' });
    const seen = await report(made.id, walled.call);
    expect(seen.findings[0]).toMatchObject({ hits: [], ask: expect.any(String) });
    expect(JSON.stringify(seen)).not.toContain(other);
  });

  test('a hit through someone is hidden when either end is behind it', async () => {
    const open = await client('Stonebridge Rental Properties');
    await person(open, 'Per Marchetti');
    const made = await search(['Stonebridge Rental Properties', 'Per Marchetti'], {}, walled.call);
    const seen = await report(made.id, walled.call);
    expectNotTold(seen);
    expect(seen.findings[1]).toMatchObject({
      hits: [{ what: 'contact', clients: [{ id: open }] }],
      ask: expect.any(String),
    });
  });

  test('a search for a prospect is not there for whom its wall keeps out', async () => {
    const made = await search(['Delta Supply'], { clientId: hidden });
    expect((await walled.call('GET', `/v1/conflicts/${made.id}`)).status).toBe(404);
    expect((await walled.call('GET', `/v1/conflicts/${made.id}/verify`)).status).toBe(404);
    expect((await pagesOf(walled.call, '/v1/conflicts')).flat()).toEqual([]);
    const guess = await walled.call('POST', '/v1/conflicts', { body: { names: ['x'], clientId: hidden } });
    expect(guess).toMatchObject({ status: 400, body: { issues: [{ path: 'body.clientId' }] } });
    expect(JSON.stringify(guess.body)).not.toContain('Quandt');
  });
});

describe('a report', () => {
  test('stays as it was when what it found changes, and verifies', async () => {
    const id = await client('Juniper Street Dental');
    const made = await search(['Juniper Street Dental'], { note: 'New patient group' });
    const before = await report(made.id);
    await admin.patch(`/v1/clients/${id}`, { name: 'Aspen Dental' });
    await firm.projected();
    expect(await report(made.id)).toEqual(before);
    expect((await admin.get(`/v1/conflicts/${made.id}/verify`)).body).toMatchObject({ verdict: 'intact' });
    await admin.post(`/v1/conflicts/${made.id}/decide`, { decision: 'waived', reason: 'Both agreed in writing' });
    expect((await admin.get(`/v1/conflicts/${made.id}/verify`)).body).toMatchObject({ verdict: 'intact' });
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test.each([
    ['a hit', 'finding', (item: Answer) => void (item.hits[0].found = 'Someone else')],
    ['all hits', 'finding', (item: Answer) => void (item.hits = [])],
    ['the name', 'finding', (item: Answer) => void (item.name = 'Another')],
    ['the day', 'conflict search', (item: Answer) => void (item.searchedAt = '2020-01-01T00:00:00.000Z')],
    ['the decision', 'conflict search', (item: Answer) => void (item.decision = 'declined')],
    ['its kind', 'finding', (item: Answer) => void (item.hits = 'none')],
  ])('tells when %s was altered in the table', async (_, entity, alter) => {
    await client('Juniper Street Dental');
    const made = await search(['Juniper Street Dental']);
    await admin.post(`/v1/conflicts/${made.id}/decide`, { decision: 'clear', reason: 'Another family' });
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.entity === entity) alter(item);
    });
    expect((await admin.get(`/v1/conflicts/${made.id}/verify`)).body).toMatchObject({ verdict: 'altered' });
  });

  test('of one client is in its list and its timeline', async () => {
    const id = await client('Halcyon Orthotics', { lifecycle: 'prospect' });
    const made = await search(['Orthotics'], { clientId: id });
    await search(['Something else']);
    expect((await pagesOf(firm.admin.call, '/v1/conflicts', { clientId: id })).flat().map((one) => one.id)).toEqual([
      made.id,
    ]);
    expect((await pagesOf(firm.admin.call, '/v1/conflicts', { limit: '1' })).flat()).toHaveLength(2);
  });
});

describe('a decision', () => {
  test('is made once, with a reason; two at once are not both', async () => {
    const made = await search(['Juniper']);
    const path = `/v1/conflicts/${made.id}/decide`;
    const both = await Promise.all(
      ['clear', 'declined'].map((decision) => admin.post(path, { decision, reason: 'x' })),
    );
    expect(statusesOf(both)).toEqual([200, 422]);
    expect(await report(made.id)).toMatchObject({ reason: 'x', decidedBy: firm.admin.id, can: { decide: false } });
  });

  test('puts up the wall in the same step, beside who was shut out before', async () => {
    const id = await client('Halcyon Orthotics', { lifecycle: 'prospect' });
    const [tomas, priya] = [await firm.member('member'), await firm.member('member')];
    await admin.put(`/v1/clients/${id}/access`, { deny: [priya.id], reason: 'before' });
    const made = await search(['Halcyon'], { clientId: id });
    const body = { decision: 'waived', reason: 'Screened', wall: { clientId: id, deny: [tomas.id] } };
    expect(await admin.post(`/v1/conflicts/${made.id}/decide`, body)).toMatchObject({
      status: 200,
      body: { walled: id },
    });
    for (const { call } of [tomas, priya]) expect((await call('GET', `/v1/clients/${id}`)).status).toBe(404);
    expect((await tomas.call('GET', `/v1/conflicts/${made.id}`)).status).toBe(404);
  });

  test('does not name the client that was walled with it to whom that keeps out', async () => {
    const id = await client('Quandt Aviation Holdings');
    const manager = await firm.member('manager');
    const made = await search(['Delta Supply']);
    const body = { decision: 'waived', reason: 'Screened', wall: { clientId: id, deny: [manager.id] } };
    await admin.post(`/v1/conflicts/${made.id}/decide`, body);
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(new Date());
    const told = [
      await report(made.id, manager.call),
      await pagesOf(manager.call, '/v1/conflicts'),
      await pagesOf(manager.call, `/v1/audit/days/${date}`),
    ];
    expect(told[0]).toMatchObject({ decision: 'waived' });
    expect(JSON.stringify(told)).not.toContain(id);
  });

  test('is not made when the wall cannot be put up', async () => {
    const tomas = await firm.member('member');
    const id = await client('Halcyon Orthotics', { responsible: tomas.id });
    const made = await search(['Halcyon']);
    const before = contentOf(firm);
    const body = { decision: 'waived', reason: 'Screened', wall: { clientId: id, deny: [tomas.id] } };
    expect(await admin.post(`/v1/conflicts/${made.id}/decide`, body)).toMatchObject({ status: 422 });
    expect(contentOf(firm)).toEqual(before);
    expect((await report(made.id)).decision).toBeUndefined();
  });
});
