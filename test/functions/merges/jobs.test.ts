import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { nextRecords } from '../../../functions/merges/sweep.ts';
import { write } from '../../../shared/events/write.ts';
import { names } from '../../../shared/table/renamed.ts';
import { worked } from '../../support/batches.ts';
import { anAuthor } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob, aSmallTemplate, taskOf } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let kept: string;
let other: string;
let templateId: string;
let job: Answer;

beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  kept = (await aClient(firm.admin.call, { name: 'Bright Gable Roofing, Inc.' })).id;
  other = (await aClient(firm.admin.call, { name: 'Bright Gable', roles: [{ role: 'lead', memberId: firm.admin.id }] }))
    .id;
  templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId: other, templateId });
  await admin.post(`/v1/jobs/${job.id}/comments`, { text: 'Two receipts are missing' });
  await admin.post(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'second').id}/notes`, { text: 'Which account?' });
  await admin.patch(`/v1/jobs/${job.id}/tasks/${taskOf(job, 'first').id}`, { dueOn: '2027-01-11' });
  await firm.projected();
});

/** The bookkeeping of its workflow names no client. */
const ofJob = () =>
  firm.memory.all().filter(({ pk, sk }) => pk === `JOB#${job.id}` && !sk.startsWith('~') && sk !== 'WORKFLOW');
const clientOf = (items: Answer[]) => [...new Set(items.map(({ client }) => client?.id))];
const lists = async (call = admin) => {
  const season = { templateId, period: '2026' };
  const paths: [string, object][] = [
    ['/v1/work', {}],
    ['/v1/jobs/season', season],
    ['/v1/jobs/grid', { templateId, year: '2026' }],
  ];
  return Promise.all(
    paths.map(async ([path, query]) => (await call.get(path, { query: query as Record<string, string> })).body.items),
  );
};

describe('the jobs of a client merged into another', () => {
  test('are its from then on, with their tasks, dates, comments and notes, in every list', async () => {
    const merged = await admin.post(`/v1/clients/${kept}/merge`, { from: other });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    const { batchId } = merged.body;
    await worked(firm, batchId);
    await firm.projected();
    expect(ofJob().map(({ entity }) => entity)).toEqual(
      expect.arrayContaining(['job', 'schedule', 'task', 'comment', 'review note']),
    );
    for (const item of ofJob()) expect(item).toMatchObject({ clientId: kept, clientIds: [kept] });
    const read = (await admin.get(`/v1/jobs/${job.id}`)).body;
    expect(read).toMatchObject({ clientId: kept, comments: [{ text: 'Two receipts are missing' }] });
    expect((await admin.get('/v1/jobs', { query: { clientId: kept } })).body.items).toMatchObject([{ id: job.id }]);
    for (const items of await lists()) expect(clientOf(items)).toEqual([kept]);
    const rows = firm.memory.all().filter(({ entity }) => ['due', 'season', 'grid'].includes(entity as string));
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row.clientId).toBe(kept);
    expect((await checkPartition(firm.memory, `JOB#${job.id}`, undefined)).finding).toBeUndefined();
  });

  test('stay behind the walls of both before and after they have followed', async () => {
    const outside = await firm.member('manager', { scope: { except: [kept, other] } });
    const denied = await firm.member('admin');
    const list = { deny: [denied.id], reason: 'A cousin’s company' };
    for (const id of [kept, other])
      expect(await admin.put(`/v1/clients/${id}/access`, list)).toMatchObject({ status: 200 });
    const merged = await admin.post(`/v1/clients/${kept}/merge`, { from: other });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    const { batchId } = merged.body;
    await worked(firm, batchId);
    await firm.projected();
    for (const [who, call] of [
      ['outside', outside.call],
      ['denied', denied.call],
    ] as const) {
      expect(await call('GET', `/v1/jobs/${job.id}`), who).toMatchObject({ status: 404 });
      expect(await call('GET', `/v1/jobs/${job.id}/slips`)).toMatchObject({ status: 404 });
      for (const items of await lists(verbs(call))) expect(items).toEqual([]);
    }
    const inside = await firm.member('guest', { scope: { only: [kept] } });
    const slips = await inside.call('GET', `/v1/jobs/${job.id}/slips`);
    expect(slips.body.items[0].moved.length).toBeGreaterThan(0);
  });

  test('leave nothing behind wherever the work stops, or whatever is said meanwhile', async () => {
    // More than one transaction takes.
    for (let n = 0; n < 14; n++) await admin.post(`/v1/jobs/${job.id}/tasks`, { title: `Call ${n}` });
    const places = [{ pk: `CLIENT#${other}`, index: 'byClient' as const, leads: () => true }];
    const next = () => nextRecords(firm.memory, places, { from: other, into: kept }, []);
    const first = await next();
    await write(firm.memory, first!.write, anAuthor(firm.admin.id));
    expect(ofJob().find(({ sk }) => sk === 'JOB')).toMatchObject({ clientId: other });
    const second = await next();
    await admin.post(`/v1/jobs/${job.id}/comments`, { text: 'Said between the two' });
    await expect(write(firm.memory, second!.write, anAuthor(firm.admin.id))).rejects.toThrow('meanwhile');
    for (let found = await next(); found; found = await next())
      await write(firm.memory, found.write, anAuthor(firm.admin.id));
    expect(ofJob().filter((item) => names(item, other))).toEqual([]);
    expect(ofJob().find(({ sk }) => sk === 'JOB')).toMatchObject({ clientId: kept });
  });
});
