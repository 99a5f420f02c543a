import { beforeEach, describe, expect, test } from 'vitest';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { daysOf, happenedIn, jobsIn, lookedAt, remindersIn } from '../../support/chasing.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { anAskingFirm, aRequest, officeHours, someRequest } from '../../support/requests.ts';
import { noticesOf, told } from '../../support/telling.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let answers: Awaited<ReturnType<FirmUnderTest['member']>>;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  answers = await firm.member('member');
  await us().patch(`/v1/team/${answers.id}`, { title: 'Accountant' });
  await us().patch(`/v1/clients/${clientId}`, { responsible: answers.id });
  await us().post('/v1/firm/go-live');
});

const us = () => verbs(firm.admin.call);
const dueOn = '2026-03-13';
const sent = (more: object = {}) =>
  aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', dueOn, ...more }));
async function sentOrganizer(more: object = {}): Promise<Answer> {
  const questionnaireId = await aQuestionnaire(firm.admin.call);
  return anOrganizer(
    firm.admin.call,
    clientId,
    someOrganizer(questionnaireId, contactId, { send: 'now', dueOn, ...more }),
  );
}
const failedMails = async (call: FirmUnderTest['admin']['call']): Promise<string[]> =>
  (await noticesOf(call)).filter(({ kind }) => kind === 'mail-failed').map(({ says }) => says);

describe('reminders whose sender has left', () => {
  test('come from who answers for the client, who is to call in the end', async () => {
    const colleague = await firm.member('member');
    await us().patch(`/v1/team/${colleague.id}`, { title: 'Accountant' });
    await sent({ senderId: colleague.id });
    expect((await us().post(`/v1/team/${colleague.id}/disable`)).status).toBe(200);
    await lookedAt(firm, officeHours, 22);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-11', '2026-03-16', '2026-03-19']);
    for (const { writtenBy } of remindersIn(firm)) expect(writtenBy).toBe(answers.id);
    const [call, ...more] = jobsIn(firm);
    expect(more).toEqual([]);
    const { body } = await us().get(`/v1/jobs/${call!.id}`);
    expect(body.tasks).toMatchObject([{ assigneeId: answers.id }]);
  });

  test('come from who leads the firm where nobody answers for the client', async () => {
    const colleague = await firm.member('member');
    await us().patch(`/v1/clients/${clientId}`, { responsible: null });
    await sent({ senderId: colleague.id, send: undefined });
    const { body } = await us().get(`/v1/clients/${clientId}/requests`);
    await us().patch(`/v1/team/${colleague.id}`, { title: 'Accountant' });
    await us().post(`/v1/requests/${body.items[0].id}/send`);
    await us().post(`/v1/team/${colleague.id}/disable`);
    await lookedAt(firm, officeHours, 8);
    expect(remindersIn(firm)).toMatchObject([{ writtenBy: firm.admin.id }]);
  });
});

describe('reminders that would have a hole', () => {
  test('do not go; each is told to who sends it and who answers for the client, and the call comes on its day', async () => {
    const request = await sent();
    const organizer = await sentOrganizer();
    await us().patch('/v1/firm', { phone: null });
    await lookedAt(firm, officeHours, 22);
    // The first words need no number.
    const missed = ({ reminders = [] }: Answer) => reminders.filter((one: Answer) => one.missed).length;
    const now = (await us().get(`/v1/requests/${request.id}`)).body;
    expect(missed(now)).toBeGreaterThan(0);
    expect(now.reminders.every((one: Answer) => !one.missed || one.missed.includes('{firm.phone}'))).toBe(true);
    expect(civilDateAt(now.callSince, 'America/Denver')).toBe('2026-03-23');
    expect((await us().get(`/v1/organizers/${organizer.id}`)).body.callSince).toBe(now.callSince);
    expect(jobsIn(firm)).toHaveLength(2);
    expect(happenedIn(firm, 'request.not-reminded')).toBe(missed(now));
    expect(happenedIn(firm, 'request.reminders-planned')).toBeLessThan(5);
    await told(firm);
    for (const call of [firm.admin.call, answers.call])
      expect(await failedMails(call)).toContainEqual(
        expect.stringMatching(/^No reminder of “March 2026 statements” went to Juniper Street Dental: .*firm\.phone/),
      );
  });

  test('go again once it is filled', async () => {
    await sent();
    await us().patch('/v1/firm', { phone: null });
    await lookedAt(firm, officeHours, 13);
    await us().patch('/v1/firm', { phone: '303-555-0100' });
    await lookedAt(firm, '2026-03-17T17:00:00.000Z', 4);
    expect(daysOf(remindersIn(firm)).at(-1)).toBe('2026-03-19');
  });
});

test('what could not go out on its day is told to who sends it and who answers for the client', async () => {
  await sent({ send: '2026-03-06' });
  await sentOrganizer({ send: '2026-03-06' });
  await us().put(`/v1/clients/${clientId}/contacts/${contactId}`, { portal: false });
  await lookedAt(firm, '2026-03-06T12:00:00.000Z', 1);
  await told(firm);
  for (const call of [firm.admin.call, answers.call]) {
    const says = (await failedMails(call)).toSorted();
    expect(says).toEqual([
      expect.stringMatching(
        /^“March 2026 statements” could not go out to Juniper Street Dental and is a draft again: /,
      ),
      expect.stringMatching(/^“Your taxes for 2025” could not go out to Juniper Street Dental and is a draft again: /),
    ]);
  }
});
