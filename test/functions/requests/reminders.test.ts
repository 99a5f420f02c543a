import { beforeEach, describe, expect, test } from 'vitest';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { civilDateAt, wallTimeAt } from '../../../shared/dates/zone.ts';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import {
  aClientToAsk,
  aContact,
  aFirmThatWrites,
  answerItem,
  aRequest,
  asContact,
  officeHours,
  someRequest,
} from '../../support/requests.ts';
import { aJob } from '../../support/work.ts';

const zone = 'America/Denver';
let firm: FirmUnderTest;
beforeEach(async () => {
  at(officeHours);
  firm = await aFirm();
  await aFirmThatWrites(firm);
});

const mailsNow = () => firm.memory.all().filter(({ entity }) => entity === 'mail') as unknown as Answer[];
const goLive = () => firm.admin.call('POST', '/v1/firm/go-live');
const hour = 3_600_000;

/** Every hour of so many days; twice, as schedules may fire. */
async function hours(from: string, days: number, each: (now: string) => Promise<void> = async () => undefined) {
  const begin = Date.parse(from);
  for (let n = 0; n < days * 24; n++) {
    const now = new Date(begin + n * hour).toISOString();
    at(now);
    await remindersStep(firm.memory, now);
    await remindersStep(firm.memory, now);
    await each(now);
  }
}
const remindersOf = () => mailsNow().filter(({ subject }) => !String(subject).startsWith('For '));
const daysOf = (mails: Answer[]) => mails.map(({ queuedAt }) => civilDateAt(queuedAt, zone));

