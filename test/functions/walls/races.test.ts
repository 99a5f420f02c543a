import { beforeEach, describe, expect, test } from 'vitest';
import { batchKinds } from '../../../functions/batch-kinds.ts';
import { runBatch } from '../../../functions/batches/run.ts';
import { callerOf } from '../../../functions/firm/authenticate.ts';
import type { Table } from '../../../shared/table/table.ts';
import { aClient, aFirm, type Call, type FirmUnderTest, type Reply } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const reason = 'His cousin’s company';
let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let clientId: string;
let tomas: { id: string; call: Call };
/** What happens between the next decision and its transaction. */
let meanwhile: (() => Promise<unknown>) | undefined;

const interrupted = (table: Table): Table => ({
  ...table,
  async write(writes) {
    const first = meanwhile;
    meanwhile = undefined;
    await first?.();
    return table.write(writes);
  },
});

beforeEach(async () => {
  meanwhile = undefined;
  firm = await aFirm({ wrap: interrupted });
  admin = verbs(firm.admin.call);
  ({ id: clientId } = await aClient(firm.admin.call, { name: 'Herrera Tile & Stone, LLC' }));
  tomas = await firm.member('member');
});

const done = async (reply: Promise<Reply>) => expect((await reply).status).toBeLessThan(300);
const wallAround = (id: string) => admin.put(`/v1/clients/${id}/access`, { deny: [tomas.id], reason });
const preparing = () => [{ role: 'preparer', memberId: tomas.id }];
const service = (code: string, roles: object[] = []) => ({ code, name: 'Close', frequency: 'monthly', roles });
const engage = (title: string, ...services: object[]) =>
  admin.post(`/v1/clients/${clientId}/engagements`, { title, services });
const holding = () =>
  firm.memory
    .all()
    .filter(({ entity }) => entity === 'client' || entity === 'engagement')
    .filter((item) => JSON.stringify(item).includes(tomas.id));

describe('a wall that goes up while someone whom it shuts out is given a part', () => {
  type Books = { id: string; services: { id: string }[] };
  const given: [string, (books: Books) => Promise<Reply>][] = [
    ['as responsible', () => admin.patch(`/v1/clients/${clientId}`, { responsible: tomas.id })],
    ['in a role', () => admin.patch(`/v1/clients/${clientId}`, { roles: preparing() })],
    ['in a new engagement', () => engage('Payroll', service('PAY', preparing()))],
    ['in a new service', ({ id }) => admin.post(`/v1/engagements/${id}/services`, service('PAY', preparing()))],
    [
      'in a service',
      ({ id, services }) => admin.patch(`/v1/engagements/${id}/services/${services[0]!.id}`, { roles: preparing() }),
    ],
  ];

  test.each(given)('%s keeps them from it', async (_, give) => {
    const { body: books } = await engage('Books', service('CLOSE'));
    meanwhile = () => done(wallAround(clientId));
    expect(await give(books)).toMatchObject({ status: 400 });
    expect(holding()).toEqual([]);
  });

  test('by a hand-over keeps them from it, and leaves it where it was', async () => {
    const leaver = await firm.member('member');
    await admin.patch(`/v1/clients/${clientId}`, { responsible: leaver.id });
    await firm.projected();
    const path = `/v1/team/${leaver.id}/hand-over`;
    const { digest } = (await admin.post(`${path}/preview`, { to: tomas.id })).body;
    const { id } = (await admin.post(path, { to: tomas.id, digest, endAccess: true })).body;
    meanwhile = () => done(wallAround(clientId));
    const { table, deps } = firm;
    await runBatch({ table, kinds: batchKinds, deps, callerOf: callerOf(table) }, id);
    expect(holding()).toEqual([]);
    expect((await admin.get(`/v1/batches/${id}`)).body.counts).toEqual({ refused: 1 });
    expect((await admin.get(`/v1/clients/${clientId}`)).body.responsible).toBe(leaver.id);
  });

  test('does not go up, if they were given it first', async () => {
    meanwhile = () => done(admin.patch(`/v1/clients/${clientId}`, { responsible: tomas.id }));
    expect(await wallAround(clientId)).toMatchObject({ status: 422, body: { field: 'deny' } });
    expect((await tomas.call('GET', `/v1/clients/${clientId}`)).status).toBe(200);
  });
});

test('a wall that goes up around a client while it is merged into another keeps it from that', async () => {
  const { id: into } = await aClient(firm.admin.call, { name: 'Herrera Tile' });
  meanwhile = () => done(wallAround(clientId));
  expect(await admin.post(`/v1/clients/${into}/merge`, { from: clientId })).toMatchObject({
    status: 422,
    body: { field: 'from' },
  });
  expect((await tomas.call('GET', `/v1/clients/${clientId}`)).status).toBe(404);
});
