import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, questionnaireContent, someOrganizer } from '../../support/organizers.ts';
import { anAskingFirm, asContact } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let questionnaireId: string;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  questionnaireId = await aQuestionnaire(firm.admin.call);
});

const admin = () => verbs(firm.admin.call);
const me = () => verbs(asContact(firm, contactId, [clientId]));
const sent = (more: object = {}) =>
  anOrganizer(firm.admin.call, clientId, someOrganizer(questionnaireId, contactId, { send: 'now', ...more }));
const path = ({ id }: { id: string }) => `/v1/organizers/${id}`;
const portal = (one: { id: string }) => `/portal${path(one)}`;

async function answeredBy(organizer: Answer, values: Record<string, unknown>): Promise<Answer> {
  const { body: now } = await me().get(portal(organizer));
  const reply = await me().post(`${portal(organizer)}/answers`, given(now, values));
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}
async function submitted(values: Record<string, unknown> = { moved: 'no' }): Promise<Answer> {
  const organizer = await sent();
  await answeredBy(organizer, values);
  await me().post(`${portal(organizer)}/submit`);
  return (await admin().get(path(organizer))).body;
}
const answersOf = ({ sections }: Answer): Record<string, Answer> =>
  Object.fromEntries(sections.flatMap(({ questions }: Answer) => questions.map((one: Answer) => [one.key, one])));

describe('a questionnaire', () => {
  test('is taken over from those that are shipped, changed, and released as a version that stays', async () => {
    const made = await admin().post('/v1/questionnaires', { from: 'library', key: 'us-individual-organizer' });
    expect(made.body).toMatchObject({ status: 'draft', latest: 0, faults: [] });
    const one = `/v1/questionnaires/${made.body.id}`;
    await admin().post(`${one}/release`, { note: 'The first' });
    const content = { ...made.body.content, title: 'Taxes, please' };
    await admin().patch(one, { content });
    await admin().post(`${one}/release`);
    const versions = await admin().get(`${one}/versions`);
    expect(versions.body.items.map(({ n }: Answer) => n)).toEqual([2, 1]);
    expect((await admin().get(`${one}/versions/1`)).body.content.title).toBe('Tax organizer');
    expect((await admin().get(`${one}/versions/2`)).body.content.title).toBe('Taxes, please');
  });

  test('with faults is kept as a draft, and not released; each is named', async () => {
    const content = questionnaireContent({ key: 'other' });
    content.sections[0]!.questions[1]!.when = 'nobody is yes';
    const made = await admin().post('/v1/questionnaires', { content });
    expect(made.body.faults).toMatchObject([{ path: 'sections.0.questions.1.when' }]);
    const refused = await admin().post(`/v1/questionnaires/${made.body.id}/release`);
    expect(refused).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'content.sections.0.questions.1.when', message: 'There is no question nobody' }] },
    });
    expect(
      await admin().post('/v1/questionnaires', { content: { ...content, key: 'third' }, release: true }),
    ).toMatchObject({
      status: 422,
    });
  });

  test('that is a draft or withdrawn is not sent to anyone, and one that is out goes on', async () => {
    const organizer = await sent();
    await admin().post(`/v1/questionnaires/${questionnaireId}/withdraw`);
    const body = someOrganizer(questionnaireId, contactId);
    expect(await admin().post(`/v1/clients/${clientId}/organizers`, body)).toMatchObject({ status: 422 });
    expect(await me().get(portal(organizer))).toMatchObject({ status: 200 });
  });

  test('asks of each organizer what it asked when that was made', async () => {
    const organizer = await sent();
    const content = questionnaireContent();
    content.sections[0]!.questions[0]!.text = 'Did you move away?';
    await admin().patch(`/v1/questionnaires/${questionnaireId}`, { content });
    await admin().post(`/v1/questionnaires/${questionnaireId}/release`);
    expect(answersOf((await admin().get(path(organizer))).body).moved.text).toBe('Did you move?');
    expect(answersOf(await sent()).moved.text).toBe('Did you move away?');
  });
});

