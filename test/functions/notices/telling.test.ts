import { beforeEach, describe, expect, test } from 'vitest';
import { eraseNotices } from '../../../functions/notices/on-erased.ts';
import { at } from '../../support/at.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { noticesOf, saidTo, told } from '../../support/telling.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let admin: ReturnType<typeof verbs>;
let worker: ReturnType<typeof verbs>;
let reviewer: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  admin = verbs(firm.admin.call);
  worker = verbs(office.bookkeeper.call);
  reviewer = verbs(office.reviewer.call);
});

const nameOf = async ({ id }: { id: string }): Promise<string> => (await admin.get(`/v1/team/${id}`)).body.name;
const ofWorker = () => saidTo(office.bookkeeper.call);
const ofReviewer = () => saidTo(office.reviewer.call);

/** A job of the small template, of which everyone has been told. */
async function aSmallJob(): Promise<Answer> {
  const templateId = await published(firm.admin.call, aSmallTemplate());
  const job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
  await told(firm);
  return job;
}
const path = (job: Answer, key: string) => `/v1/jobs/${job.id}/tasks/${taskOf(job, key).id}`;
const title = '“Small job for Juniper Street Dental, P.C.”';

describe('people are told', () => {
  test('what they got with a new job, all of it at once, and the one task of someone by its name', async () => {
    const job = await aSmallJob();
    expect(await ofWorker()).toEqual([`Eleanor gave you 3 tasks of ${title}`]);
    expect(await noticesOf(office.reviewer.call)).toMatchObject([
      {
        kind: 'assigned',
        says: `Eleanor gave you “Review” in ${title}`,
        by: firm.admin.id,
        jobId: job.id,
        taskId: taskOf(job, 'review').id,
        clientId: office.clientId,
        isRead: false,
      },
    ]);
  });

  test('of a task that was given to them, and not who gave it to themself', async () => {
    const job = await aSmallJob();
    await admin.patch(path(job, 'second'), { assigneeId: office.coordinator.id });
    await reviewer.patch(path(job, 'last'), { assigneeId: office.reviewer.id });
    await told(firm);
    expect(await saidTo(office.coordinator.call)).toEqual([`Eleanor gave you “Second” in ${title}`]);
    expect(await ofReviewer()).toHaveLength(1);
  });

  test('not of a task that someone else has by the time the event comes', async () => {
    const job = await aSmallJob();
    await admin.patch(path(job, 'second'), { assigneeId: office.coordinator.id });
    await admin.patch(path(job, 'second'), { assigneeId: office.reviewer.id });
    await told(firm);
    expect(await saidTo(office.coordinator.call)).toEqual([]);
    expect(await ofReviewer()).toContain(`Eleanor gave you “Second” in ${title}`);
  });

  test('when what they waited for is done, by someone else', async () => {
    const job = await aSmallJob();
    await worker.post(`${path(job, 'first')}/complete`);
    await told(firm);
    expect(await ofWorker()).toHaveLength(1);
    await worker.post(`${path(job, 'second')}/complete`);
    await told(firm);
    expect((await ofReviewer())[0]).toBe(
      `“Review” in ${title} can go on: ${await nameOf(office.bookkeeper)} finished “Second”`,
    );
    await reviewer.post(`${path(job, 'review')}/complete`);
    await told(firm);
    expect((await ofWorker())[0]).toBe(
      `“Last” in ${title} can go on: ${await nameOf(office.reviewer)} finished “Review”`,
    );
  });

  test('when a fact came on which their task waited', async () => {
    const tasks = [{ key: 'begin', title: 'Begin', role: 'doer', after: ['letter.signed'] }];
    const templateId = await published(firm.admin.call, aSmallTemplate({ sections: [{ name: 'Work', tasks }] }));
    const job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    await told(firm);
    await admin.post(`/v1/jobs/${job.id}/facts`, { fact: 'letter.signed' });
    await told(firm);
    expect(await ofWorker()).toEqual([`“Begin” in ${title} can go on`, `Eleanor gave you “Begin” in ${title}`]);
  });

  test('when they are named in a comment, once; who watches hears that there is one', async () => {
    const job = await aSmallJob();
    const comments = `/v1/jobs/${job.id}/comments`;
    await admin.post(comments, { text: 'Please look', mentions: [office.coordinator.id] });
    await told(firm);
    expect(await saidTo(office.coordinator.call)).toEqual([`Eleanor named you in a comment on ${title}`]);
    await worker.post(comments, { text: 'I did' });
    await told(firm);
    expect(await noticesOf(office.coordinator.call)).toMatchObject([
      { kind: 'watched', by: office.bookkeeper.id, says: `${await nameOf(office.bookkeeper)} commented on ${title}` },
      { kind: 'mentioned' },
    ]);
    expect(JSON.stringify(await noticesOf(office.coordinator.call))).not.toContain('I did');
  });

  test('when their work comes back from review, when notes are raised on it, and when theirs is answered', async () => {
    const job = await aSmallJob();
    await worker.post(`${path(job, 'first')}/complete`);
    await worker.post(`${path(job, 'second')}/complete`);
    const raised = await reviewer.post(`${path(job, 'review')}/notes`, { text: 'The flux is not explained' });
    await reviewer.post(`${path(job, 'review')}/send-back`, { text: 'Once more' });
    await told(firm);
    expect((await ofWorker()).slice(0, 2)).toEqual([
      `${await nameOf(office.reviewer)} sent “Second” in ${title} back from review`,
      `${await nameOf(office.reviewer)} wrote a review note on “Review” in ${title}`,
    ]);
    await worker.post(`/v1/jobs/${job.id}/notes/${raised.body.notes[0].id}/answer`, { text: 'Hosting' });
    await told(firm);
    expect((await ofReviewer())[0]).toBe(`${await nameOf(office.bookkeeper)} answered your review note on ${title}`);
  });
});

