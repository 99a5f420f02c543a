import { beforeEach, describe, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { civilDateAt, wallTimeAt } from '../../../shared/dates/zone.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { aContact, anAskingFirm, aRequest, asContact, officeHours, someRequest } from '../../support/requests.ts';

const zone = 'America/Denver';
const hour = 3_600_000;
const dueOn = '2026-03-13';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let questionnaireId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  questionnaireId = await aQuestionnaire(firm.admin.call);
  await firm.admin.call('POST', '/v1/firm/go-live');
});

const admin = () => verbs(firm.admin.call);
const sent = (more: object = {}) =>
  anOrganizer(firm.admin.call, clientId, someOrganizer(questionnaireId, contactId, { send: 'now', dueOn, ...more }));
const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];
const reminders = () => mails().filter(({ subject }) => !String(subject).startsWith('For '));
const daysOf = (all: Answer[]) => all.map(({ queuedAt }) => civilDateAt(queuedAt, zone));
const me = () => verbs(asContact(firm, contactId, [clientId]));

/** Every hour of so many days. */
async function hours(from: string, days: number) {
  for (let n = 0; n < days * 24; n++) {
    const now = new Date(Date.parse(from) + n * hour).toISOString();
    at(now);
    await remindersStep(firm.memory, now);
  }
}

describe('an organizer', () => {
  test('is reminded of by its ladder in the firm’s hours, then someone is to call', async () => {
    const organizer = await sent();
    await hours(officeHours, 30);
    expect(daysOf(reminders())).toEqual(['2026-03-11', '2026-03-16', '2026-03-19']);
    for (const { queuedAt } of reminders()) expect(wallTimeAt(queuedAt, zone)).toBe('09:00');
    const jobs = firm.memory.all().filter(({ entity }) => entity === 'job');
    expect(jobs).toMatchObject([{ title: 'Call about “Your taxes for 2025”', clientId }]);
    expect((await admin().get(`/v1/organizers/${organizer.id}`)).body).toMatchObject({ callSince: expect.any(String) });
  });

  test('stands in the same mail as requests, one a day', async () => {
    await sent();
    await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', dueOn }));
    await hours(officeHours, 9);
    const [mail, ...more] = reminders();
    expect(more).toEqual([]);
    expect(mail.text).toContain('Your taxes for 2025');
    expect(mail.text).toContain('Did you buy a vehicle?');
  });

  test('is left alone for two days after the client answered something, and for good once it is submitted', async () => {
    const organizer = await sent();
    const portal = `/portal/v1/organizers/${organizer.id}`;
    at('2026-03-10T17:00:00.000Z');
    await me().post(`${portal}/answers`, given({ sections: [] }, { moved: 'no' }));
    await hours('2026-03-10T18:00:00.000Z', 3);
    expect(daysOf(reminders())).toEqual(['2026-03-12']);
    expect((await me().post(`${portal}/submit`)).status).toBe(200);
    await hours('2026-03-13T18:00:00.000Z', 20);
    expect(reminders()).toHaveLength(1);
  });

  test('that came back is asked for anew by the short ladder', async () => {
    const organizer = await sent({ dueOn: '2026-03-06' });
    await me().post(`/portal/v1/organizers/${organizer.id}/answers`, given({ sections: [] }, { moved: 'no' }));
    await me().post(`/portal/v1/organizers/${organizer.id}/submit`);
    at('2026-03-16T17:00:00.000Z');
    await admin().post(`/v1/organizers/${organizer.id}/return`, { note: 'The year is missing' });
    const before = mails().length;
    await hours('2026-03-16T18:00:00.000Z', 14);
    expect(daysOf(mails().slice(before))).toEqual(['2026-03-18', '2026-03-20']);
  });

  test('without a ladder is not reminded of', async () => {
    await sent({ ladder: 'none' });
    await hours(officeHours, 20);
    expect(reminders()).toEqual([]);
  });
});

describe('an organizer goes out', () => {
  test('to nobody who could not answer, chosen now or on its day', async () => {
    const shut = await aContact(firm.admin.call, clientId, { name: 'Ann Smith', mail: 'ann@j.example', portal: false });
    const body = someOrganizer(questionnaireId, shut, { send: 'now' });
    const says = expect.stringContaining('Ann Smith has no access to the portal');
    expect(await admin().post(`/v1/clients/${clientId}/organizers`, body)).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.contactIds.0', message: says }] },
    });
    const draft = await sent({ send: undefined });
    const scheduled = await sent({ send: '2026-03-09' });
    await admin().put(`/v1/clients/${clientId}/contacts/${contactId}`, { portal: false });
    expect(await admin().post(`/v1/organizers/${draft.id}/send`)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('Alicia Whitaker has no access') },
    });
    await hours('2026-03-09T12:00:00.000Z', 1);
    const { body: late } = await admin().get(`/v1/organizers/${scheduled.id}`);
    // What is kept of it names nobody: it may outlive them.
    expect(late).toMatchObject({ status: 'draft', notSent: expect.stringMatching(/^This person has no access/) });
    expect(mails()).toEqual([]);
  });

  test('when the firm’s hours begin, where it is sent at night', async () => {
    at('2026-03-05T05:00:00.000Z');
    const organizer = await sent();
    expect(organizer).toMatchObject({ status: 'scheduled', sendAt: '2026-03-05T16:00:00.000Z' });
    expect(mails()).toEqual([]);
    expect(await me().get(`/portal/v1/organizers/${organizer.id}`)).toMatchObject({ status: 404 });
    await hours('2026-03-05T05:00:00.000Z', 1);
    expect(mails()).toMatchObject([{ queuedAt: '2026-03-05T16:00:00.000Z' }]);
    expect((await admin().get(`/v1/organizers/${organizer.id}`)).body).toMatchObject({ status: 'sent' });
  });

  test('on its day, or says why it could not', async () => {
    const draft = await sent({ send: undefined });
    const reply = await admin().post(`/v1/organizers/${draft.id}/send`, { send: '2026-03-09' });
    expect(reply.body).toMatchObject({ status: 'scheduled', sendAt: '2026-03-09T15:00:00.000Z' });
    await firm.admin.call('PATCH', '/v1/firm', { body: { phone: null } });
    await hours('2026-03-09T12:00:00.000Z', 1);
    const { body } = await admin().get(`/v1/organizers/${draft.id}`);
    expect(body).toMatchObject({ status: 'draft', notSent: expect.stringContaining('{firm.phone}') });
    await firm.admin.call('PATCH', '/v1/firm', { body: { phone: '303-555-0100' } });
    const late = await admin().post(`/v1/organizers/${draft.id}/send`, { send: '2026-03-01' });
    expect(late).toMatchObject({ status: 400 });
  });
});