describe('an organizer', () => {
  test('goes out with a link that its mail makes, and is listed for its client', async () => {
    const organizer = await sent();
    expect(organizer).toMatchObject({ status: 'sent', title: 'Your taxes for 2025', counts: { all: 6, missing: 1 } });
    const mail = firm.memory.all().find(({ entity, contactId: to }) => entity === 'mail' && to === contactId);
    expect(mail?.subject).toContain('Your taxes for 2025');
    expect(mail?.text).toContain('{link}');
    const { body } = await admin().get(`/v1/clients/${clientId}/organizers`);
    expect(body.items).toMatchObject([{ id: organizer.id, status: 'sent' }]);
  });

  test('is a draft until it is sent, and nobody of the client sees it before', async () => {
    const organizer = await sent({ send: undefined });
    expect(organizer.status).toBe('draft');
    expect(await me().get(portal(organizer))).toMatchObject({ status: 404 });
    expect((await admin().post(`${path(organizer)}/send`)).body.status).toBe('sent');
    expect(await admin().post(`${path(organizer)}/send`)).toMatchObject({ status: 422 });
    expect(await me().get(portal(organizer))).toMatchObject({ status: 200 });
  });

  test('is answered question by question, each kept at once, and conditional ones come and go', async () => {
    const organizer = await sent();
    const one = await answeredBy(organizer, { moved: 'yes' });
    expect(one).toMatchObject({ status: 'in-progress', counts: { all: 7, answered: 1, missing: 1 } });
    const two = await answeredBy(organizer, { city: 'Boulder', children: '2' });
    expect(two.counts).toMatchObject({ all: 8, answered: 3, missing: 1 });
    const three = await answeredBy(organizer, { moved: 'no', children: '0' });
    expect(three.counts).toMatchObject({ all: 6, answered: 2, missing: 0 });
    expect(answersOf(three).city).toMatchObject({ value: 'Boulder' });
  });

  test('names what is missing when it is sent too early, and can only be read afterwards', async () => {
    const organizer = await sent();
    await answeredBy(organizer, { children: '1' });
    const refused = await me().post(`${portal(organizer)}/submit`);
    expect(refused).toMatchObject({ status: 422, body: { missing: ['moved', 'names'] } });
    await answeredBy(organizer, { moved: 'no', names: 'Mia' });
    const done = await me().post(`${portal(organizer)}/submit`);
    expect(done.body).toMatchObject({ status: 'submitted', can: { answer: false } });
    const late = await me().post(`${portal(organizer)}/answers`, given(done.body, { phone: '303-555-0144' }));
    expect(late).toMatchObject({ status: 422 });
  });

  test('of two devices keeps the one that was first, and tells the other', async () => {
    const organizer = await sent();
    const { body: seen } = await me().get(portal(organizer));
    await me().post(`${portal(organizer)}/answers`, given(seen, { phone: '303-555-0101' }));
    const second = await me().post(`${portal(organizer)}/answers`, given(seen, { phone: '303-555-0202', moved: 'no' }));
    expect(second.body.moved).toEqual(['phone']);
    expect(answersOf(second.body)).toMatchObject({ phone: { value: '303-555-0101' }, moved: { value: 'no' } });
  });

  test('that is called off is gone from the client’s page, and cannot be answered', async () => {
    const organizer = await sent();
    await admin().post(`${path(organizer)}/cancel`, { reason: 'Asked by telephone' });
    expect(await me().get(portal(organizer))).toMatchObject({ status: 404 });
    expect(await admin().post(`${path(organizer)}/cancel`)).toMatchObject({ status: 422 });
  });

  test('is reminded of by hand while it is open', async () => {
    const organizer = await sent();
    expect((await admin().post(`${path(organizer)}/nudge`)).body).toMatchObject({ reminders: [{ contactId }] });
    const mails = firm.memory.all().filter(({ entity, contactId: to }) => entity === 'mail' && to === contactId);
    expect(mails).toHaveLength(2);
  });
});

