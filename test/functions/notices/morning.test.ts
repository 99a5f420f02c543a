import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../../functions/notifications/deliver.ts';
import { isMorningOf } from '../../../functions/notices/morning.ts';
import { mornings } from '../../../functions/notices/morning-step.ts';
import { workingDays, WorkingDays } from '../../../shared/dates/calendars.ts';
import { at } from '../../support/at.ts';
import { eventsOf } from '../../support/builders.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { mailsTo, told } from '../../support/telling.ts';
import { aJob, anOffice } from '../../support/work.ts';

const weekdays = workingDays(WorkingDays.parse({}));
const denver = { timeZone: 'America/Denver' };
const someone = { choices: undefined, absences: [] };

describe('someone’s morning', () => {
  test.each([
    ['2026-12-07T14:29:00.000Z', false, 'before half past seven'],
    ['2026-12-07T14:30:00.000Z', true, 'at half past seven'],
    ['2026-12-07T20:29:00.000Z', true, 'when the schedule came late'],
    ['2026-12-07T20:30:00.000Z', false, 'in the afternoon'],
    ['2026-12-06T14:30:00.000Z', false, 'on a Sunday'],
    ['2026-07-06T13:30:00.000Z', true, 'in summer'],
  ])('at %s: %s (%s)', (now, is) => {
    expect(isMorningOf(someone, denver, weekdays, now)).toBe(is);
  });

  test('is at the time they chose, and not at all when they chose so', () => {
    const chosen = (morning: { isOn: boolean; at: string }) => ({
      choices: { memberId: 'mem', kinds: {}, morning },
      absences: [],
    });
    expect(isMorningOf(chosen({ isOn: true, at: '09:00' }), denver, weekdays, '2026-12-07T14:30:00.000Z')).toBe(false);
    expect(isMorningOf(chosen({ isOn: true, at: '09:00' }), denver, weekdays, '2026-12-07T16:30:00.000Z')).toBe(true);
    expect(isMorningOf(chosen({ isOn: false, at: '07:30' }), denver, weekdays, '2026-12-07T14:30:00.000Z')).toBe(false);
  });

  test('is none while they are away for the whole day, and one when they are for a part of it', () => {
    const away = { from: '2026-12-01', to: '2026-12-07' };
    const now = '2026-12-07T14:30:00.000Z';
    expect(isMorningOf({ ...someone, absences: [away] }, denver, weekdays, now)).toBe(false);
    expect(isMorningOf({ ...someone, absences: [{ ...away, minutes: 120 }] }, denver, weekdays, now)).toBe(true);
    expect(isMorningOf({ ...someone, absences: [{ ...away, to: '2026-12-06' }] }, denver, weekdays, now)).toBe(true);
  });

  test('comes in every zone and on every working day for one of the hourly calls at least', () => {
    const zones = fc.constantFrom(
      'America/Denver',
      'Asia/Kathmandu',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'UTC',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 2000 }), (timeZone, day) => {
        const calls = Array.from({ length: 48 }, (_, hour) =>
          new Date(Date.UTC(2026, 0, 1 + day, hour, 30)).toISOString(),
        );
        const everyDay = workingDays({ ...WorkingDays.parse({}), weekend: [], national: undefined });
        const hits = calls.filter((now) => isMorningOf(someone, { timeZone }, everyDay, now));
        expect(hits.length).toBeGreaterThanOrEqual(6);
      }),
    );
  });
});

