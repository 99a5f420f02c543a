import { beforeEach, describe, expect, test } from 'vitest';
import { recur } from '../../../functions/recurrence/react.ts';
import { aFirm, type Answer } from '../../support/call.ts';
import { published } from '../../support/templates.ts';
import { aMonth, aRecurringOffice, jobsOf, reacted, type RecurringOffice } from './recurring.ts';

let office: RecurringOffice;
let templateId: string;

beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
  const { period: _, ...rest } = aMonth({
    key: 'formation',
    name: 'Formation',
    title: 'Formation',
    start: 'today',
    due: 'job.start +5 bizday',
  });
  const [section] = rest.sections;
  const tasks = section!.tasks.map(({ due: _due, ...task }) => task);
  templateId = await published(office.firm.admin.call, { ...rest, sections: [{ ...section!, tasks }] });
});

const formation = { code: 'FORM', name: 'Formation', frequency: 'once', template: 'formation' };

async function drafted(service: object = {}, more: object = {}): Promise<Answer> {
  const { status, body } = await office.api.post(`/v1/clients/${office.clientId}/engagements`, {
    title: 'A new company',
    services: [{ ...formation, ...service }],
    ...more,
  });
  expect(status).toBe(201);
  return body;
}

async function activated(engagement: Answer): Promise<void> {
  await office.api.post(`/v1/engagements/${engagement.id}/activate`);
  await reacted(office.firm);
  await office.firm.projected();
}

const hear = async ({ id }: Answer): Promise<void> => {
  await recur(office.firm.table, { type: 'engagement.agreed', pk: `ENGAGEMENT#${id}` });
  await office.firm.projected();
};
const waiting = (): Answer[] => office.firm.memory.all().filter(({ entity }) => entity === 'waiting service');
const told = (): Answer[] =>
  office.firm.memory.all().filter((item) => `${item.subject as string}`.includes('has no job yet'));

describe('a service that is done once', () => {
  test('has its one job from when its engagement begins, today', async () => {
    const engagement = await drafted();
    await activated(engagement);
    const [{ id: serviceId }] = engagement.services;
    expect(jobsOf(office.firm)).toMatchObject([
      { title: 'Formation', engagementId: engagement.id, serviceId, startOn: '2026-03-10', createdBy: 'system' },
    ]);
    expect((await office.api.get(`/v1/clients/${office.clientId}/series`)).body.items).toEqual([]);
  });

  test('has no second one, however often its engagement is heard of, also where the first was cancelled', async () => {
    const engagement = await drafted();
    await activated(engagement);
    await Promise.all([hear(engagement), hear(engagement), hear(engagement)]);
    const [job] = jobsOf(office.firm);
    await office.api.post(`/v1/jobs/${job!.id}/cancel`, { reason: 'They changed their mind' });
    await hear(engagement);
    expect(jobsOf(office.firm)).toHaveLength(1);
  });

  test('begins on the day that it names, where that is yet to come', async () => {
    await activated(await drafted({ firstPeriod: '2026-05-04' }));
    expect(jobsOf(office.firm)).toMatchObject([{ startOn: '2026-05-04' }]);
  });

  test('is about the period of that day, where its template is about one', async () => {
    await activated(await drafted({ template: 'small-close', firstPeriod: '2026-02-01' }));
    expect(jobsOf(office.firm)).toMatchObject([{ period: { key: '2026-02' } }]);
  });

  test('is left alone where someone made its job before, and not for that of another engagement', async () => {
    const other = await drafted();
    await activated(other);
    const engagement = await drafted();
    const [{ id: serviceId }] = engagement.services;
    const byHand = { clientId: office.clientId, templateId, engagementId: engagement.id, serviceId };
    expect((await office.api.post('/v1/jobs', byHand)).status).toBe(201);
    await office.firm.projected();
    await activated(engagement);
    expect(new Set(jobsOf(office.firm).map((one): string => one.engagementId))).toEqual(
      new Set([other.id, engagement.id]),
    );
    expect(jobsOf(office.firm)).toHaveLength(2);
  });

  test('waits while it rests, and where it is done as it is asked for', async () => {
    await activated(await drafted({ isPaused: true }));
    await activated(await drafted({ frequency: 'as-needed' }));
    expect(jobsOf(office.firm)).toEqual([]);
  });

  test('waits for the letter where the firm begins no work without one, and comes once it is signed', async () => {
    await office.api.patch('/v1/firm', { letterRule: 'stop' });
    const engagement = await drafted();
    await activated(engagement);
    expect([jobsOf(office.firm), told()]).toEqual([[], []]);
    await office.api.patch(`/v1/engagements/${engagement.id}`, { letter: 'signed' });
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toHaveLength(1);
  });

  test('comes, once only, when the firm begins work without a letter from now on', async () => {
    await office.api.patch('/v1/firm', { letterRule: 'stop' });
    await activated(await drafted());
    await office.api.patch('/v1/firm', { letterRule: 'warn' });
    await reacted(office.firm);
    await recur(office.firm.table, { type: 'firm.updated', pk: 'FIRM' });
    expect(jobsOf(office.firm)).toHaveLength(1);
    expect(waiting()).toEqual([]);
  });

  test('comes after a rest, where its letter was signed meanwhile', async () => {
    await office.api.patch('/v1/firm', { letterRule: 'stop' });
    const engagement = await drafted();
    await activated(engagement);
    await office.api.post(`/v1/engagements/${engagement.id}/pause`);
    await office.api.patch(`/v1/engagements/${engagement.id}`, { letter: 'signed' });
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toEqual([]);
    await office.api.post(`/v1/engagements/${engagement.id}/resume`);
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toHaveLength(1);
  });

  test('comes after the service itself rested while its letter was signed', async () => {
    await office.api.patch('/v1/firm', { letterRule: 'stop' });
    const engagement = await drafted();
    await activated(engagement);
    const path = `/v1/engagements/${engagement.id}/services/${engagement.services[0].id}`;
    expect((await office.api.patch(path, { isPaused: true })).status).toBe(200);
    await office.api.patch(`/v1/engagements/${engagement.id}`, { letter: 'signed' });
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toEqual([]);
    expect((await office.api.patch(path, { isPaused: false })).status).toBe(200);
    await reacted(office.firm);
    expect(jobsOf(office.firm)).toHaveLength(1);
  });

  test('waits no more once its engagement has ended', async () => {
    await office.api.patch('/v1/firm', { letterRule: 'stop' });
    const engagement = await drafted();
    await activated(engagement);
    expect(waiting()).toHaveLength(1);
    await office.api.post(`/v1/engagements/${engagement.id}/end`, { endsOn: '2026-03-10' });
    await reacted(office.firm);
    await office.api.patch('/v1/firm', { letterRule: 'off' });
    await reacted(office.firm);
    expect([jobsOf(office.firm), waiting()]).toEqual([[], []]);
  });

  test('tells who answers for the client where it cannot begin', async () => {
    await office.api.post(`/v1/templates/${templateId}/withdraw`);
    const engagement = await drafted();
    await activated(engagement);
    await hear(engagement);
    expect(jobsOf(office.firm)).toEqual([]);
    expect(told()).toMatchObject([{ text: expect.stringMatching(/could not begin: .*withdrawn/) }]);
  });
});