describe('the review', () => {
  test('locks what was looked at, until that is taken back', async () => {
    const organizer = await sent();
    await answeredBy(organizer, { moved: 'no', phone: '303-555-0101' });
    const ticked = await admin().post(`${path(organizer)}/review`, { questions: ['phone'] });
    expect(ticked.body.counts.reviewed).toBe(1);
    const { body: seen } = await me().get(portal(organizer));
    expect(answersOf(seen).phone).toMatchObject({ isLocked: true });
    const refused = await me().post(`${portal(organizer)}/answers`, given(seen, { phone: '303-555-0202' }));
    expect(refused).toMatchObject({ status: 422 });
    await admin().post(`${path(organizer)}/review`, { questions: ['phone'], reviewed: false });
    expect(answersOf(await answeredBy(organizer, { phone: '303-555-0202' })).phone.value).toBe('303-555-0202');
    expect(await admin().post(`${path(organizer)}/review`, { questions: ['children'] })).toMatchObject({ status: 422 });
  });

  test('gives back what is unclear, with reasons; the client changes that and what was not looked at', async () => {
    const organizer = await submitted({ moved: 'no', phone: '303-555-0101', children: '0' });
    await admin().post(`${path(organizer)}/review`, { questions: ['moved', 'phone'] });
    const reasons = [{ question: 'phone', reason: 'That number does not answer' }];
    const back = await admin().post(`${path(organizer)}/return`, { reasons, note: 'Only this one' });
    expect(back.body).toMatchObject({ status: 'returned', counts: { missing: 1, reviewed: 1 } });
    const mail = firm.memory
      .all()
      .findLast(({ entity, subject }) => entity === 'mail' && `${subject as string}`.includes('again'));
    expect(mail?.text).toContain('Your phone: That number does not answer');
    const { body: seen } = await me().get(portal(organizer));
    expect(seen).toMatchObject({ note: 'Only this one', can: { answer: true } });
    expect(answersOf(seen)).toMatchObject({
      phone: { returned: 'That number does not answer', isLocked: false },
      moved: { isLocked: true },
    });
    expect(await me().post(`${portal(organizer)}/submit`)).toMatchObject({ status: 422, body: { missing: ['phone'] } });
    await answeredBy(organizer, { phone: '303-555-0199' });
    expect((await me().post(`${portal(organizer)}/submit`)).body.status).toBe('submitted');
  });

  test('accepts, and writes what it says into the client’s record in one go', async () => {
    const organizer = await submitted({ moved: 'yes', city: 'Boulder', phone: '303-555-0199' });
    const { body: preview } = await admin().get(`${path(organizer)}/write-back`);
    expect(preview.lines).toMatchObject([
      { target: 'client.address.city', after: 'Boulder' },
      { target: 'client.phone', after: '303-555-0199' },
    ]);
    const done = await admin().post(`${path(organizer)}/accept`, { digest: preview.digest });
    expect(done.body).toMatchObject({
      status: 'accepted',
      accepted: { wrote: ['client.address.city', 'client.phone'] },
    });
    const { body: client } = await admin().get(`/v1/clients/${clientId}`);
    expect(client).toMatchObject({ phone: '303-555-0199', address: { city: 'Boulder' } });
    expect(await me().get(portal(organizer))).toMatchObject({ body: { status: 'accepted', can: { answer: false } } });
  });

  test('writes nothing where the client’s record changed since the preview, and shows the new one', async () => {
    const organizer = await submitted({ moved: 'no', phone: '303-555-0199' });
    const { body: preview } = await admin().get(`${path(organizer)}/write-back`);
    await admin().patch(`/v1/clients/${clientId}`, { phone: '303-555-0000' });
    const refused = await admin().post(`${path(organizer)}/accept`, { digest: preview.digest });
    expect(refused).toMatchObject({ status: 409, body: { preview: { lines: [{ before: '303-555-0000' }] } } });
    expect((await admin().get(`/v1/clients/${clientId}`)).body.phone).toBe('303-555-0000');
    expect((await admin().get(path(organizer))).body.status).toBe('submitted');
    const { digest } = refused.body.preview;
    const left = await admin().post(`${path(organizer)}/accept`, { digest, leave: ['client.phone'] });
    expect(left.body).toMatchObject({ status: 'accepted', accepted: { wrote: [] } });
    expect((await admin().get(`/v1/clients/${clientId}`)).body.phone).toBe('303-555-0000');
  });

  test('writes nothing of what is hidden, and says what a field does not take', async () => {
    const content = questionnaireContent({ key: 'other' });
    content.sections[0]!.questions[2]!.writes = 'custom.no-such-field';
    const made = await admin().post('/v1/questionnaires', { content, release: true });
    questionnaireId = made.body.id;
    const organizer = await sent();
    await answeredBy(organizer, { moved: 'yes', city: 'Boulder' });
    await answeredBy(organizer, { moved: 'no', phone: 'x' });
    await me().post(`${portal(organizer)}/submit`);
    const { body } = await admin().get(`${path(organizer)}/write-back`);
    expect(body.lines).toMatchObject([
      { target: 'custom.no-such-field', problem: expect.stringContaining('no such field') },
    ]);
    const done = await admin().post(`${path(organizer)}/accept`, { digest: body.digest });
    expect(done.body.accepted.wrote).toEqual([]);
  });

  test('takes no answer twice: of two who accept at once, one is refused', async () => {
    const organizer = await submitted();
    const { body } = await admin().get(`${path(organizer)}/write-back`);
    const accept = () => admin().post(`${path(organizer)}/accept`, { digest: body.digest });
    const replies = await Promise.all([accept(), accept()]);
    expect(statusesOf(replies)).toEqual([200, 422]);
  });
});

