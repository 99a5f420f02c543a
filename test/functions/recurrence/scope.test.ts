import { beforeEach, describe, expect, test } from 'vitest';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer } from '../../support/call.ts';
import { pagesOf } from '../../support/office.ts';
import { taskOf } from '../../support/work.ts';
import { aRecurringOffice, fired, jobsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
let series: Answer;
/** The jobs of December to February, all there in March, none begun. */
beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
  series = await office.aSeries({ first: '2025-12-01' });
  await reacted(office.firm);
  await office.firm.projected();
});

const jobOf = async (period: string): Promise<Answer> => {
  const { id } = jobsOf(office.firm).find((job) => job.period.key === period)!;
  return (await office.api.get(`/v1/jobs/${id}`)).body;
};
const patch = (body: object) => office.api.patch(`/v1/series/${series.id}`, body);
const previewed = async (body: object) => (await office.api.post(`/v1/series/${series.id}/preview`, body)).body;

async function edited(body: object): Promise<Answer[]> {
  const reply = await patch(body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  await worked(office.firm, reply.body.batchId);
  await office.firm.projected();
  return (await pagesOf(office.firm.admin.call, `/v1/batches/${reply.body.batchId}/results`)).flat();
}

const changes = {
  add: [{ key: 'kegs', title: 'Count the kegs', section: 'Close', role: 'doer', due: 'period.end +1 bizday' }],
  change: { review: { title: 'Review twice', due: 'period.end +4 bizday' } },
  start: 'period.end +3 day',
  due: 'period.end +8 bizday',
  budgetMinutes: 300,
};

const titles = ({ tasks }: Answer) => tasks.map(({ title }: Answer) => title);
const asMade = ['Post', 'Review'];
const asEdited = ['Post', 'Review twice', 'Count the kegs'];

describe('an edit of all that have not begun', () => {
  test('makes them anew, and leaves those that someone has begun with exactly as they are, saying so', async () => {
    const december = await jobOf('2025-12');
    await office.api.post(`/v1/jobs/${december.id}/tasks/${taskOf(december, 'post').id}/start`);
    await office.firm.projected();
    const before = await jobOf('2025-12');
    const people = { reviewer: office.coordinator.id };
    const results = await edited({ scope: 'not-started', changes: { ...changes, people } });
    expect(results.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['left', 'Work on it has begun: it stays as it is'],
      ['changed', undefined],
      ['changed', undefined],
    ]);
    expect(await jobOf('2025-12')).toEqual(before);
    const january = await jobOf('2026-01');
    expect(titles(january)).toEqual(asEdited);
    expect(january).toMatchObject({ startOn: '2026-02-03', dueOn: '2026-02-11', budgetMinutes: 300, status: 'ready' });
    expect(taskOf(january, 'review')).toMatchObject({ assigneeId: office.coordinator.id, due: { on: '2026-02-05' } });
    expect(await office.again(series)).toMatchObject({ changes: { budgetMinutes: 300 } });
  });

  test('sets the budget that was taken over from last time, whatever became of last time’s since', async () => {
    const february = await jobOf('2026-02');
    await office.api.patch(`/v1/jobs/${february.id}`, { budgetMinutes: 95 });
    await fired(office.firm, '2026-04-02T15:00:00.000Z');
    await office.firm.projected();
    const { budgetMinutes: taken } = await jobOf('2026-03');
    await office.api.patch(`/v1/jobs/${february.id}`, { budgetMinutes: 100 });
    await edited({ scope: 'not-started', changes: { budgetMinutes: 300 } });
    expect([taken, (await jobOf('2026-03')).budgetMinutes]).toEqual([95, 300]);
  });

  test('keeps what someone changed by hand, and takes back what an edit before had set', async () => {
    await edited({ scope: 'not-started', changes });
    const january = await jobOf('2026-01');
    const of = (key: string) => `/v1/jobs/${january.id}/tasks/${taskOf(january, key).id}`;
    await office.api.patch(of('review'), { title: 'Review by telephone' });
    await office.api.patch(`/v1/jobs/${january.id}`, { budgetMinutes: 45 });
    await edited({ scope: 'not-started', changes: {} });
    const after = await jobOf('2026-01');
    expect(titles(after)).toEqual(['Post', 'Review by telephone']);
    expect(after).toMatchObject({ startOn: '2026-02-02', dueOn: '2026-02-06', budgetMinutes: 45 });
    const february = await jobOf('2026-02');
    expect(titles(february)).toEqual(asMade);
    // Last time's, as a job that is made now takes it over.
    expect(february.budgetMinutes).toBe(45);
    expect(await office.again(series)).not.toHaveProperty('changes');
  });

  test('asked twice changes each job once', async () => {
    await edited({ scope: 'not-started', changes });
    const after = await jobOf('2026-02');
    expect((await edited({ scope: 'not-started', changes })).map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(await jobOf('2026-02')).toEqual(after);
  });
});

describe('this and following', () => {
  test('reaches the jobs from that period on, and those to come, and none before', async () => {
    const results = await edited({ scope: 'following', from: '2026-01-01', changes });
    expect(results.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
    expect(titles(await jobOf('2025-12'))).toEqual(asMade);
    expect(titles(await jobOf('2026-01'))).toEqual(asEdited);
    expect(titles(await jobOf('2026-02'))).toEqual(asEdited);
    const [next] = (await office.api.get(`/v1/series/${series.id}/preview`)).body.items;
    expect(next).toMatchObject({ period: { key: '2026-03' }, start: '2026-04-03', due: '2026-04-10' });
  });

  test('from a later period on is another series, and touches no job that is there', async () => {
    const reply = await patch({ scope: 'following', from: '2026-05-01', changes });
    expect(reply.body).toMatchObject({ follows: series.id, first: '2026-05-01', changes: { budgetMinutes: 300 } });
    expect(reply.body).not.toHaveProperty('batchId');
    expect(await office.again(series)).not.toHaveProperty('changes');
  });
});

describe('an edit of one job', () => {
  test('is of that one alone, can be made again, and outlives an edit of all', async () => {
    expect((await patch({ scope: 'this', from: '2026-01-01', changes: { skip: ['review'] } })).status).toBe(200);
    expect(titles(await jobOf('2026-01'))).toEqual(['Post']);
    const own = { change: { post: { title: 'Post, with the loan' } } };
    expect((await patch({ scope: 'this', from: '2026-01-01', changes: own })).status).toBe(200);
    expect(titles(await jobOf('2026-01'))).toEqual(['Post, with the loan', 'Review']);
    expect(titles(await jobOf('2026-02'))).toEqual(asMade);
    expect(await office.again(series)).not.toHaveProperty('changes');
    await edited({ scope: 'not-started', changes: { change: { post: { title: 'Post all' } } } });
    expect(titles(await jobOf('2026-01'))).toEqual(['Post, with the loan', 'Review']);
    expect(titles(await jobOf('2026-02'))).toEqual(['Post all', 'Review']);
  });

  test('is refused where it has begun, and where the period has none', async () => {
    const january = await jobOf('2026-01');
    await office.api.post(`/v1/jobs/${january.id}/tasks/${taskOf(january, 'post').id}/start`);
    const own = { scope: 'this', changes: { budgetMinutes: 5 } };
    expect(await patch({ ...own, from: '2026-01-01' })).toMatchObject({
      status: 422,
      body: { detail: 'Work on it has begun: it stays as it is' },
    });
    expect(await patch({ ...own, from: '2026-06-01' })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.from' }] },
    });
  });
});

describe('what an edit would change', () => {
  test('is named before: each job, its period, every date from when to when; and nothing is written', async () => {
    const december = await jobOf('2025-12');
    await office.api.post(`/v1/jobs/${december.id}/tasks/${taskOf(december, 'post').id}/complete`);
    const january = await jobOf('2026-01');
    const { items, upcoming } = await previewed({ scope: 'not-started', changes });
    expect(items.map(({ period, left, fields }: Answer) => [period.key, left, fields])).toEqual([
      ['2025-12', 'Work on it has begun: it stays as it is', []],
      ['2026-01', undefined, ['startOn', 'dueRule', 'budgetMinutes']],
      ['2026-02', undefined, ['startOn', 'dueRule', 'budgetMinutes']],
    ]);
    expect(items[1].tasks).toMatchObject([
      { key: 'review', how: 'changed', fields: ['title', 'dueRule'] },
      { key: 'kegs', how: 'added' },
    ]);
    expect(items[1].dates.map(({ of, title, from, to }: Answer) => [of, title, from, to])).toEqual([
      ['start', 'Small close – January 2026', '2026-02-02', '2026-02-03'],
      ['job', 'Small close – January 2026', '2026-02-06', '2026-02-11'],
      ['task', 'Review twice', '2026-02-06', '2026-02-05'],
      ['task', 'Count the kegs', undefined, '2026-02-02'],
    ]);
    expect(upcoming[0]).toMatchObject({ period: { key: '2026-03' }, start: '2026-04-03' });
    expect(await jobOf('2026-01')).toEqual(january);
    expect(await office.again(series)).not.toHaveProperty('changes');
  });

  test('of one job, of those from a period on, and of those to come only', async () => {
    const keys = async (body: object) => (await previewed(body)).items.map(({ period }: Answer) => period.key);
    expect(await keys({ scope: 'this', from: '2026-01-01', changes })).toEqual(['2026-01']);
    expect(await keys({ scope: 'following', from: '2026-01-01', changes })).toEqual(['2026-01', '2026-02']);
    expect(await keys({ changes })).toEqual([]);
  });
});

describe('a scope', () => {
  test.each([
    [{ scope: 'this', changes: {} }, 'body.from'],
    [{ scope: 'following', missed: 'skip' }, 'body.from'],
    [{ scope: 'not-started', from: '2026-01-01' }, 'body.from'],
    [{ scope: 'this', from: '2026-01-01' }, 'body.changes'],
    [{ scope: 'this', from: '2026-01-01', changes: {}, missed: 'skip' }, 'body.scope'],
    [{ scope: 'not-started', changes: { skip: ['nothing'] } }, 'body.changes.skip'],
  ])('that says too little or too much is refused: %j', async (body, path) => {
    expect(await patch(body)).toMatchObject({ status: 400, body: { issues: [{ path }] } });
  });
});
