import { beforeEach, describe, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { at } from '../../support/at.ts';
import { stoppedAfter, worked } from '../../support/batches.ts';
import { aClient, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { aSentLetter } from '../../support/letters.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { aContact, anAskingFirm, answerItem, aRequest, asContact, someRequest } from '../../support/requests.ts';

/** The Thursday of the week after: nothing is due by a ladder. */
const later = '2026-03-12T17:00:00.000Z';
const dueOn = '2026-04-30';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  await firm.admin.call('POST', '/v1/firm/go-live');
});

const admin = () => verbs(firm.admin.call);
const asked = (client: string, contact: string, more: object = {}) =>
  aRequest(firm.admin.call, client, someRequest(contact, { send: 'now', dueOn, ...more }));
const mailsSince = (since: string) =>
  firm.memory.all().filter(({ entity, queuedAt }) => entity === 'mail' && (queuedAt as string) >= since) as Answer[];

const mailed = (mails: readonly Answer[]) => new Set(mails.map((mail) => mail.contactId));

async function nudged(body: object = {}): Promise<string> {
  const reply = await admin().post('/v1/chasing/nudge', body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(202);
  return reply.body.id;
}
const rowsOf = async (batchId: string): Promise<Answer[]> =>
  (await pagesOf(firm.admin.call, `/v1/batches/${batchId}/results`)).flat();

/** Another client of the same person, and another person of the first client. */
async function moreToAsk() {
  const { id: second } = await aClient(firm.admin.call, { name: 'Whitaker Holdings' });
  await firm.admin.call('PUT', `/v1/clients/${second}/contacts/${contactId}`, { body: { portal: true } });
  const boris = await aContact(firm.admin.call, clientId, { name: 'Boris', mail: 'boris@juniper.example' });
  return { second: second as string, boris };
}

describe('reminding of all that clients owe', () => {
  test('is one mail to each person over all their clients, requests and organizers', async () => {
    const { second, boris } = await moreToAsk();
    await asked(clientId, contactId);
    await asked(clientId, contactId, { title: 'Payroll', contactIds: [contactId, boris] });
    await asked(second, contactId, { title: 'Leases' });
    const questionnaireId = await aQuestionnaire(firm.admin.call);
    await anOrganizer(firm.admin.call, clientId, someOrganizer(questionnaireId, contactId, { send: 'now', dueOn }));
    at(later);
    const shown = (await admin().post('/v1/chasing/preview', {})).body;
    expect(shown).toMatchObject({ reminded: 2, isLive: true, isMore: false });
    expect(shown.people.find((one: Answer) => one.contactId === contactId).waiting).toHaveLength(4);
    const id = await nudged();
    await worked(firm, id);
    const mails = mailsSince(later);
    expect(mailed(mails)).toEqual(new Set([boris, contactId]));
    expect(mails).toHaveLength(2);
    const { text } = mails.find((mail) => mail.contactId === contactId);
    for (const name of ['Juniper Street Dental', 'Whitaker Holdings', 'Your taxes for 2025'])
      expect(text).toContain(name);
    const rows = await rowsOf(id);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['reminded', 'reminded']);
    expect(JSON.stringify(rows)).not.toMatch(/Alicia|Boris/);
  });

  test('says of each who is left out why, before and after', async () => {
    const { boris } = await moreToAsk();
    const request = await asked(clientId, contactId, { items: [answerItem, answerItem] });
    await asked(clientId, boris, { title: 'Payroll' });
    at(later);
    const me = asContact(firm, contactId, [clientId]);
    await me('POST', `/portal/v1/requests/${request.id}/items/${request.asked[0].id}/answer`, { body: { text: 'no' } });
    await firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${boris}`, { body: { notify: false } });
    const { people, reminded } = (await admin().post('/v1/chasing/preview', {})).body;
    expect(reminded).toBe(0);
    const why = [expect.stringContaining('48 hours'), expect.stringContaining('not to be notified')];
    expect(people.map(({ leftOut }: Answer) => leftOut)).toEqual(why);
    const id = await nudged();
    await worked(firm, id);
    expect(await rowsOf(id)).toMatchObject(why.map((one) => ({ outcome: 'left out', why: one })));
    expect(mailsSince(later)).toEqual([]);
  });

  test('a second time on one day leaves everyone out, and so does a ladder that has come up', async () => {
    await asked(clientId, contactId, { dueOn: '2026-03-13' });
    const day = '2026-03-11T17:00:00.000Z';
    at(day);
    await worked(firm, await nudged());
    const again = await nudged();
    await worked(firm, again);
    await remindersStep(firm.memory, day);
    expect(await rowsOf(again)).toMatchObject([{ outcome: 'left out', why: expect.stringContaining('today already') }]);
    expect(mailsSince(day)).toHaveLength(1);
  });

  test('waits for the firm’s hours', async () => {
    await asked(clientId, contactId);
    const night = '2026-03-13T03:00:00.000Z';
    at(night);
    expect((await admin().post('/v1/chasing/preview', {})).body).toMatchObject({
      waitsUntil: '2026-03-13T15:00:00.000Z',
    });
    await worked(firm, await nudged());
    expect(mailsSince(night).map(({ queuedAt }) => (queuedAt as string).slice(0, 14))).toEqual(['2026-03-13T15:']);
  });

  test('is of what was ticked, or of what one sent oneself', async () => {
    const { boris } = await moreToAsk();
    const colleague = await firm.member('member');
    await firm.admin.call('PATCH', `/v1/team/${colleague.id}`, { body: { title: 'Accountant' } });
    const request = await asked(clientId, contactId);
    await asked(clientId, boris, { title: 'Payroll', senderId: colleague.id });
    at(later);
    const of = async (body: object, call = firm.admin.call) =>
      (await call('POST', '/v1/chasing/preview', { body })).body.people.map((one: Answer) => one.contactId);
    expect(await of({ ids: [request.id] })).toEqual([contactId]);
    expect(await of({ mine: true }, colleague.call)).toEqual([boris]);
  });

  test('is refused before the firm is live, and where nothing is open', async () => {
    expect(await admin().post('/v1/chasing/nudge', {})).toMatchObject({ status: 422 });
    await asked(clientId, contactId);
    await admin().post('/v1/firm/stop-mail');
    expect(await admin().post('/v1/chasing/nudge', {})).toMatchObject({ status: 422 });
  });

  test('tells of letters to sign, which have reminders of their own', async () => {
    const letter = await aSentLetter();
    const { body } = await letter.call('POST', '/v1/chasing/preview', { body: {} });
    expect(body.people).toMatchObject([
      {
        contactId: letter.people[0],
        waiting: [{ kind: 'letter', id: letter.id }],
        leftOut: expect.stringContaining('letters'),
      },
    ]);
    expect(body.reminded).toBe(0);
  });
});

test('wherever it dies, and whoever goes on with it, nobody gets two mails', async () => {
  const { second, boris } = await moreToAsk();
  await asked(clientId, contactId, { contactIds: [contactId, boris] });
  await asked(second, contactId, { title: 'Leases' });
  for (let writes = 0; writes < 4; writes++) {
    const day = `2026-03-${String(16 + writes)}T17:00:00.000Z`;
    at(day);
    const id = await nudged();
    await stoppedAfter(firm, id, writes);
    await Promise.all([worked(firm, id), worked(firm, id)]);
    const mails = mailsSince(day);
    expect(mailed(mails), `after ${writes} writes`).toEqual(new Set([boris, contactId]));
    expect(mails).toHaveLength(2);
    expect(await rowsOf(id)).toMatchObject([{ outcome: 'reminded' }, { outcome: 'reminded' }]);
  }
});