describe('last year’s', () => {
  test('answers stand beside this year’s questions, and files are named that came', async () => {
    const before = await submitted({ moved: 'yes', city: 'Boulder', income: ['Interest'], true: 'yes' });
    const organizer = await sent({ startsFrom: before.id });
    const { body } = await me().get(portal(organizer));
    expect(answersOf(body)).toMatchObject({
      city: { prior: { value: 'Boulder' } },
      income: { prior: { value: ['Interest'] } },
    });
    expect(answersOf(body).true).not.toHaveProperty('prior');
    expect(answersOf(organizer).city.prior).toEqual({ value: 'Boulder' });
  });

  test('are those of this client and of the same questions', async () => {
    const other = await aQuestionnaire(firm.admin.call, { key: 'other' });
    const before = await anOrganizer(firm.admin.call, clientId, someOrganizer(other, contactId, { send: 'now' }));
    const body = someOrganizer(questionnaireId, contactId, { startsFrom: before.id });
    expect(await admin().post(`/v1/clients/${clientId}/organizers`, body)).toMatchObject({ status: 400 });
  });

  test('are not shown to who sees only what is addressed to them, where last year’s was not', async () => {
    const before = await submitted({ moved: 'yes', city: 'Boulder' });
    const colleague = await firm.admin.call('POST', `/v1/clients/${clientId}/contacts`, {
      body: { name: 'Ben', mail: 'ben@juniper.example', portal: true },
    });
    const organizer = await sent({ startsFrom: before.id, contactIds: [colleague.body.id] });
    const theirs = verbs(asContact(firm, colleague.body.id, [clientId], [clientId]));
    expect(answersOf((await theirs.get(portal(organizer))).body).city).not.toHaveProperty('prior');
  });
});
