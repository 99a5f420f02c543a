import { beforeEach, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { deliver } from '../../../functions/notifications/deliver.ts';
import { eraseMails } from '../../../functions/notifications/on-erased.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aClient, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { anAskingFirm, aRequest, someRequest } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientIds: [string, string];
let mailId: string;

/** One mail that reminds someone of what two clients owe. */
beforeEach(async () => {
  const asking = await anAskingFirm();
  ({ firm } = asking);
  const { contactId } = asking;
  const { call } = firm.admin;
  const { id: other } = await aClient(call, { name: 'Whitaker Holdings' });
  await us().put(`/v1/clients/${other}/contacts/${contactId}`, { portal: true });
  await us().post('/v1/firm/go-live');
  for (const clientId of [asking.clientId, other])
    await aRequest(call, clientId, someRequest(contactId, { send: 'now' }));
  const reminding = '2026-03-11T17:00:00.000Z';
  at(reminding);
  await remindersStep(firm.memory, reminding);
  const mail = mails().find(({ passing }) => passing)!;
  mailId = mail.id;
  clientIds = mail.clientIds;
  expect(new Set(clientIds)).toEqual(new Set([asking.clientId, other]));
  await firm.projected();
});

const us = () => verbs(firm.admin.call);
const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];
const shownWith = async (clientId: string, get = us().get): Promise<Answer> =>
  (await get(`/v1/clients/${clientId}/mails`)).body.items.find(({ id }: Answer) => id === mailId);

test('a mail over several clients stands with each of them, as sent once it is, and in the timeline of each', async () => {
  for (const clientId of clientIds) expect(await shownWith(clientId)).toMatchObject({ status: 'queued', clientIds });
  await deliver(firm.memory, async () => undefined, mailId);
  await firm.projected();
  for (const clientId of clientIds) {
    expect(await shownWith(clientId)).toMatchObject({ status: 'sent' });
    const { body } = await us().get(`/v1/clients/${clientId}/timeline`);
    expect(body.items.map(({ type }: Answer) => type)).toEqual(expect.arrayContaining(['mail.queued', 'mail.sent']));
  }
});

test('whoever may not see one of them finds it with the other, and reads neither who else it is about nor what it says', async () => {
  for (const [hidden, seen] of [clientIds, clientIds.toReversed()] as [string, string][]) {
    const walled = verbs((await firm.member('member', { scope: { except: [hidden] } })).call);
    expect(await shownWith(seen, walled.get)).toMatchObject({ clientIds: [seen] });
    const { body } = await walled.get(`/v1/mails/${mailId}`);
    expect(body.text).toBe('It speaks of clients whom you may not see, too.');
    expect(JSON.stringify(body)).not.toContain(hidden);
  }
  expect((await us().get(`/v1/mails/${mailId}`)).body.text).toContain('Whitaker Holdings');
});

test('it follows a client that is merged into another', async () => {
  const { id: heir } = await aClient(firm.admin.call, { name: 'Whitaker Holdings, LLC' });
  const [, last] = clientIds;
  const { body } = await us().post(`/v1/clients/${heir}/merge`, { from: last });
  await worked(firm, body.batchId);
  await firm.projected();
  expect(await shownWith(heir)).toMatchObject({ id: mailId, clientIds: [clientIds[0], heir] });
  expect(firm.memory.all().filter(({ pk }) => pk === `MAILED#${last}`)).toEqual([]);
});

test('the erasure of any of them takes away what it says', async () => {
  const [, last] = clientIds;
  await us().patch(`/v1/clients/${last}`, { lifecycle: 'archived' });
  const erased = await us().post(`/v1/clients/${last}/erase`);
  expect(erased.status, JSON.stringify(erased.body)).toBe(200);
  const event = firm.memory.all().find((item) => isEvent(item) && item.type === 'client.erased')!;
  await eraseMails(firm.memory, event);
  expect(mails().find(({ id }) => id === mailId)).toMatchObject({ subject: 'Erased', text: 'Erased' });
});