describe('reminders', () => {
  test('go out once each by the ladder, then someone is to call, and it ends there', async () => {
    const { clientId, contactId } = await aClientToAsk(firm);
    await goLive();
    const made = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now' }));
    await hours(officeHours, 40);
    expect(daysOf(remindersOf())).toEqual(['2026-03-11', '2026-03-16', '2026-03-19']);
    expect(remindersOf().map(({ subject }) => subject)).toEqual([
      'A reminder: 2 things for Juniper Street Dental by Friday, March 13',
      'Still needed for Juniper Street Dental: March 2026 statements',
      'I’ll call you about March 2026 statements'.replace('’', "'"),
    ]);
    const jobs = firm.memory.all().filter(({ entity }) => entity === 'job') as unknown as Answer[];
    expect(jobs).toMatchObject([{ title: 'Call about “March 2026 statements”', clientId, quick: true }]);
    const { body } = await firm.admin.call('GET', `/v1/requests/${made.id}`);
    expect(body).toMatchObject({ status: 'sent', callSince: expect.any(String) });
  });

  test.each([
    [
      'the job by its title where its client is shown it',
      true,
      'we are ready to go on with March close and are waiting for:',
    ],
    [
      'what was asked for where they are not shown the job',
      false,
      'we are ready to go on with March 2026 statements and are waiting for:',
    ],
  ])('after the date name %s', async (_, shownToClient, said) => {
    const { clientId, contactId } = await aClientToAsk(firm);
    await goLive();
    const job = await aJob(firm.admin.call, { clientId, title: 'March close', startOn: '2026-03-02' });
    await firm.admin.call('PATCH', `/v1/jobs/${job.id}`, { body: { shownToClient } });
    await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', jobId: job.id }));
    await hours('2026-03-11T15:00:00.000Z', 1);
    await hours('2026-03-16T15:00:00.000Z', 1);
    expect(remindersOf().at(-1)!.text).toContain(said);
  });

  test('go on to others though a client was archived meanwhile, for whom nobody is to call', async () => {
    const gone = await aClientToAsk(firm);
    const other = await aClient(firm.admin.call, { name: 'Whitaker Holdings' });
    const contactId = await aContact(firm.admin.call, other.id, { name: 'Carl', mail: 'carl@whitaker.example' });
    await goLive();
    await aRequest(firm.admin.call, gone.clientId, someRequest(gone.contactId, { send: 'now' }));
    await aRequest(firm.admin.call, other.id, someRequest(contactId, { send: 'now' }));
    const archived = { body: { lifecycle: 'archived' } };
    expect((await firm.admin.call('PATCH', `/v1/clients/${gone.clientId}`, archived)).status).toBe(200);
    await hours(officeHours, 40);
    const calls = firm.memory.all().filter(({ entity }) => entity === 'job') as unknown as Answer[];
    expect(calls).toMatchObject([{ clientId: other.id }]);
  });

  test('stop when the client has done their part', async () => {
    const { clientId, contactId } = await aClientToAsk(firm);
    await goLive();
    const made = await aRequest(
      firm.admin.call,
      clientId,
      someRequest(contactId, { send: 'now', items: [answerItem] }),
    );
    await hours(officeHours, 8);
    const me = asContact(firm, contactId, [clientId]);
    await me('POST', `/portal/v1/requests/${made.id}/items/${made.asked[0].id}/answer`, { body: { text: 'no' } });
    await hours('2026-03-12T17:00:00.000Z', 20);
    expect(daysOf(remindersOf())).toEqual(['2026-03-11']);
  });

  test('none go out before the firm is live, nor to who is not to be notified', async () => {
    const { clientId, contactId } = await aClientToAsk(firm);
    await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now' }));
    await hours('2026-03-11T15:00:00.000Z', 1);
    expect(remindersOf()).toEqual([]);
    await goLive();
    const link = `/v1/clients/${clientId}/contacts/${contactId}`;
    const quiet = await firm.admin.call('PUT', link, { body: { portal: true, notify: false } });
    expect(quiet.status).toBe(200);
    await hours('2026-03-12T15:00:00.000Z', 2);
    expect(remindersOf()).toEqual([]);
  });

  test.each([
    ['wants no mail', { notify: false, portal: true }],
    ['has no access to the portal any more', { portal: false }],
  ])('go to the others, and the call comes on its day, where one of them %s', async (_, part) => {
    const { clientId, contactId } = await aClientToAsk(firm);
    const ben = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    await goLive();
    const made = await aRequest(
      firm.admin.call,
      clientId,
      someRequest(contactId, { send: 'now', contactIds: [contactId, ben] }),
    );
    await firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${ben}`, { body: part });
    await hours(officeHours, 20);
    expect(remindersOf().map(({ contactId: to }) => to)).toEqual([contactId, contactId, contactId]);
    const { body } = await firm.admin.call('GET', `/v1/requests/${made.id}`);
    expect(civilDateAt(body.callSince, zone)).toBe('2026-03-23');
    const looks = firm.memory.all().filter(({ type }) => type === 'request.reminders-planned');
    expect(looks.length).toBeLessThan(5);
  });

  test('that reach nobody any more end in a call on its day all the same', async () => {
    const { clientId, contactId } = await aClientToAsk(firm);
    await goLive();
    const made = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now' }));
    const path = `/v1/clients/${clientId}/contacts/${contactId}`;
    await firm.admin.call('PUT', path, { body: { portal: true, notify: false } });
    await hours(officeHours, 20);
    expect(remindersOf()).toEqual([]);
    const { body } = await firm.admin.call('GET', `/v1/requests/${made.id}`);
    expect(civilDateAt(body.callSince, zone)).toBe('2026-03-23');
    expect(firm.memory.all().filter(({ entity }) => entity === 'job')).toHaveLength(1);
  });

  test('of several clients are one mail a day, and name each client', async () => {
    const one = await aClientToAsk(firm);
    const other = await aClient(firm.admin.call, { name: 'Whitaker Holdings' });
    await firm.admin.call('PUT', `/v1/clients/${other.id}/contacts/${one.contactId}`, { body: { portal: true } });
    await goLive();
    for (const clientId of [one.clientId, other.id as string])
      await aRequest(firm.admin.call, clientId, someRequest(one.contactId, { send: 'now' }));
    await hours(officeHours, 8);
    const [mail, ...others] = remindersOf();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: '4 things we still need from you', passing: true });
    expect(mail.text).toMatch(/Juniper Street Dental[^]*Whitaker Holdings|Whitaker Holdings[^]*Juniper Street Dental/);
  });

  test('and what is scheduled goes out on its day, or says why it could not', async () => {
    const { clientId, contactId } = await aClientToAsk(firm);
    const made = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: '2026-03-06' }));
    const holed = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: '2026-03-09' }));
    await hours('2026-03-06T12:00:00.000Z', 1);
    const { body } = await firm.admin.call('GET', `/v1/requests/${made.id}`);
    expect(body).toMatchObject({ status: 'sent', sentAt: '2026-03-06T16:00:00.000Z' });
    await firm.admin.call('PATCH', '/v1/firm', { body: { phone: null } });
    await hours('2026-03-09T12:00:00.000Z', 1);
    const late = await firm.admin.call('GET', `/v1/requests/${holed.id}`);
    expect(late.body).toMatchObject({ status: 'draft', notSent: expect.stringContaining('{firm.phone}') });
  });

  test('over two months, many clients of few people: no day brings anyone two mails, none comes at night or on a closed day', async () => {
    await goLive();
    const people = await Promise.all(Array.from({ length: 5 }, (_, n) => aClientToAsk(firm, { name: `Client ${n}` })));
    for (const [n, { clientId, contactId }] of people.entries())
      for (let more = 0; more < 5; more++) {
        const other =
          more === 0 ? clientId : ((await aClient(firm.admin.call, { name: `Client ${n}-${more}` })).id as string);
        if (more > 0)
          await firm.admin.call('PUT', `/v1/clients/${other}/contacts/${contactId}`, { body: { portal: true } });
        const dueOn = `2026-03-${String(9 + ((n * 5 + more) % 20)).padStart(2, '0')}`;
        await aRequest(firm.admin.call, other, someRequest(contactId, { send: 'now', dueOn, title: `${n}-${more}` }));
      }
    await hours(officeHours, 45);
    const found = remindersOf();
    const byDay = found.map(({ contactId, queuedAt }) => `${contactId} ${civilDateAt(queuedAt, zone)}`);
    expect(new Set(byDay).size).toBe(byDay.length);
    expect(found.length).toBeGreaterThan(20);
    for (const { queuedAt } of found) {
      expect(wallTimeAt(queuedAt, zone) >= '09:00' && wallTimeAt(queuedAt, zone) < '17:00').toBe(true);
      expect([0, 6]).not.toContain(new Date(`${civilDateAt(queuedAt, zone)}T12:00:00Z`).getUTCDay());
    }
    const all = (await firm.admin.call('GET', '/v1/requests', { query: { limit: '100' } })).body.items as Answer[];
    expect(all).toHaveLength(25);
    for (const { reminders } of all) {
      const steps = reminders.map(({ step }: Answer) => step as number);
      expect(steps).toEqual([...new Set<number>(steps)].toSorted((a, b) => a - b));
    }
    expect(all.every(({ callSince }) => callSince !== undefined)).toBe(true);
  });
});
