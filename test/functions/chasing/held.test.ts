import { beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../../functions/notifications/deliver.ts';
import { civilDateAt } from '../../../shared/dates/zone.ts';
import { at } from '../../support/at.ts';
import type { FirmUnderTest } from '../../support/call.ts';
import { daysOf, followed, heldIn, jobsIn, lookedAt, remindersIn } from '../../support/chasing.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { aContact, anAskingFirm, aRequest, someRequest } from '../../support/requests.ts';

const zone = 'America/Denver';
/** Monday to Friday of the week in which it is due, at ten. */
const [monday, tuesday, friday] = ['2026-03-09T16:00:00.000Z', '2026-03-10T16:00:00.000Z', '2026-03-20T16:00:00.000Z'];

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
});

const us = () => verbs(firm.admin.call);
const asked = (more: object = {}) =>
  aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', ...more }));

async function act(what: 'release' | 'discard', of: string[] = [contactId]): Promise<void> {
  for (const mail of heldIn(firm).filter((one) => of.includes(one.contactId)))
    expect((await us().post(`/v1/mails/${mail.id}/${what}`)).status).toBe(200);
  await followed(firm);
}
async function liveAt(now: string): Promise<void> {
  at(now);
  await us().post('/v1/firm/go-live');
  await followed(firm);
}

describe('what was asked before the firm was live', () => {
  test('is neither reminded of nor called about while its mail is held', async () => {
    const questionnaireId = await aQuestionnaire(firm.admin.call);
    const request = await asked();
    const body = someOrganizer(questionnaireId, contactId, { send: 'now', dueOn: '2026-03-13' });
    const organizer = await anOrganizer(firm.admin.call, clientId, body);
    await liveAt(monday);
    await lookedAt(firm, monday, 20);
    expect(remindersIn(firm)).toEqual([]);
    expect(jobsIn(firm)).toEqual([]);
    for (const path of [`/v1/requests/${request.id}`, `/v1/organizers/${organizer.id}`])
      expect((await us().get(path)).body).not.toHaveProperty('callSince');
  });

  test('is reminded of by its ladder once it is let out', async () => {
    const questionnaireId = await aQuestionnaire(firm.admin.call);
    await asked();
    const body = someOrganizer(questionnaireId, contactId, { send: 'now', dueOn: '2026-03-13' });
    await anOrganizer(firm.admin.call, clientId, body);
    await liveAt(monday);
    at(tuesday);
    await act('release');
    await lookedAt(firm, tuesday, 14);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-11', '2026-03-16', '2026-03-19']);
    for (const { text } of remindersIn(firm).slice(0, 2)) expect(text).toContain('Your taxes for 2025');
    expect(jobsIn(firm)).toHaveLength(2);
  });

  test('leaves them some days where it is let out only when it was due', async () => {
    const { id } = await asked({ ladder: 'short' });
    await liveAt(monday);
    await lookedAt(firm, monday, 11);
    at(friday);
    await act('release');
    await lookedAt(firm, friday, 14);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-24', '2026-03-26']);
    const { body } = await us().get(`/v1/requests/${id}`);
    expect(civilDateAt(body.callSince, zone)).toBe('2026-03-27');
  });

  test('counts a season from the day on which it is let out', async () => {
    await asked({ ladder: 'season', dueOn: '2026-06-30' });
    await liveAt(monday);
    at(friday);
    await act('release');
    await lookedAt(firm, friday, 25);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-30', '2026-04-10']);
  });

  test('is never reminded of where its mail was thrown away, and others of it go on', async () => {
    const ben = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const { id } = await asked({ contactIds: [contactId, ben] });
    await liveAt(monday);
    await act('discard', [ben]);
    at(tuesday);
    await act('release');
    await lookedAt(firm, tuesday, 14);
    expect(remindersIn(firm).map((mail) => mail.contactId)).toEqual([contactId, contactId, contactId]);
    const { body } = await us().get(`/v1/requests/${id}`);
    expect(civilDateAt(body.callSince, zone)).toBe('2026-03-23');
  });

  test('is not in the reminder of anything else, nor reminded of with all else; by hand it is asked for', async () => {
    const held = await asked({ title: 'Leases' });
    await liveAt(monday);
    await asked({ title: 'Statements' });
    const { people } = (await us().post('/v1/chasing/preview', { ids: [held.id] })).body;
    expect(people).toMatchObject([{ leftOut: expect.stringContaining('held') }]);
    await lookedAt(firm, monday, 3);
    expect(remindersIn(firm)).toHaveLength(1);
    expect(remindersIn(firm)[0]!.text).not.toContain('Leases');
    expect((await us().post(`/v1/requests/${held.id}/nudge`)).status).toBe(200);
    await followed(firm);
    await lookedAt(firm, '2026-03-12T16:00:00.000Z', 8);
    expect(remindersIn(firm).map(({ subject }) => subject)).toContain('4 things we still need from you');
  });
});

test('what was on its way when mail was stopped is not reminded of before it is let out', async () => {
  await liveAt(monday);
  await asked({ dueOn: '2026-03-17' });
  const [mail] = firm.memory.all().filter(({ entity }) => entity === 'mail');
  await us().post('/v1/firm/stop-mail');
  await deliver(firm.memory, async () => undefined, mail!.id as string);
  await liveAt(tuesday);
  await lookedAt(firm, tuesday, 8);
  expect(remindersIn(firm)).toEqual([]);
  await act('release');
  await lookedAt(firm, '2026-03-18T16:00:00.000Z', 7);
  expect(daysOf(remindersIn(firm))).toEqual(['2026-03-23']);
});
