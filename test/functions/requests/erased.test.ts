import { expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseRequests } from '../../../functions/requests/on-erased.ts';
import { anAskingFirm, answerItem, aRequest, asContact, someRequest, tableItem } from '../../support/requests.ts';

test('with a client goes what they were asked and answered, and nobody chases it any more', async () => {
  const { firm, clientId, contactId } = await anAskingFirm();
  const { call } = firm.admin;
  const many = Array.from({ length: 60 }, (_, n) => ({ ...answerItem, title: `Secret ${n}` }));
  const body = someRequest(contactId, { send: 'now', why: 'A secret why', items: [tableItem, ...many] });
  const request = await aRequest(call, clientId, body);
  const me = asContact(firm, contactId, [clientId]);
  const items = `/portal/v1/requests/${request.id}/items`;
  for (const { id } of request.asked.slice(1)) await me('POST', `${items}/${id}/answer`, { body: { text: 'yes' } });
  await call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
  expect((await call('POST', `/v1/clients/${clientId}/erase`)).status).toBe(200);
  const told = firm.memory.all().find(({ type }) => type === 'client.erased')!;
  for (let n = 0; n < 2; n++) await eraseRequests(firm.memory, told);
  const pk = `REQUEST#${request.id}`;
  const here = () => firm.memory.all().filter((one) => one.pk === pk);
  for (const event of here().filter(({ type }) => type === 'request.erased')) await onErased(firm.memory, event);
  expect(JSON.stringify(here())).not.toMatch(/[Ss]ecret|Acme|March 2026/);
  expect(here().find(({ sk }) => sk === 'REQUEST')).toMatchObject({ title: 'Erased', status: 'cancelled' });
  expect(here().find(({ sk }) => sk === 'REQUEST')).not.toHaveProperty('byNextPk');
  expect(here().filter(({ entity }) => entity === 'request item')).toHaveLength(60);
  expect(await checkPartition(firm.memory, pk, undefined)).not.toHaveProperty('finding');
});
