import { beforeEach, describe, expect, test } from 'vitest';
import { hashOfToken } from '../../../shared/tokens.ts';
import { at } from '../../support/at.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob, anOffice } from '../../support/work.ts';

let firm: FirmUnderTest;
let office: Awaited<ReturnType<typeof anOffice>>;
let worker: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-12-01T15:00:00.000Z');
  firm = await aFirm();
  office = await anOffice(firm);
  worker = verbs(office.bookkeeper.call);
});

const nobody = () => verbs(firm.as(null));
const make = async () => (await worker.post('/v1/me/calendar')).body.path as string;
const read = async (path: string): Promise<string> => {
  await firm.projected();
  return (await nobody().get(path)).body;
};
const linesOf = (text: string, name: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith(name));

const aTask = (more: object = {}) => ({
  title: 'Reconcile',
  assigneeId: office.bookkeeper.id,
  dueOn: '2026-12-10',
  ...more,
});

describe('a calendar', () => {
  test('is read by whoever has its address, as iCalendar that nothing keeps', async () => {
    const path = await make();
    expect(path).toMatch(/^\/v1\/calendar\/[\w-]{43}\.ics$/);
    const reply = await nobody().get(path);
    expect(reply).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' },
    });
    expect(reply.body).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  });

  test('has the person’s open tasks with a day, and the jobs that they lead, each under its own id', async () => {
    const body = {
      clientId: office.clientId,
      title: 'Year end',
      tasks: [aTask(), aTask({ title: 'File', dueOn: undefined })],
    };
    const job = await aJob(firm.admin.call, { ...body, dueOn: '2026-12-18', leadId: office.bookkeeper.id });
    const text = await read(await make());
    expect(linesOf(text, 'SUMMARY')).toEqual(['SUMMARY:Reconcile – Year end', 'SUMMARY:Year end is due']);
    expect(linesOf(text, 'DTSTART')).toEqual(['DTSTART;VALUE=DATE:20261210', 'DTSTART;VALUE=DATE:20261218']);
    expect(linesOf(text, 'UID')).toEqual([`UID:${job.tasks[0].id}@firmament`, `UID:${job.id}@firmament`]);
    expect(linesOf(text, 'DTSTAMP')[0]).toMatch(/^DTSTAMP:20261201T1[5-9]\d{4}Z$/);
    await worker.post(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}/complete`);
    expect(linesOf(await read(await make()), 'SUMMARY')).toEqual(['SUMMARY:Year end is due']);
  });

  test('tells what is due at a time of the firm’s day as that moment, in winter as in summer', async () => {
    const { id } = await aJob(firm.admin.call, { title: 'Payroll' });
    for (const dueOn of ['2026-12-10', '2027-07-01'])
      await firm.admin.call('POST', `/v1/jobs/${id}/tasks`, { body: { ...aTask({ dueOn }), dueAt: '15:00' } });
    const text = await read(await make());
    expect(linesOf(text, 'DTSTART')).toEqual(['DTSTART:20261210T220000Z', 'DTSTART:20270701T210000Z']);
  });

  test('shows nothing of anyone else, and nothing from behind a wall', async () => {
    const tasks = [aTask(), aTask({ title: 'Another’s', assigneeId: office.reviewer.id })];
    await aJob(firm.admin.call, { clientId: office.clientId, title: 'Close', tasks });
    const path = await make();
    expect(linesOf(await read(path), 'SUMMARY')).toEqual(['SUMMARY:Reconcile – Close']);
    await firm.admin.call('PATCH', `/v1/clients/${office.clientId}`, { body: { roles: [] } });
    const access = { deny: [office.bookkeeper.id], reason: 'A cousin' };
    expect((await firm.admin.call('PUT', `/v1/clients/${office.clientId}/access`, { body: access })).status).toBe(200);
    expect(linesOf(await read(path), 'SUMMARY')).toEqual([]);
  });

  test('stays well formed whatever titles have in them', async () => {
    await aJob(firm.admin.call, { title: 'A, B; C\\D', tasks: [aTask({ title: 'x'.repeat(190) })] });
    const text = await read(await make());
    expect(linesOf(text, 'SUMMARY')).toEqual([`SUMMARY:${'x'.repeat(190)} – A\\, B\\; C\\\\D`]);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

describe('the address of a calendar', () => {
  test('is told once, and stands nowhere but as its hash', async () => {
    const path = await make();
    const [token] = /[\w-]{43}/.exec(path)!;
    expect((await worker.get('/v1/me/calendar')).body).toEqual({ madeAt: expect.stringMatching(/^2026-12-01T15:0/) });
    const stored = JSON.stringify(firm.memory.all());
    expect(stored).not.toContain(token);
    expect(stored).toContain(hashOfToken(token));
    const events = firm.memory.all().filter(({ type }) => type === 'member.calendar-made');
    expect(JSON.stringify(events)).not.toContain(hashOfToken(token));
  });

  test('is another each time it is made, also with the same Idempotency-Key; the one before opens nothing', async () => {
    const key = { headers: { 'idempotency-key': 'once' } };
    const [first, second] = [
      await worker.post('/v1/me/calendar', undefined, key),
      await worker.post('/v1/me/calendar', undefined, key),
    ];
    expect(second.body.path).not.toBe(first.body.path);
    expect(await nobody().get(first.body.path)).toMatchObject({ status: 404 });
    expect(await nobody().get(second.body.path)).toMatchObject({ status: 200 });
  });

  test('opens nothing once it was taken away, or its person lost access; given access back, it does again', async () => {
    const path = await make();
    const member = `/v1/team/${office.bookkeeper.id}`;
    await firm.admin.call('POST', `${member}/disable`);
    expect(await nobody().get(path)).toMatchObject({ status: 404 });
    await firm.admin.call('POST', `${member}/enable`);
    expect(await nobody().get(path)).toMatchObject({ status: 200 });
    expect(await worker.remove('/v1/me/calendar')).toMatchObject({ status: 204 });
    expect(await worker.remove('/v1/me/calendar')).toMatchObject({ status: 204 });
    expect(await nobody().get(path)).toMatchObject({ status: 404 });
    expect((await worker.get('/v1/me/calendar')).body).toEqual({});
  });

  test.each([
    [`${'A'.repeat(43)}.ics`, 404],
    [`${'A'.repeat(44)}.ics`, 400],
    ['A'.repeat(43), 400],
    ['x.ics', 400],
    ['..', 400],
  ])('that nobody was given opens nothing: %s', async (file, status) => {
    await make();
    expect(await nobody().get(`/v1/calendar/${file}`)).toMatchObject({ status });
  });

  test('is asked for so often from one place, and no more', async () => {
    const path = await make();
    for (let n = 0; n < 600; n++) await nobody().get(`/v1/calendar/${'A'.repeat(43)}.ics`);
    expect(await nobody().get(path)).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } });
  });
});
