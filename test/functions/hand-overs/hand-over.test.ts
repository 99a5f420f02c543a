import { describe, expect, test } from 'vitest';
import { batchKinds } from '../../../functions/batch-kinds.ts';
import { runBatch } from '../../../functions/batches/run.ts';
import { callerOf } from '../../../functions/firm/authenticate.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { faulty } from '../../support/faults.ts';
import { contentOf, pagesOf, statusesOf, verbs } from '../../support/office.ts';

const began = '2026-03-02T15:00:00.000Z';
/** What is in the stream when a hand-over begins has been projected by then. */
const later = '2026-03-02T15:02:00.000Z';

/** Tomás, who leaves, with parts of some clients and in the services of others, and who could take over. */
async function aLeaver(count: number) {
  at(began);
  const firm = await aFirm();
  const admin = verbs(firm.admin.call);
  const leaver = await firm.member('member');
  const priya = await firm.member('member');
  const marcus = await firm.member('manager');
  const clientIds: string[] = [];
  for (let i = 0; i < count; i++) {
    const more = [
      { responsible: leaver.id },
      { manager: leaver.id, roles: [{ role: 'reviewer', memberId: leaver.id }] },
      {
        responsible: leaver.id,
        roles: [
          { role: 'lead', memberId: leaver.id },
          { role: 'lead', memberId: priya.id },
        ],
      },
      { responsible: marcus.id },
    ][i % 4];
    const { id } = await aClient(firm.admin.call, { name: `Client ${String(i).padStart(2, '0')}`, ...more });
    clientIds.push(id);
    if (i % 4 === 3)
      await admin.post(`/v1/clients/${id}/engagements`, {
        title: `Books ${i}`,
        services: [
          {
            code: 'CLOSE',
            name: 'Close',
            frequency: 'monthly',
            roles: [
              { role: 'preparer', memberId: leaver.id },
              { role: 'reviewer', memberId: marcus.id },
            ],
          },
        ],
      });
  }
  await firm.projected();
  const path = `/v1/team/${leaver.id}`;
  const previewed = async (wish: object, call = firm.admin.call) =>
    call('POST', `${path}/hand-over/preview`, { body: wish });
  const handedOver = async (body: object, call = firm.admin.call) => call('POST', `${path}/hand-over`, { body });
  const holdings = async (call = firm.admin.call) => (await pagesOf(call, `${path}/holdings`, { limit: '7' })).flat();
  return { firm, admin, leaver, priya, marcus, clientIds, path, previewed, handedOver, holdings };
}

/** Works the batch to its end, and the read models after it. */
async function finished(firm: FirmUnderTest, batchId: string): Promise<Answer[]> {
  at(later);
  await worked(firm, batchId);
  await firm.projected();
  return (await pagesOf(firm.admin.call, `/v1/batches/${batchId}/results`)).flat();
}

