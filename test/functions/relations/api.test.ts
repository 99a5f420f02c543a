import { beforeEach, describe, expect, test } from 'vitest';
import { onClientErased } from '../../../functions/relations/on-erased.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eventsOf } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let juniper: string;
let stonebridge: string;
let alicia: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  juniper = (await aClient(firm.admin.call, { name: 'Juniper Street Dental, P.C.' })).id;
  stonebridge = (await aClient(firm.admin.call, { name: 'Stonebridge Rental Properties, LLC' })).id;
  alicia = (await admin.post(`/v1/clients/${juniper}/contacts`, { name: 'Alicia Whitaker' })).body.id;
});

const relate = (clientId: string, body: object) => admin.post(`/v1/clients/${clientId}/relations`, body);
const of = async (clientId: string, call = firm.admin.call): Promise<Answer[]> =>
  (await call('GET', `/v1/clients/${clientId}/relations`)).body.items;

describe('a relation', () => {
  test('is seen from both sides', async () => {
    const made = await relate(stonebridge, { kind: 'guarantor', other: { clientId: juniper }, from: '2026-01-01' });
    expect(made.body).toMatchObject({
      kind: 'guarantor',
      subject: { clientId: stonebridge, name: 'Stonebridge Rental Properties, LLC' },
      other: { clientId: juniper, name: 'Juniper Street Dental, P.C.' },
    });
    await firm.projected();
    expect(await of(stonebridge)).toEqual([made.body]);
    expect(await of(juniper)).toEqual([made.body]);
  });

  test('of a person of the client says who they are', async () => {
    const { body } = await relate(juniper, { contactId: alicia, kind: 'spouse', other: { name: 'Jonathan Whitaker' } });
    expect(body.subject).toEqual({ contactId: alicia, name: 'Alicia Whitaker' });
    const stranger = await relate(stonebridge, { contactId: alicia, kind: 'spouse', other: { name: 'Jonathan' } });
    expect(stranger).toMatchObject({ status: 400, body: { issues: [{ path: 'body.contactId' }] } });
  });

  test('that is removed is in no list, and still there for who looks for conflicts', async () => {
    const { body } = await relate(juniper, { kind: 'adverse', other: { name: 'Delta Supply' } });
    const path = `/v1/clients/${juniper}/relations/${body.id}`;
    expect((await admin.remove(path)).status).toBe(204);
    expect(await of(juniper)).toEqual([]);
    expect((await admin.get(path)).body).toMatchObject({ status: 'removed', can: { edit: false } });
    expect(eventsOf(firm.memory.all()).at(-1)).toMatchObject({ type: 'client.relation-removed', clientId: juniper });
  });

  test('whose removal is taken back is the same one again, on both sides', async () => {
    const known = { kind: 'guarantor', other: { clientId: juniper }, note: 'By deed', until: '2030-12-31' };
    const { body } = await relate(stonebridge, known);
    const path = `/v1/clients/${stonebridge}/relations/${body.id}`;
    await admin.remove(path);
    const { version: _, ...same } = body;
    expect(await admin.patch(path, { status: 'standing' })).toMatchObject({ status: 200, body: same });
    await firm.projected();
    for (const side of [stonebridge, juniper]) expect(await of(side)).toMatchObject([same]);
  });

  test('of owners added at once never comes to more than all of it', async () => {
    const add = () => relate(juniper, { kind: 'owner', other: { name: 'Someone' }, share: 4_000 });
    const replies = await Promise.all([add(), add(), add(), add()]);
    expect(statusesOf(replies)).toEqual([201, 201, 422, 422]);
  });

  test('is refused where the other side is nobody', async () => {
    const nobody = `cli_${'0'.repeat(26)}`;
    const reply = await relate(juniper, { kind: 'other', other: { clientId: nobody } });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.other.clientId' }] } });
  });
});

describe('behind a wall', () => {
  test('what points to a client from there is not shown, and neither is what points there', async () => {
    const out = await relate(juniper, { kind: 'related-company', other: { clientId: stonebridge } });
    const into = await relate(stonebridge, {
      kind: 'adverse',
      other: { clientId: juniper },
      note: 'Sues for the rent',
    });
    await firm.projected();
    const { id, call } = await firm.member('admin');
    expect(await of(juniper, call)).toHaveLength(2);
    await admin.put(`/v1/clients/${stonebridge}/access`, { deny: [id], reason: 'x' });
    expect(await of(juniper, call)).toEqual([]);
    const elsewhere = await call('GET', `/v1/clients/${juniper}/relations/rel_${'0'.repeat(26)}`);
    for (const [method, sent] of [
      ['GET', {}],
      ['PATCH', { body: { note: 'x' } }],
      ['DELETE', {}],
    ] as const) {
      const reply = await call(method, `/v1/clients/${juniper}/relations/${out.body.id}`, sent);
      expect(reply.status).toBe(elsewhere.status);
    }
    const timeline = JSON.stringify((await call('GET', `/v1/clients/${juniper}/timeline`)).body);
    for (const secret of [stonebridge, into.body.id, 'Sues', 'Stonebridge']) expect(timeline).not.toContain(secret);
    const guess = await call('POST', `/v1/clients/${juniper}/relations`, {
      body: { kind: 'other', other: { clientId: stonebridge } },
    });
    expect(guess).toMatchObject({ status: 400, body: { issues: [{ path: 'body.other.clientId' }] } });
  });
});

test('an erased client’s relations lose names and notes, also in the history, which still verifies', async () => {
  await relate(juniper, { kind: 'adverse', other: { name: 'Obermoser Quarries' }, note: 'They fell out over gravel' });
  await admin.patch(`/v1/clients/${juniper}`, { lifecycle: 'archived' });
  await admin.post(`/v1/clients/${juniper}/erase`);
  const erased = eventsOf(firm.memory.all()).find(({ type }) => type === 'client.erased')!;
  for (let i = 0; i < 2; i++) {
    await onErased(firm.memory, erased);
    await onClientErased(firm.memory, erased);
  }
  await firm.projected();
  const text = JSON.stringify(firm.memory.all());
  for (const secret of ['Obermoser', 'obermoser', 'gravel']) expect(text).not.toContain(secret);
  expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
});