describe('the morning mail', () => {
  let firm: FirmUnderTest;
  let office: Awaited<ReturnType<typeof anOffice>>;
  let address: string;
  // A Friday.
  const friday = '2026-12-04T16:00:00.000Z';
  const monday = '2026-12-07T14:30:00.000Z';
  beforeEach(async () => {
    at(friday);
    firm = await aFirm();
    office = await anOffice(firm);
    address = (await firm.admin.call('GET', `/v1/team/${office.bookkeeper.id}`)).body.mail;
  });

  const theirs = () => mailsTo(firm, address);
  const due = (title: string, dueOn: string, more: object = {}) => ({
    title,
    dueOn,
    assigneeId: office.bookkeeper.id,
    ...more,
  });
  /** At a moment, when everything before was told and is in the lists. */
  async function morning(now: string): Promise<{ sent: number }> {
    await told(firm);
    await firm.projected();
    at(now);
    return mornings(firm.table, now);
  }

  test('says what is overdue, due today and up next, and what is new, to each of them', async () => {
    const tasks = [
      due('Old', '2026-12-04'),
      due('Today', '2026-12-07'),
      due('Soon', '2026-12-10'),
      due('Later', '2026-12-21'),
    ];
    await aJob(firm.admin.call, { clientId: office.clientId, title: 'Close', tasks });
    await told(firm);
    expect(await morning(monday)).toEqual({ sent: 1 });
    const [mail] = theirs();
    expect(mail).toMatchObject({
      status: 'queued',
      subject: 'Monday, December 7: 1 overdue, 1 due today, 1 up next, 1 new',
    });
    expect(mail!.text).toBe(
      [
        'Overdue\n– Old – Close (Fri 4 Dec 2026)',
        'Due today\n– Today – Close',
        'Up next\n– Soon – Close (Thu 10 Dec 2026)',
        'New since the last mail\n– Eleanor gave you 4 tasks of “Close” for Juniper Street Dental, P.C.',
        'Sign in to see all of it. What you are told, and when this mail comes, is yours to choose in your settings.',
      ].join('\n\n'),
    );
  });

  test('is one, however often and by however many the schedule is fired', async () => {
    await aJob(firm.admin.call, { title: 'Close', tasks: [due('Today', '2026-12-07')] });
    await morning(monday);
    await Promise.all(Array.from({ length: 5 }, () => mornings(firm.table, '2026-12-07T15:30:00.000Z')));
    expect(theirs()).toHaveLength(1);
    const queued = eventsOf(firm.memory.all()).filter(
      ({ type, actor }) => type === 'mail.queued' && actor === 'system',
    );
    expect(queued).toHaveLength(1);
  });

  test('is one also when five are first at once', async () => {
    await aJob(firm.admin.call, { title: 'Close', tasks: [due('Today', '2026-12-07')] });
    at(monday);
    await firm.projected();
    const sent = await Promise.all(Array.from({ length: 5 }, () => mornings(firm.table, monday)));
    expect(sent.reduce((sum, one) => sum + one.sent, 0)).toBe(1);
    expect(theirs()).toHaveLength(1);
  });

  test('comes the next day with what is new since, and no more of what was told', async () => {
    await aJob(firm.admin.call, { title: 'Close', tasks: [due('Later', '2026-12-31')] });
    await morning(monday);
    await aJob(firm.admin.call, { title: 'Payroll', tasks: [due('Run it', '2026-12-30')] });
    await morning('2026-12-08T14:30:00.000Z');
    expect(theirs().map(({ subject }) => subject)).toEqual(['Monday, December 7: 1 new', 'Tuesday, December 8: 1 new']);
    expect(theirs()[1]!.text).toContain('Eleanor gave you “Run it” in “Payroll”');
    expect(theirs()[1]!.text).not.toContain('Close');
  });

  test('does not come when there is nothing, nor later that day when there is', async () => {
    expect(await morning(monday)).toEqual({ sent: 0 });
    await aJob(firm.admin.call, { title: 'Close', tasks: [due('Today', '2026-12-07')] });
    expect(await morning('2026-12-07T16:30:00.000Z')).toEqual({ sent: 0 });
    expect(theirs()).toEqual([]);
  });

  test('leaves out what was read, and kinds that someone wants only in the app', async () => {
    const me = verbs(office.bookkeeper.call);
    await aJob(firm.admin.call, { title: 'Close', tasks: [due('Later', '2026-12-31')] });
    await told(firm);
    await me.post('/v1/me/notices/read', { all: true });
    expect(await morning(monday)).toEqual({ sent: 0 });
    await me.put('/v1/me/notice-choices', { kinds: { assigned: 'app' } });
    await aJob(firm.admin.call, { title: 'Payroll', tasks: [due('Later', '2026-12-31')] });
    expect(await morning('2026-12-08T14:30:00.000Z')).toEqual({ sent: 0 });
    expect((await me.get('/v1/me/notices')).body).toMatchObject({ unread: 1 });
  });

  test('says nothing of a client behind a wall, and goes to nobody who is away or has lost access', async () => {
    const tasks = [due('Today', '2026-12-07')];
    await aJob(firm.admin.call, { clientId: office.clientId, title: 'Close', tasks });
    await firm.admin.call('PATCH', `/v1/clients/${office.clientId}`, { body: { roles: [] } });
    const access = { deny: [office.bookkeeper.id], reason: 'A cousin' };
    expect((await firm.admin.call('PUT', `/v1/clients/${office.clientId}/access`, { body: access })).status).toBe(200);
    expect(await morning(monday)).toEqual({ sent: 0 });
    await aJob(firm.admin.call, { title: 'Our own', tasks: [due('Today', '2026-12-08'), due('Next', '2026-12-09')] });
    const absence = { from: '2026-12-08', to: '2026-12-08' };
    await firm.admin.call('POST', `/v1/team/${office.bookkeeper.id}/absences`, { body: absence });
    expect(await morning('2026-12-08T14:30:00.000Z')).toEqual({ sent: 0 });
    await firm.admin.call('POST', `/v1/team/${office.bookkeeper.id}/disable`);
    expect(await morning('2026-12-09T14:30:00.000Z')).toEqual({ sent: 0 });
  });

  test('is not kept once it was sent: neither it nor the history says of whom it told', async () => {
    await aJob(firm.admin.call, {
      clientId: office.clientId,
      title: 'Close of Juniper',
      tasks: [due('Today', '2026-12-07')],
    });
    await morning(monday);
    const { id } = theirs()[0]!;
    let left = '';
    await deliver(firm.table, async ({ text }) => void (left = text), id);
    expect(left).toContain('Close of Juniper');
    const kept = firm.memory.all().filter(({ pk }) => pk === `MAIL#${id}`);
    expect(kept.length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain('Juniper');
    expect(theirs()).toMatchObject([{ status: 'sent', subject: 'Monday, December 7: 1 due today, 1 new' }]);
    expect(await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).toMatchObject({
      body: { verdict: 'intact' },
    });
  });
});