describe('a leaver with 40 clients and several roles', () => {
  test('is handed over in one previewed action: access ends at once, nothing is left, each client tells', async () => {
    const { firm, leaver, priya, marcus, clientIds, previewed, handedOver, holdings } = await aLeaver(40);
    expect(await holdings()).toHaveLength(40);
    const wish = { to: priya.id, roles: { reviewer: marcus.id }, byClient: { [clientIds[0]!]: marcus.id } };
    const shown = await previewed(wish);
    expect(shown.body).toMatchObject({ total: { moves: 60, stays: 0 }, hidden: { moves: 0, stays: 0 } });
    const of = (id: string) => shown.body.items.find((item: Answer) => item.clientIds[0] === id);
    expect(of(clientIds[0]!)).toMatchObject({ kind: 'client', moves: [{ part: 'responsible', to: marcus.id }] });
    expect(of(clientIds[1]!).moves).toEqual([
      { part: 'manager', to: priya.id },
      { part: 'reviewer', to: marcus.id },
    ]);
    expect(of(clientIds[3]!)).toMatchObject({
      kind: 'engagement',
      moves: [{ part: 'preparer', of: 'CLOSE', to: priya.id }],
    });

    expect((await leaver.call('GET', '/v1/me')).status).toBe(200);
    const { digest } = shown.body;
    const started = await handedOver({ ...wish, digest, endAccess: true });
    expect(started).toMatchObject({ status: 201, body: { kind: 'hand-over', status: 'running', total: 40 } });
    expect((await leaver.call('GET', '/v1/me')).status).toBe(401);

    const results = await finished(firm, started.body.id);
    expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 40 }, () => 'moved'));
    expect(await holdings()).toEqual([]);
    const kept = firm.memory.all().filter(({ entity }) => entity === 'client' || entity === 'engagement');
    expect(JSON.stringify(kept)).not.toContain(leaver.id);
    const client = async (i: number) => (await firm.admin.call('GET', `/v1/clients/${clientIds[i]}`)).body;
    expect(await client(0)).toMatchObject({ responsible: marcus.id });
    expect(await client(1)).toMatchObject({ manager: priya.id, roles: [{ role: 'reviewer', memberId: marcus.id }] });
    expect(await client(2)).toMatchObject({ responsible: priya.id, roles: [{ role: 'lead', memberId: priya.id }] });
    for (const [i, id] of clientIds.entries()) {
      const timeline = await firm.admin.call('GET', `/v1/clients/${id}/timeline`);
      const [last] = timeline.body.items;
      expect(last).toMatchObject({
        type: i % 4 === 3 ? 'engagement.handed-over' : 'client.handed-over',
        actor: { id: firm.admin.id },
      });
      expect(JSON.stringify(last.changes)).toContain(leaver.id);
    }
    const verdict = await firm.admin.call('POST', '/v1/audit/verify', { body: {} });
    expect(verdict.body).toMatchObject({ verdict: 'intact' });
  });

  test('is handed over wholly, and once, though the machine dies over and over', async () => {
    const { firm, leaver, priya, previewed, handedOver, holdings } = await aLeaver(40);
    const { digest } = (await previewed({ to: priya.id })).body;
    const { id } = (await handedOver({ to: priya.id, digest, endAccess: true })).body;
    at(later);
    let isDone = false;
    for (let seed = 1; seed < 200 && !isDone; seed++) {
      const table = faulty(firm.memory, { seed, script: [undefined, 'lost', undefined, 'crash'] });
      const running = { table, kinds: batchKinds, deps: { ...firm.deps, table }, callerOf: callerOf(table) };
      isDone = await runBatch(running, id).then(
        ({ done }) => done,
        () => false,
      );
    }
    expect(isDone).toBe(true);
    await firm.projected();
    expect(await holdings()).toEqual([]);
    const events = firm.memory.all().filter(({ type }) => /^(client|engagement)\.handed-over$/.test(String(type)));
    expect(events).toHaveLength(40);
    expect(new Set(events.map(({ pk }) => pk)).size).toBe(40);
    expect(leaver.id).toMatch(/^mem_/);
  });
});

