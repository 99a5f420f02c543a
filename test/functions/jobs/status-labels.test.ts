import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob, anOffice } from '../../support/work.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let office: Awaited<ReturnType<typeof anOffice>>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  office = await anOffice(firm);
});

async function aLabel(status: string, label: string, more: object = {}): Promise<Answer> {
  const reply = await admin.post('/v1/status-labels', { status, label, ...more });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}
const labels = async () => (await admin.get('/v1/status-labels')).body.items;
const aPlainJob = () =>
  aJob(firm.admin.call, { title: 'Return', clientId: office.clientId, tasks: [{ title: 'One' }, { title: 'Two' }] });
const put = (job: Answer, body: object) => admin.post(`/v1/jobs/${job.id}/status`, body);

describe('the labels of a firm', () => {
  test('are listed by category as a job passes through them, and in the firm’s order', async () => {
    await aLabel('review', 'With the partner');
    await aLabel('waiting-third-party', 'Waiting on the bank');
    await aLabel('waiting-third-party', 'Waiting on K-1s', { order: 0 });
    expect((await labels()).map(({ status, label, order }: Answer) => [status, label, order])).toEqual([
      ['waiting-third-party', 'Waiting on K-1s', 0],
      ['waiting-third-party', 'Waiting on the bank', 0],
      ['review', 'With the partner', 0],
    ]);
  });

  test('are each there once in a category, are renamed, and are free again once retired', async () => {
    const one = await aLabel('review', 'With the partner');
    const again = { status: 'review', label: 'with the PARTNER' };
    expect(await admin.post('/v1/status-labels', again)).toMatchObject({ status: 409 });
    await aLabel('active', 'With the partner');
    const renamed = await admin.patch(`/v1/status-labels/${one.id}`, { label: 'Partner review' });
    expect(renamed.body).toMatchObject({ label: 'Partner review', status: 'review' });
    expect((await admin.remove(`/v1/status-labels/${one.id}`)).status).toBe(204);
    expect(await admin.patch(`/v1/status-labels/${one.id}`, { label: 'X' })).toMatchObject({ status: 404 });
    await aLabel('review', 'Partner review');
    expect((await labels()).filter(({ status }: Answer) => status === 'review')).toMatchObject([
      { state: 'retired', can: { edit: false, retire: false } },
      { state: 'active', can: { edit: true, retire: true } },
    ]);
  });

  test('are at most eighty', async () => {
    for (let n = 0; n < 80; n++) await aLabel('active', `Label ${n}`);
    expect(await admin.post('/v1/status-labels', { status: 'active', label: 'More' })).toMatchObject({ status: 422 });
  });

  test('are the administrator’s to make', async () => {
    const worker = verbs(office.bookkeeper.call);
    expect(await worker.post('/v1/status-labels', { status: 'active', label: 'Mine' })).toMatchObject({ status: 403 });
    expect((await worker.get('/v1/status-labels')).status).toBe(200);
  });
});

describe('a job', () => {
  test('has a label of the state that it is in, by hand, and loses it with the state', async () => {
    const label = await aLabel('waiting-third-party', 'Waiting on K-1s');
    const job = await aPlainJob();
    const waits = await put(job, { status: 'waiting-third-party', labelId: label.id });
    expect(waits.body).toMatchObject({ status: 'waiting-third-party', labelId: label.id });
    const done = await admin.post(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}/complete`);
    expect(done.body.status).toBe('active');
    expect(done.body.labelId).toBeUndefined();
  });

  test('gets one within its present state, another, and none, and the state that was set by hand stays', async () => {
    const [first, second] = [await aLabel('review', 'With the partner'), await aLabel('review', 'With the client')];
    const job = await aPlainJob();
    await put(job, { status: 'review', waitsFor: 'Eleanor' });
    for (const { id } of [first, second]) {
      const { body } = await admin.patch(`/v1/jobs/${job.id}`, { labelId: id });
      expect(body).toMatchObject({ status: 'review', labelId: id, waitsFor: 'Eleanor' });
    }
    expect((await admin.patch(`/v1/jobs/${job.id}`, { labelId: null })).body.labelId).toBeUndefined();
  });

  test('that is done may be called so by the firm too', async () => {
    const label = await aLabel('done', 'Filed and billed');
    const job = await aPlainJob();
    for (const { id } of job.tasks) await admin.post(`/v1/jobs/${job.id}/tasks/${id}/complete`);
    const { body } = await admin.patch(`/v1/jobs/${job.id}`, { labelId: label.id });
    expect(body).toMatchObject({ status: 'done', labelId: label.id });
  });

  test('takes none of another state, none that was retired, and none that is not there', async () => {
    const other = await aLabel('waiting-client', 'Sent twice');
    const old = await aLabel('review', 'Old');
    await admin.remove(`/v1/status-labels/${old.id}`);
    const job = await aPlainJob();
    for (const labelId of [other.id, old.id, `slb_${'0'.repeat(26)}`]) {
      expect(await put(job, { status: 'review', labelId })).toMatchObject({ status: 422, body: { field: 'labelId' } });
      expect(await admin.patch(`/v1/jobs/${job.id}`, { labelId })).toMatchObject({ status: 422 });
    }
  });

  test('keeps a label that is retired meanwhile, which stays readable', async () => {
    const label = await aLabel('review', 'With the partner');
    const job = await aPlainJob();
    await put(job, { status: 'review', labelId: label.id });
    await admin.remove(`/v1/status-labels/${label.id}`);
    expect((await admin.get(`/v1/jobs/${job.id}`)).body.labelId).toBe(label.id);
    expect((await admin.get(`/v1/status-labels/${label.id}`)).body.label).toBe('With the partner');
    expect(await labels()).toMatchObject([{ id: label.id, label: 'With the partner', state: 'retired' }]);
  });

  test('is found by its label, and many get one at once', async () => {
    const label = await aLabel('waiting-third-party', 'Waiting on K-1s');
    const [one, two, three] = [await aPlainJob(), await aPlainJob(), await aPlainJob()];
    await put(three, { status: 'waiting-third-party' });
    const asked = { action: 'set-status', status: 'waiting-third-party', labelId: label.id, ids: [one.id, two.id] };
    const { body } = await admin.post('/v1/jobs/bulk', asked);
    await worked(firm, body.id);
    const found = (await admin.get('/v1/jobs', { query: { labelId: label.id } })).body.items;
    expect(new Set(found.map(({ id }: Answer) => id))).toEqual(new Set([one.id, two.id]));
    const ofClient = { labelId: label.id, clientId: office.clientId };
    expect((await admin.get('/v1/jobs', { query: ofClient })).body.items).toHaveLength(2);
  });
});
