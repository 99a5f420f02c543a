import { expect, test } from 'vitest';
import { aClient, aFirm, type Answer } from '../../support/call.ts';

const fixed = (amount: number) => ({ how: 'fixed', amount: { amount, currency: 'USD' } });

test('the firm itself as a client is in no report of fees, and is in it once it is a client like others', async () => {
  const firm = await aFirm();
  const { call } = firm.admin;
  const inside = await aClient(call, { name: 'Larkfield & Rowe (internal)', number: '0001', internal: true });
  const outside = await aClient(call);
  const services = [{ code: 'CLOSE', name: 'Close', frequency: 'monthly', fee: fixed(10_000) }];
  for (const { id } of [inside, outside]) {
    const body = { title: 'Books', services, letter: 'signed' };
    const made = await call('POST', `/v1/clients/${id}/engagements`, { body });
    expect((await call('POST', `/v1/engagements/${made.body.id}/activate`)).status).toBe(200);
  }
  const named = async () => {
    await firm.projected();
    const { body } = await call('GET', '/v1/reports/fees');
    return body.items.map(({ client }: Answer) => client.name);
  };
  expect(inside.internal).toBe(true);
  expect(await named()).toEqual(['Juniper Street Dental, P.C.']);
  await call('PATCH', `/v1/clients/${inside.id}`, { body: { internal: null } });
  expect(await named()).toHaveLength(2);
});