describe('a hand-over', () => {
  test('that is asked for twice, at once or again, is one', async () => {
    const { firm, priya, previewed, handedOver } = await aLeaver(5);
    const { digest } = (await previewed({ to: priya.id })).body;
    const body = { to: priya.id, digest, endAccess: true };
    const both = await Promise.all([handedOver(body), handedOver(body)]);
    expect(statusesOf(both)).toEqual([201, 201]);
    const ids = new Set(both.map((reply) => reply.body.id));
    expect(ids.size).toBe(1);
    const [id] = ids;
    await finished(firm, id);
    const again = await handedOver(body);
    expect(again).toMatchObject({ status: 201, body: { id, status: 'done' } });
    expect(firm.memory.all().filter(({ entity, kind }) => entity === 'batch' && kind === 'hand-over')).toHaveLength(1);
  });

  test('is refused, with what it would be now, where something changed since the preview', async () => {
    const { firm, admin, priya, clientIds, leaver, previewed, handedOver } = await aLeaver(5);
    const { digest } = (await previewed({ to: priya.id })).body;
    await admin.patch(`/v1/clients/${clientIds[1]}`, { responsible: leaver.id });
    await firm.projected();
    const before = contentOf(firm).filter(({ pk }) => pk.startsWith('MEMBER#'));
    const refused = await handedOver({ to: priya.id, digest, endAccess: true });
    expect(refused).toMatchObject({ status: 409, body: { preview: { total: { moves: 8 } } } });
    expect(contentOf(firm).filter(({ pk }) => pk.startsWith('MEMBER#'))).toEqual(before);
    const fresh = refused.body.preview.digest;
    expect((await handedOver({ to: priya.id, digest: fresh, endAccess: true })).status).toBe(201);
  });

  test('is another one to another receiver: the digest of one does not start the other', async () => {
    const { priya, marcus, previewed, handedOver } = await aLeaver(3);
    const { digest } = (await previewed({ to: priya.id })).body;
    expect((await handedOver({ to: marcus.id, digest, endAccess: false })).status).toBe(409);
  });

  test('does not begin beside one that is under way', async () => {
    const { priya, marcus, previewed, handedOver } = await aLeaver(3);
    const first = (await previewed({ to: priya.id })).body;
    const second = (await previewed({ to: marcus.id })).body;
    expect((await handedOver({ to: priya.id, digest: first.digest, endAccess: false })).status).toBe(201);
    expect(await handedOver({ to: marcus.id, digest: second.digest, endAccess: false })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('under way') },
    });
  });

  test('leaves what the receiver may not have, and says why', async () => {
    const { firm, clientIds, leaver, previewed, handedOver, holdings } = await aLeaver(4);
    const walled = await firm.member('member', { scope: { except: [clientIds[0]!] } });
    const shown = await previewed({ to: walled.id });
    const [item] = shown.body.items.filter(({ id }: Answer) => id === clientIds[0]);
    expect(item).toMatchObject({
      moves: [],
      stays: [{ part: 'responsible', why: /may not see this client/ as unknown }],
    });
    const started = await handedOver({ to: walled.id, digest: shown.body.digest, endAccess: true });
    const results = await finished(firm, started.body.id);
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'moved', 'moved', 'moved']);
    expect((await holdings()).map(({ id }) => id)).toEqual([clientIds[0]]);
    expect((await firm.admin.call('GET', `/v1/clients/${clientIds[0]}`)).body.responsible).toBe(leaver.id);
  });

  test('gives nothing through a wall around the client either, also one put up after the preview', async () => {
    const { firm, admin, clientIds, priya, leaver, previewed, handedOver, holdings } = await aLeaver(4);
    const { digest } = (await previewed({ to: priya.id })).body;
    const wall = { deny: [priya.id], reason: 'Her brother’s company' };
    expect((await admin.put(`/v1/clients/${clientIds[0]}/access`, wall)).status).toBe(200);
    const refused = await handedOver({ to: priya.id, digest, endAccess: false });
    expect(refused).toMatchObject({ status: 409, body: { preview: { total: { stays: 1 } } } });
    const fresh = refused.body.preview.digest;
    const started = await handedOver({ to: priya.id, digest: fresh, endAccess: true });
    await finished(firm, started.body.id);
    expect((await holdings()).map(({ id }) => id)).toEqual([clientIds[0]]);
    expect((await firm.admin.call('GET', `/v1/clients/${clientIds[0]}`)).body.responsible).toBe(leaver.id);
  });

  type Receiver = { gone?: boolean; accessEndsOn?: string };
  test.each<[string, 'guest' | 'member', Receiver, RegExp]>([
    ['a guest', 'guest', {}, /guest/],
    ['someone without access', 'member', { gone: true }, /no access/],
    ['someone whose last day is over', 'member', { accessEndsOn: '2026-02-28' }, /no access/],
  ])('to %s moves nothing', async (_, role, { gone, ...more }, why) => {
    const { firm, admin, previewed } = await aLeaver(4);
    const { id } = await firm.member(role, more);
    if (gone) await admin.post(`/v1/team/${id}/disable`);
    const shown = (await previewed({ to: id })).body;
    expect(shown.total).toEqual({ moves: 0, stays: 6 });
    for (const { stays } of shown.items) for (const one of stays) expect(one.why).toMatch(why);
  });

  test('takes what is given to the leaver while it begins', async () => {
    const { firm, admin, leaver, clientIds, priya, previewed, handedOver, holdings } = await aLeaver(4);
    const { digest } = (await previewed({ to: priya.id })).body;
    // Written before access ended, but not in the read model yet.
    await admin.patch(`/v1/clients/${clientIds[0]}`, { manager: leaver.id });
    await admin.patch(`/v1/clients/${clientIds[3]}`, { responsible: leaver.id });
    const { id } = (await handedOver({ to: priya.id, digest, endAccess: true })).body;
    const running = {
      table: firm.table,
      kinds: batchKinds,
      deps: firm.deps,
      callerOf: callerOf(firm.table),
    };
    expect(await runBatch(running, id)).toEqual({ done: false, wait: 15 });
    await firm.projected();
    const results = await finished(firm, id);
    expect(results.at(-1)).toMatchObject({ label: 'Client 03', outcome: 'moved' });
    expect(await holdings()).toEqual([]);
    expect((await firm.admin.call('GET', `/v1/clients/${clientIds[0]}`)).body).toMatchObject({ manager: priya.id });
  });

  test('looks again for what came late at the same cost, however much stays', async () => {
    async function readsOfAnotherLook(count: number): Promise<number> {
      const { firm, previewed, handedOver } = await aLeaver(count);
      const { id: guest } = await firm.member('guest');
      const { digest } = (await previewed({ to: guest })).body;
      const { id } = (await handedOver({ to: guest, digest, endAccess: true })).body;
      let reads = 0;
      const counted = <T extends unknown[], R>(read: (...asked: T) => R) => {
        return (...asked: T): R => {
          reads++;
          return read(...asked);
        };
      };
      const { memory } = firm;
      const table = {
        ...memory,
        get: counted(memory.get),
        query: counted(memory.query),
        getMany: counted(memory.getMany),
      };
      const running = { table, kinds: batchKinds, deps: { ...firm.deps, table }, callerOf: callerOf(table) };
      expect(await runBatch(running, id)).toEqual({ done: false, wait: 15 });
      reads = 0;
      expect(await runBatch(running, id)).toEqual({ done: false, wait: 15 });
      return reads;
    }
    expect(await readsOfAnotherLook(20)).toBe(await readsOfAnotherLook(4));
  });

  test('of the last administrator is refused, and of oneself with one’s access', async () => {
    const { firm, admin, priya } = await aLeaver(1);
    const other = await firm.member('admin');
    const path = `/v1/team/${firm.admin.id}/hand-over`;
    const { digest } = (await admin.post(`${path}/preview`, { to: priya.id })).body;
    const body = { to: priya.id, digest, endAccess: true };
    expect((await admin.post(path, body)).status).toBe(422);
    await admin.patch(`/v1/team/${other.id}`, { role: 'admin' });
    expect((await other.call('POST', path, { body })).status).toBe(201);
    expect((await firm.admin.call('GET', '/v1/me')).status).toBe(401);
    const theirs = `/v1/team/${other.id}/hand-over`;
    const mine = await other.call('POST', `${theirs}/preview`, { body: { to: priya.id } });
    const last = { to: priya.id, digest: mine.body.digest, endAccess: true };
    expect((await other.call('POST', theirs, { body: last })).status).toBe(422);
  });

  test('names what is wrong with the wish', async () => {
    const { leaver, clientIds, priya, previewed } = await aLeaver(4);
    const nobody = `mem_${'0'.repeat(26)}`;
    const wrong: [object, string][] = [
      [{ to: nobody }, 'body.to'],
      [{ to: leaver.id }, 'body.to'],
      [{ to: priya.id, roles: { lead: nobody } }, 'body.roles.lead'],
      [{ to: priya.id, byClient: { [clientIds[1]!]: nobody } }, `body.byClient.${clientIds[1]}`],
      [{ to: priya.id, byClient: { [`cli_${'0'.repeat(26)}`]: priya.id } }, `body.byClient.cli_${'0'.repeat(26)}`],
    ];
    for (const [wish, path] of wrong) {
      const reply = await previewed(wish);
      expect(reply).toMatchObject({ status: 400, body: { issues: [{ path }] } });
    }
  });
});

