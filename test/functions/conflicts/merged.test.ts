import { beforeEach, expect, test } from 'vitest';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let kept: string;
let other: string;
let third: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  kept = (await aClient(firm.admin.call, { name: 'Bright Gable Roofing, Inc.' })).id;
  other = (await aClient(firm.admin.call, { name: 'Quality Roofs' })).id;
  third = (await aClient(firm.admin.call, { name: 'Stonebridge Rental Properties' })).id;
});

async function merge(): Promise<void> {
  const { status, body } = await admin.post(`/v1/clients/${kept}/merge`, { from: other });
  expect(status).toBe(200);
  await worked(firm, body.batchId);
  await firm.projected();
}
const relationsOf = async (id: string): Promise<Answer[]> =>
  (await admin.get(`/v1/clients/${id}/relations`)).body.items;

test('relations of a client that was merged into another are the other’s, from both sides', async () => {
  await admin.post(`/v1/clients/${other}/relations`, { kind: 'adverse', other: { name: 'Delta Supply' } });
  await admin.post(`/v1/clients/${third}/relations`, { kind: 'guarantor', other: { clientId: other } });
  await firm.projected();
  await merge();
  expect(new Set((await relationsOf(kept)).map(({ kind }) => kind))).toEqual(new Set(['adverse', 'guarantor']));
  expect(await relationsOf(third)).toMatchObject([{ other: { name: 'Bright Gable Roofing, Inc.' } }]);
});

test('the report for a client that was merged into another still verifies, and who was merged is still found', async () => {
  await admin.post(`/v1/clients/${third}/relations`, { kind: 'adverse', other: { name: 'Delta Supply' } });
  await firm.projected();
  const { id } = (await admin.post('/v1/conflicts', { names: ['Delta Supply'], clientId: other })).body;
  await firm.projected();
  await merge();
  expect((await admin.get(`/v1/conflicts/${id}`)).body.clientId).toBe(kept);
  expect((await admin.get(`/v1/conflicts/${id}/verify`)).body).toMatchObject({ verdict: 'intact' });
  const again = (await admin.post('/v1/conflicts', { names: ['Quality Roofs'] })).body.id as string;
  expect((await admin.get(`/v1/conflicts/${again}`)).body.findings[0].hits).toMatchObject([
    { why: 'same-name', former: true, clients: [{ id: kept }] },
  ]);
});
