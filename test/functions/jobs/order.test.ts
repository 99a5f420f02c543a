import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { statusesOf, verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let job: Answer;
let worker: ReturnType<typeof verbs>;
let reviewer: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
  reviewer = verbs(office.reviewer.call);
  const templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
});

const of = (key: string) => `/v1/jobs/${job.id}/tasks/${taskOf(job, key).id}`;
const complete = (by: ReturnType<typeof verbs>, key: string, body?: object) => by.post(`${of(key)}/complete`, body);

describe('the order of tasks', () => {
  test('is passed with a reason, which the task keeps', async () => {
    const refused = await complete(worker, 'second');
    expect(refused).toMatchObject({ status: 422, body: { blockedBy: [{ after: 'first', isGate: false }] } });
    const passed = await complete(worker, 'second', { reason: 'The client had it ready' });
    expect(taskOf(passed.body, 'second')).toMatchObject({
      status: 'done',
      passed: [{ after: 'first', reason: 'The client had it ready', by: office.bookkeeper.id }],
    });
  });

  test('stops at a gate, whatever the reason, naming what blocks', async () => {
    const refused = await complete(worker, 'last', { reason: 'In a hurry' });
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: 'Not before “Review” is done', blockedBy: [{ after: 'review', isGate: true }] },
    });
    expect(await worker.post(`${of('last')}/start`)).toMatchObject({ status: 422 });
    expect(await worker.post(`${of('review')}/skip`, { reason: 'No time' })).toMatchObject({ status: 422 });
  });

  test('lets ten people tick ten tasks of one job at once', async () => {
    const tasks = Array.from({ length: 10 }, (_, i) => ({ title: `Task ${i}` }));
    const many = await aJob(firm.admin.call, { clientId: office.clientId, title: 'Many hands', tasks });
    const replies = await Promise.all(
      many.tasks.map(({ id }: Answer) => worker.post(`/v1/jobs/${many.id}/tasks/${id}/complete`)),
    );
    expect(statusesOf(replies)).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await worker.get(`/v1/jobs/${many.id}`)).body).toMatchObject({ status: 'done', progress: { done: 10 } });
  });

  test('refuses a change of a task that moved since it was read, and only of that one', async () => {
    const stale = { headers: { 'if-match': `"${taskOf(job, 'first').version}"` } };
    expect((await worker.patch(of('first'), { title: 'First of all' })).status).toBe(200);
    expect((await worker.patch(of('first'), { title: 'x' }, stale)).status).toBe(412);
    const other = { headers: { 'if-match': `"${taskOf(job, 'second').version}"` } };
    expect((await worker.patch(of('second'), { title: 'Second of all' }, other)).status).toBe(200);
  });
});

describe('a review', () => {
  const toReview = async () => {
    await complete(worker, 'first');
    job = (await complete(worker, 'second')).body;
  };

  test('is not approved by who prepared, where someone else could', async () => {
    await toReview();
    expect(await complete(worker, 'review')).toMatchObject({ status: 422, body: { field: 'review' } });
    expect(await complete(reviewer, 'review')).toMatchObject({ status: 200 });
  });

  test('waits for every note to be answered and cleared', async () => {
    await toReview();
    const raised = await reviewer.post(`${of('review')}/notes`, { text: 'Where does this come from?' });
    const [note] = raised.body.notes;
    expect(await complete(reviewer, 'review')).toMatchObject({
      status: 422,
      body: { field: 'notes', notes: [note.id] },
    });
    const answered = await worker.post(`/v1/jobs/${job.id}/notes/${note.id}/answer`, {
      text: 'From the loan statement',
    });
    expect(answered.body.notes[0]).toMatchObject({
      answer: 'From the loan statement',
      answeredBy: office.bookkeeper.id,
    });
    expect(await complete(reviewer, 'review')).toMatchObject({ status: 422 });
    expect(await worker.post(`/v1/jobs/${job.id}/notes/${note.id}/clear`)).toMatchObject({ status: 403 });
    expect(await reviewer.post(`/v1/jobs/${job.id}/notes/${note.id}/clear`)).toMatchObject({ status: 200 });
    expect(await complete(reviewer, 'review')).toMatchObject({ status: 200 });
  });

  test('sends work back to who did it, with what is to be looked at', async () => {
    await toReview();
    expect(await reviewer.post(`${of('review')}/send-back`)).toMatchObject({ status: 422, body: { field: 'text' } });
    const back = await reviewer.post(`${of('review')}/send-back`, { text: 'Page two is missing' });
    expect(back.body).toMatchObject({ status: 'active', notes: [{ text: 'Page two is missing' }] });
    expect(taskOf(back.body, 'second')).toMatchObject({ status: 'open', assigneeId: office.bookkeeper.id });
    expect(taskOf(back.body, 'review').blockedBy).toMatchObject([{ after: 'second' }]);
  });
});

describe('a job that is over', () => {
  test('is not changed until it is reopened, and goes on where it was', async () => {
    const called = await worker.post(`/v1/jobs/${job.id}/cancel`, { reason: 'The client left' });
    expect(called.body).toMatchObject({
      status: 'cancelled',
      reason: 'The client left',
      can: { reopen: true, edit: false },
    });
    expect(await complete(worker, 'first')).toMatchObject({ status: 422 });
    expect(await worker.patch(of('first'), { title: 'x' })).toMatchObject({ status: 422 });
    expect((await worker.post(`/v1/jobs/${job.id}/reopen`)).body.status).toBe('active');
    expect(await complete(worker, 'first')).toMatchObject({ status: 200 });
  });

  test('goes on when a task of it is reopened', async () => {
    await complete(worker, 'first');
    await complete(worker, 'second');
    await complete(reviewer, 'review');
    expect((await complete(worker, 'last')).body.status).toBe('done');
    const again = await worker.post(`${of('last')}/reopen`);
    expect(again.body).toMatchObject({ status: 'active', progress: { done: 3, all: 4 } });
    expect(again.body.endedAt).toBeUndefined();
  });
});
