import { beforeEach, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { anAskingFirm, aRequest, someRequest } from '../../support/requests.ts';
import { noticesOf, told } from '../../support/telling.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  await firm.admin.call('POST', '/v1/firm/go-live');
});

/** The looks of these hours. */
async function looks(...hours: string[]): Promise<void> {
  for (const now of hours) {
    at(now);
    await remindersStep(firm.memory, now);
  }
}
const titles = () =>
  (firm.memory.all() as unknown as Answer[]).flatMap(({ entity, title }) => (entity === 'job' ? [title] : []));

/** Nine, two and three in Denver on the day on which it is due. */
const urgentDay = ['2026-03-13T15:00:00.000Z', '2026-03-13T20:00:00.000Z', '2026-03-13T21:00:00.000Z'];

test('what is urgent has its sender call at three, and the client’s manager hear of it', async () => {
  const manager = await firm.member('manager');
  await firm.admin.call('PATCH', `/v1/clients/${clientId}`, { body: { manager: manager.id } });
  const asked = { send: 'now', dueOn: '2026-03-13', ladder: 'urgent' };
  await aRequest(firm.admin.call, clientId, someRequest(contactId, asked));
  const questionnaireId = await aQuestionnaire(firm.admin.call);
  const { id: organizerId } = await anOrganizer(
    firm.admin.call,
    clientId,
    someOrganizer(questionnaireId, contactId, asked),
  );
  await looks(...urgentDay.slice(0, 2));
  expect(titles()).toEqual([]);
  await looks(...urgentDay.slice(2));
  const calls = ['Call now about “March 2026 statements”', 'Call now about “Your taxes for 2025”'];
  expect(new Set(titles())).toEqual(new Set(calls));
  expect(titles()).toHaveLength(2);
  await told(firm);
  const mine = await noticesOf(firm.admin.call);
  expect(mine.map(({ kind }) => kind)).toEqual(['assigned', 'assigned']);
  const theirs = await noticesOf(manager.call);
  const none = (of: string) =>
    `Juniper Street Dental has not answered “${of}”: all reminders are out, and whoever sent it is to call now`;
  expect(new Set(theirs.map(({ says }) => says))).toEqual(
    new Set([none('March 2026 statements'), none('Your taxes for 2025')]),
  );
  expect(theirs.find((one) => one.organizerId === organizerId)).toMatchObject({ kind: 'at-risk', clientId });
});

test('what is asked for a season has its sender decide on an extension', async () => {
  const asked = { send: 'now', dueOn: '2026-04-17', ladder: 'season' };
  await aRequest(firm.admin.call, clientId, someRequest(contactId, asked));
  await looks('2026-04-23T15:00:00.000Z');
  expect(titles()).toEqual(['Decide on an extension: “March 2026 statements” is not here']);
});

test('what came back is called about in plain words, whatever its ladder was', async () => {
  const asked = { send: 'now', dueOn: '2026-03-13', ladder: 'urgent' };
  const { id, asked: items } = await aRequest(firm.admin.call, clientId, someRequest(contactId, asked));
  const item = `/v1/requests/${id}/items/${items[0].id}`;
  await firm.admin.call('POST', `${item}/answer`, { body: { text: 'no' } });
  await firm.admin.call('POST', `${item}/return`, { body: { reason: 'Look again' } });
  await looks('2026-03-18T15:00:00.000Z');
  expect(titles()).toEqual(['Call about “March 2026 statements”']);
});
