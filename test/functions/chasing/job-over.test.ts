import { beforeEach, describe, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { followed, jobsIn, lookedAt, remindersIn } from '../../support/chasing.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { anAskingFirm, answerItem, aRequest, asContact, officeHours, someRequest } from '../../support/requests.ts';
import { aJob } from '../../support/work.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let job: Answer;
let request: Answer;
let organizer: Answer;

/** Work with a request and an organizer that are with the client. */
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  const { call } = firm.admin;
  await us().post('/v1/firm/go-live');
  job = await aJob(call, { title: 'March', clientId, tasks: [{ title: 'Close' }] });
  const more = { jobId: job.id, send: 'now', dueOn: '2026-03-13' };
  request = await aRequest(call, clientId, someRequest(contactId, more));
  const questionnaireId = await aQuestionnaire(call);
  organizer = await anOrganizer(call, clientId, someOrganizer(questionnaireId, contactId, more));
});

const us = () => verbs(firm.admin.call);
const me = () => verbs(asContact(firm, contactId, [clientId]));
const read = async (path: string): Promise<Answer> => (await us().get(path)).body;
async function done(): Promise<void> {
  expect((await us().post(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}/complete`)).status).toBe(200);
  expect(await read(`/v1/jobs/${job.id}`)).toMatchObject({ status: 'done' });
}
const calledOff = () => us().post(`/v1/jobs/${job.id}/cancel`, { reason: 'They left' });
const ends: [how: string, end: () => Promise<unknown>, why: string][] = [
  ['is done', done, 'The work that it was for is done'],
  ['is called off', calledOff, 'The work that it was for was called off'],
];

describe.each(ends)('what was asked for work that %s', (_, end, why) => {
  test('is called off with that reason, and is neither owed to us nor on the client’s page any more', async () => {
    expect((await me().get('/portal/v1/requests')).body.items).toHaveLength(1);
    await end();
    await followed(firm);
    expect(await read(`/v1/requests/${request.id}`)).toMatchObject({ status: 'cancelled', cancelReason: why });
    expect(await read(`/v1/organizers/${organizer.id}`)).toMatchObject({
      status: 'cancelled',
      cancelled: { reason: why },
    });
    expect((await read('/v1/requests')).items).toEqual([]);
    expect((await me().get('/portal/v1/requests')).body.items).toEqual([]);
    expect((await me().get('/portal/v1/home')).body).toMatchObject({ requests: [], organizers: [] });
    await lookedAt(firm, officeHours, 22);
    expect(remindersIn(firm)).toEqual([]);
    expect(jobsIn(firm)).toHaveLength(1);
  });

  test('is called off at the next look where nothing told of it, and does not come up any more', async () => {
    await end();
    const reminding = '2026-03-11T16:00:00.000Z';
    at(reminding);
    await remindersStep(firm.memory, reminding);
    expect(await read(`/v1/requests/${request.id}`)).toMatchObject({ status: 'cancelled', cancelReason: why });
    expect(remindersIn(firm)).toEqual([]);
    const comesUp = firm.memory.all().filter(({ byNextPk }) => byNextPk === 'REQUEST' || byNextPk === 'ORGANIZER');
    expect(comesUp).toEqual([]);
  });
});

test('what was to go out for it later does not, while a draft stays and what was given waits to be looked at', async () => {
  const { call } = firm.admin;
  const later = await aRequest(call, clientId, someRequest(contactId, { jobId: job.id, send: '2026-03-06' }));
  const draft = await aRequest(call, clientId, someRequest(contactId, { jobId: job.id }));
  const answered = await aRequest(
    call,
    clientId,
    someRequest(contactId, { jobId: job.id, send: 'now', items: [answerItem] }),
  );
  const item = answered.asked[0].id as string;
  await me().post(`/portal/v1/requests/${answered.id}/items/${item}/answer`, { text: 'no' });
  await done();
  await lookedAt(firm, '2026-03-06T16:00:00.000Z', 1);
  await followed(firm);
  const statuses = await Promise.all([later, draft, answered].map(async ({ id }) => read(`/v1/requests/${id}`)));
  expect(statuses.map(({ status }) => status)).toEqual(['cancelled', 'draft', 'submitted']);
});

test('work that went on again before anything followed from its end leaves what was asked as it is', async () => {
  await calledOff();
  expect((await us().post(`/v1/jobs/${job.id}/reopen`)).status).toBe(200);
  await followed(firm);
  expect(await read(`/v1/requests/${request.id}`)).toMatchObject({ status: 'sent' });
});
