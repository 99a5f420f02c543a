import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isEvent } from '../../../shared/events/chain.ts';
import { aClient, aFirm, type Call, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});
afterEach(() => {
  delete process.env.CLOCK_OFFSET_MS;
});

const later = (seconds: number) => {
  process.env.CLOCK_OFFSET_MS = String(seconds * 1000);
};
const keyed = (body: unknown, key = 'a-key') => ({ body, headers: { 'idempotency-key': key } });
const add = (call: Call, name = 'Juniper', key?: string) => call('POST', '/v1/clients', keyed({ name }, key));
const ofKind = (entity: string) => firm.memory.all().filter((item) => item.entity === entity);
const eventsOfType = (type: string) => firm.memory.all().filter((item) => isEvent(item) && item.type === type);

describe('the same key', () => {
  test('with the same body gives the first answer again, and does nothing', async () => {
    const first = await add(firm.admin.call);
    const second = await add(firm.admin.call);
    expect(second).toEqual({ ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } });
    expect(ofKind('client')).toHaveLength(1);
    expect(eventsOfType('client.opened')).toHaveLength(1);
  });

  test('with the same fields in another order is the same call', async () => {
    const first = await firm.admin.call('POST', '/v1/clients', keyed({ name: 'A', kind: 'trust' }));
    const second = await firm.admin.call('POST', '/v1/clients', keyed({ kind: 'trust', name: 'A' }));
    expect(second.body).toEqual(first.body);
  });

  test('gives the first answer though the record has changed since', async () => {
    const first = await add(firm.admin.call);
    await firm.admin.call('PATCH', `/v1/clients/${first.body.id}`, { body: { name: 'Changed' } });
    expect((await add(firm.admin.call)).body).toEqual(first.body);
  });

  test('with another body is refused, and does nothing', async () => {
    await add(firm.admin.call);
    expect(await add(firm.admin.call, 'Other')).toMatchObject({
      status: 422,
      body: { type: '/problems/rule-broken', field: 'Idempotency-Key' },
    });
    expect(ofKind('client')).toHaveLength(1);
  });

  test('for another record of the same route is another call, and refused', async () => {
    const [one, two] = [await aClient(firm.admin.call), await aClient(firm.admin.call)];
    const note = (id: string) => firm.admin.call('POST', `/v1/clients/${id}/notes`, keyed({ text: 'Called' }));
    expect((await note(one.id)).status).toBe(201);
    expect((await note(two.id)).status).toBe(422);
  });

  test('of another person, or for another route, is another call', async () => {
    const other = await firm.member('manager');
    const [mine, theirs] = [await add(firm.admin.call), await add(other.call)];
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const note = await firm.admin.call('POST', `/v1/clients/${mine.body.id}/notes`, keyed({ text: 'Called' }));
    expect(note.status).toBe(201);
  });

  test('is forgotten after a day, before the record of it is swept away', async () => {
    const first = await add(firm.admin.call);
    later(86_390);
    expect((await add(firm.admin.call)).body.id).toBe(first.body.id);
    later(86_402);
    const second = await add(firm.admin.call, 'Another name');
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
    // And from then on it stands for the second call.
    expect((await add(firm.admin.call, 'Another name')).body.id).toBe(second.body.id);
  });

  test('twice at the same moment does it once, with equal answers', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => add(firm.admin.call)));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(replies.map(({ headers }) => `${headers.location} ${headers.etag}`)).size).toBe(1);
    expect(ofKind('client')).toHaveLength(1);
  });

  test('twice at the same moment with different bodies does one, and refuses the other', async () => {
    const replies = await Promise.all([add(firm.admin.call, 'One'), add(firm.admin.call, 'Other')]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect(ofKind('client')).toHaveLength(1);
  });
});

describe('what is not kept', () => {
  test('a refusal: the same call may succeed when its reason is gone', async () => {
    const holder = await aClient(firm.admin.call, { number: '7' });
    const sent = keyed({ name: 'Juniper', number: '7' });
    expect((await firm.admin.call('POST', '/v1/clients', sent)).status).toBe(409);
    await firm.admin.call('PATCH', `/v1/clients/${holder.id}`, { body: { number: null } });
    expect((await firm.admin.call('POST', '/v1/clients', sent)).status).toBe(201);
  });

  test('anything of a sensitive route: each call runs, with its own event', async () => {
    const { id } = await aClient(firm.admin.call, { taxId: '12-3456789' });
    const reveal = () => firm.admin.call('POST', `/v1/clients/${id}/reveal`, keyed({ field: 'taxId' }));
    expect([await reveal(), await reveal()].map(({ body }) => body.value)).toEqual(['12-3456789', '12-3456789']);
    expect(eventsOfType('client.revealed')).toHaveLength(2);
    expect(ofKind('idempotency')).toEqual([]);
    expect(JSON.stringify(firm.memory.all())).not.toContain('12-3456789');
  });

  test('an answer over 4 KB: it is read anew from where it lives', async () => {
    const { id } = await aClient(firm.admin.call);
    const note = () => firm.admin.call('POST', `/v1/clients/${id}/notes`, keyed({ text: 'x'.repeat(5000) }));
    const [first, second] = [await note(), await note()];
    expect(second).toMatchObject({ status: 201, body: first.body, headers: { location: first.headers.location! } });
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(JSON.stringify(ofKind('idempotency'))).not.toContain('xxxx');
    expect(ofKind('note')).toHaveLength(1);
  });
});

test('a long answer that lives nowhere else is kept, not answered empty', async () => {
  const except = Array.from({ length: 190 }, (_, i) => `cli_01J8Z3X5T4M6N7P8Q9R0S1T${String(i).padStart(3, '0')}`);
  const { id } = await firm.member('member', { scope: { except } });
  const disable = () => firm.admin.call('POST', `/v1/team/${id}/disable`, { headers: { 'idempotency-key': 'k' } });
  const [first, second] = [await disable(), await disable()];
  expect(JSON.stringify(first.body).length).toBeGreaterThan(4096);
  expect(second).toMatchObject({ status: 200, body: first.body });
});

test.each(['', ' ', 'é', 'a b', 'x'.repeat(201), 'a\nb'])('%j is no key', async (key) => {
  const reply = await firm.admin.call('POST', '/v1/clients', keyed({ name: 'A' }, key));
  expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'Idempotency-Key' }] } });
});

test('who lost access is told so, not given the answer that was kept', async () => {
  const other = await firm.member('manager');
  await add(other.call);
  await firm.admin.call('POST', `/v1/team/${other.id}/disable`);
  expect((await add(other.call)).status).toBe(401);
});