test('a job whose name does not say whose it is, is told with its client; and who got its lead, from whom', async () => {
  const { id } = await aJob(firm.admin.call, {
    clientId: office.clientId,
    title: 'Monthly close',
    tasks: [{ title: 'Reconcile', assigneeId: office.bookkeeper.id }],
  });
  await admin.patch(`/v1/jobs/${id}`, { leadId: office.coordinator.id });
  await told(firm);
  const close = '“Monthly close” for Juniper Street Dental, P.C.';
  expect(await ofWorker()).toEqual([`Eleanor gave you “Reconcile” in ${close}`]);
  expect(await saidTo(office.coordinator.call)).toEqual([`Eleanor gave you the lead of ${close}`]);
});

describe('an event', () => {
  test('that comes again, also after the notice was read, tells nobody again', async () => {
    await aSmallJob();
    const [first] = await noticesOf(office.bookkeeper.call);
    await worker.post('/v1/me/notices/read', { ids: [first.id] });
    await Promise.all([told(firm), told(firm, 'backward')]);
    expect(await noticesOf(office.bookkeeper.call)).toEqual([{ ...first, isRead: true }]);
  });

  test('of three months ago tells nobody any more', async () => {
    const templateId = await published(firm.admin.call, aSmallTemplate());
    await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    at('2027-02-01T15:00:00.000Z');
    await told(firm);
    expect(await ofWorker()).toEqual([]);
  });

  test('whose client is walled off from someone is not told to them; what they were told is hidden', async () => {
    const job = await aSmallJob();
    await admin.post(`/v1/jobs/${job.id}/comments`, { text: 'Look', mentions: [office.coordinator.id] });
    await told(firm);
    expect(await saidTo(office.coordinator.call)).toHaveLength(1);
    const access = { deny: [office.coordinator.id], reason: 'A cousin' };
    expect((await admin.put(`/v1/clients/${office.clientId}/access`, access)).status).toBe(200);
    await admin.post(`/v1/jobs/${job.id}/comments`, { text: 'And this' });
    await told(firm);
    const hidden = await office.coordinator.call('GET', '/v1/me/notices');
    expect(hidden.body).toMatchObject({ items: [], unread: 0 });
    const kept = firm.memory.all().filter(({ pk }) => pk === `NOTICES#${office.coordinator.id}`);
    expect(kept).toHaveLength(1);
  });

  test('is not told to who has lost access', async () => {
    const templateId = await published(firm.admin.call, aSmallTemplate());
    await aJob(firm.admin.call, { clientId: office.clientId, templateId });
    await admin.post(`/v1/team/${office.bookkeeper.id}/disable`);
    await told(firm);
    expect(firm.memory.all().filter(({ pk }) => pk === `NOTICES#${office.bookkeeper.id}`)).toEqual([]);
  });

  test('is not told to who chose not to hear of its kind', async () => {
    await worker.put('/v1/me/notice-choices', { kinds: { assigned: 'none' } });
    await aSmallJob();
    expect(await ofWorker()).toEqual([]);
    expect(await ofReviewer()).toHaveLength(1);
  });
});

test('what people were told of a client goes when the client is erased, and nothing else', async () => {
  await aSmallJob();
  const other = await aJob(firm.admin.call, {
    title: 'Our own',
    tasks: [{ title: 'Tidy', assigneeId: office.bookkeeper.id }],
  });
  await told(firm);
  await eraseNotices(firm.table, `CLIENT#${office.clientId}`);
  expect(await noticesOf(office.bookkeeper.call)).toMatchObject([{ jobId: other.id }]);
  expect(await ofReviewer()).toEqual([]);
});
