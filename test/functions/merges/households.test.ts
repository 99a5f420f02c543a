import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { eraseNotices } from '../../../functions/notices/on-erased.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { aLetterThatIsOut } from '../../support/letters.ts';
import { aContact, aSentRequest, asContact } from '../../support/requests.ts';
import { saidTo, told } from '../../support/telling.ts';
import { aJob } from '../../support/work.ts';

let firm: FirmUnderTest;
let kept: string;
let other: string;
let contactId: string;

beforeEach(async () => {
  firm = await aFirm();
  const { call } = firm.admin;
  kept = (await aClient(call, { name: 'Bright Gable Roofing, Inc.' })).id;
  other = (await aClient(call, { name: 'Bright Gable' })).id;
  contactId = await aContact(call, other, { portal: true, sign: true });
});

async function merged(): Promise<void> {
  const reply = await firm.admin.call('POST', `/v1/clients/${kept}/merge`, { body: { from: other } });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  await worked(firm, reply.body.batchId);
}

const recordsOf = (pk: string) => firm.memory.all().filter((item) => item.pk === pk && !item.sk.startsWith('~'));

describe('what a client was asked for, merged into another', () => {
  test('follows with every item, and is still answered by its people', async () => {
    const { requestId, itemId } = await aSentRequest(firm, other, contactId);
    await merged();
    for (const item of recordsOf(`REQUEST#${requestId}`)) expect(item).toMatchObject({ clientIds: [kept] });
    const us = await firm.admin.call('GET', `/v1/requests/${requestId}`);
    expect(us.body).toMatchObject({ clientId: kept, asked: [{ id: itemId }, {}] });
    const them = asContact(firm, contactId, [kept]);
    expect((await them('GET', `/portal/v1/requests/${requestId}`)).status).toBe(200);
    expect(await checkPartition(firm.memory, `REQUEST#${requestId}`, undefined)).not.toHaveProperty('finding');
  });
});

describe('what a client is to sign, merged into another', () => {
  test('follows with its files, and is listed with the other’s letters', async () => {
    const engagement = await firm.admin.call('POST', `/v1/clients/${other}/engagements`, { body: { title: 'Books' } });
    const place = { clientId: other, contactId, engagementId: engagement.body.id };
    const { letterId } = await aLetterThatIsOut(firm, place);
    await merged();
    for (const item of recordsOf(`LETTER#${letterId}`)) expect(item).toMatchObject({ clientIds: [kept] });
    const { body } = await firm.admin.call('GET', `/v1/clients/${kept}/letters`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([letterId]);
    const them = asContact(firm, contactId, [kept]);
    expect((await them('GET', `/portal/v1/letters/${letterId}`)).status).toBe(200);
  });
});

test('what people were told of a client does not stand in the way of merging it', async () => {
  const colleague = await firm.member('member');
  const tasks = [{ title: 'Reconcile', assigneeId: colleague.id }];
  await aJob(firm.admin.call, { clientId: other, title: 'Close', tasks });
  await told(firm);
  await merged();
  expect(await saidTo(colleague.call)).toEqual([expect.stringContaining('“Reconcile” in “Close”')]);
  await eraseNotices(firm.memory, `CLIENT#${kept}`);
  expect(await saidTo(colleague.call)).toEqual([]);
});
