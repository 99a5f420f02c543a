import { beforeEach, describe, expect, test } from 'vitest';
import { rebuild } from '../../../functions/rebuild.ts';
import { nameOf } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { contentOf, verbs } from '../../support/office.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let office: Awaited<ReturnType<typeof anOffice>>;
let job: Answer;

beforeEach(async () => {
  at('2026-11-02T16:00:00Z');
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  office = await anOffice(firm);
  const templateId = await published(firm.admin.call, aSmallTemplate());
  job = await aJob(firm.admin.call, { clientId: office.clientId, templateId });
  const first = `/v1/jobs/${job.id}/tasks/${taskOf(job, 'first').id}`;
  await admin.patch(first, { dueOn: '2026-12-01', reason: 'The client is away' });
  await admin.patch(first, { instructions: 'Both accounts' });
  await admin.patch(first, { instructions: 'All accounts' });
  await admin.post(`${first}/complete`, {});
  await firm.projected();
});

describe('what is kept of jobs', () => {
  test('is verified with the dates that moved, and an altered task is named', async () => {
    expect(firm.memory.all().filter(({ entity }) => entity === 'slip').length).toBeGreaterThan(0);
    expect(await admin.post('/v1/audit/verify', {})).toMatchObject({ body: { verdict: 'intact' } });
    firm.memory.meddle((rows) => {
      for (const [name, item] of rows) if (item.entity === 'task') rows.set(name, { ...item, title: 'Another' });
    });
    expect(await admin.post('/v1/audit/verify', {})).toMatchObject({
      body: { verdict: 'broken', finding: { chain: `JOB#${job.id}` } },
    });
  });

  test('is made anew by a rebuild: rows of due tasks, seasons and grids, and nothing that was there for no reason', async () => {
    const before = contentOf(firm);
    const kinds = ['due', 'season', 'grid'];
    expect(new Set(before.map(({ entity }) => entity))).toEqual(expect.objectContaining(new Set(kinds)));
    firm.memory.meddle((rows) => {
      for (const entity of kinds) {
        const stray = { pk: `STRAY#${entity}`, sk: 'x', entity };
        rows.set(nameOf(stray), stray);
      }
      for (const [name, item] of rows) if (item.entity === 'due' && item.jobId === job.id) rows.delete(name);
    });
    await rebuild(firm.memory, firm.memory.sweep);
    expect(contentOf(firm)).toEqual(before);
  });

  test('every kind of row that the projector makes is taken away before it is made anew', async () => {
    const rows = firm.memory.all().filter(({ entity }) => entity === 'part');
    const named = new Set(rows.flatMap((part) => Object.keys(part.rows as object)));
    const kinds = firm.memory.all().filter(({ pk, sk }) => named.has(JSON.stringify([pk, sk])));
    let removed = 0;
    await rebuild(firm.memory, firm.memory.sweep, (done) => (removed = done.removed));
    expect(removed).toBeGreaterThanOrEqual(kinds.length + rows.length);
  });
});

describe('someone who leaves', () => {
  test('hands over the lead, the roles and the open tasks of jobs, and keeps what they have done', async () => {
    const { bookkeeper, reviewer } = office;
    await admin.patch(`/v1/jobs/${job.id}`, { leadId: bookkeeper.id });
    await firm.projected();
    const path = `/v1/team/${bookkeeper.id}`;
    const preview = await admin.post(`${path}/hand-over/preview`, { to: reviewer.id });
    const { digest } = preview.body;
    const started = await admin.post(`${path}/hand-over`, { to: reviewer.id, digest, endAccess: false });
    expect(started.status, JSON.stringify(started.body)).toBe(201);
    at('2026-11-02T16:02:00Z');
    await worked(firm, started.body.id);
    await firm.projected();
    const { body } = await admin.get(`/v1/jobs/${job.id}`);
    expect(body.leadId).toBe(reviewer.id);
    expect(body.people).toEqual([
      { role: 'doer', memberId: reviewer.id },
      { role: 'reviewer', memberId: reviewer.id },
    ]);
    const who = Object.fromEntries(body.tasks.map((task: Answer) => [task.key, task.assigneeId]));
    expect(who).toEqual({ first: bookkeeper.id, second: reviewer.id, review: reviewer.id, last: reviewer.id });
    expect((await admin.get('/v1/work', { query: { assigneeId: bookkeeper.id } })).body.items).toEqual([]);
    expect((await admin.get('/v1/work', { query: { assigneeId: reviewer.id } })).body.items).toHaveLength(3);
    expect((await admin.get(`${path}/holdings`)).body.items).toEqual([]);
    expect(await admin.post('/v1/audit/verify', {})).toMatchObject({ body: { verdict: 'intact' } });
  });
});