describe('from the wrong side', () => {
  test('a manager hands over, but does not end access', async () => {
    const { firm, marcus, priya, leaver, previewed, handedOver, holdings } = await aLeaver(4);
    const { digest } = (await previewed({ to: priya.id }, marcus.call)).body;
    const body = { to: priya.id, digest };
    expect(await handedOver({ ...body, endAccess: true }, marcus.call)).toMatchObject({
      status: 403,
      body: { field: 'endAccess' },
    });
    const started = await handedOver({ ...body, endAccess: false }, marcus.call);
    expect(started.status).toBe(201);
    await finished(firm, started.body.id);
    expect(await holdings()).toEqual([]);
    expect((await leaver.call('GET', '/v1/me')).status).toBe(200);
  });

  test('what is behind the starter’s wall is handed over too, and told as a count', async () => {
    const { firm, priya, clientIds, previewed, handedOver, holdings } = await aLeaver(4);
    const walled = await firm.member('admin', { scope: { except: [clientIds[1]!, clientIds[3]!] } });
    expect(await holdings(walled.call)).toHaveLength(2);
    const shown = await previewed({ to: priya.id }, walled.call);
    expect(shown.body).toMatchObject({ total: { moves: 6 }, hidden: { moves: 3, stays: 0 } });
    expect(shown.body.items).toHaveLength(2);
    const byClient = { [clientIds[1]!]: priya.id };
    expect((await previewed({ to: priya.id, byClient }, walled.call)).status).toBe(400);
    const { digest } = shown.body;
    const started = await handedOver({ to: priya.id, digest, endAccess: true }, walled.call);
    await finished(firm, started.body.id);
    expect(await holdings()).toEqual([]);
    const seen = (await pagesOf(walled.call, `/v1/batches/${started.body.id}/results`)).flat();
    expect(seen).toHaveLength(2);
    for (const told of [shown.body, started.body, seen])
      for (const secret of [clientIds[1]!, clientIds[3]!, 'Client 01', 'Books 3'])
        expect(JSON.stringify(told)).not.toContain(secret);
    expect((await firm.admin.call('GET', `/v1/clients/${clientIds[1]}`)).body.manager).toBe(priya.id);
  });
});
