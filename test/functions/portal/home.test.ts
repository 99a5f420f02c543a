import { beforeEach, describe, expect, test } from 'vitest';
import { scopeOf } from '../../../functions/portal/admission.ts';
import { portalRoutes } from '../../../functions/portal-routes.ts';
import { stageOf } from '../../../functions/portal/progress.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { at } from '../../support/at.ts';
import { aLogo } from '../../support/known-calls/firm.ts';
import { aPortal } from '../../support/portal.ts';

let firm: FirmUnderTest;
let portal: ReturnType<typeof aPortal>;
let clientId: string;
beforeEach(async () => {
  at('2026-11-08T16:00:00.000Z');
  firm = await aFirm();
  portal = aPortal(firm);
  ({ id: clientId } = await aClient(firm.admin.call));
});

const home = async (contactId: string) => (await (await portal.opened(contactId)).call('GET', '/portal/v1/home')).body;

async function aJob(body: object, shownToClient = true): Promise<string> {
  const { id } = (await firm.admin.call('POST', '/v1/jobs', { body: { clientId, ...body } })).body;
  if (shownToClient) await firm.admin.call('PATCH', `/v1/jobs/${id}`, { body: { shownToClient } });
  return id;
}

describe('the page', () => {
  test('shows the firm as it wants to be seen, and the person’s clients by name', async () => {
    await firm.admin.call('PATCH', '/v1/firm', { body: { colour: '#1f3a2d', phone: '303-555-0100' } });
    await firm.admin.call('PUT', '/v1/firm/logo', { body: { image: aLogo } });
    const { id: second } = await aClient(firm.admin.call, { name: 'Ashgrove Bakery' });
    const shown = await home(await portal.contact([clientId, second], { language: 'es' }));
    expect(shown).toMatchObject({
      firm: {
        name: 'Larkfield & Rowe',
        timeZone: 'America/Denver',
        phone: '303-555-0100',
        colour: '#1f3a2d',
        textColour: expect.any(String),
        logo: aLogo,
      },
      person: { name: 'Odile Marchetti', language: 'es' },
      clients: [{ name: 'Ashgrove Bakery' }, { name: 'Juniper Street Dental, P.C.' }],
    });
  });

  test('shows a client only with the portal switched on in it, and nothing that a colleague’s page shows', async () => {
    const { id: second } = await aClient(firm.admin.call, { name: 'Ashgrove Bakery' });
    const contactId = await portal.contact([clientId]);
    await firm.admin.call('PUT', `/v1/clients/${second}/contacts/${contactId}`, { body: { portal: false } });
    const other = await portal.contact([second], { name: 'Ben Ashgrove', mail: 'ben@ashgrove.example' });
    expect((await home(contactId)).clients).toEqual([{ id: clientId, name: 'Juniper Street Dental, P.C.' }]);
    expect((await home(other)).clients).toEqual([{ id: second, name: 'Ashgrove Bakery' }]);
  });
});

test('whose page it is can be asked by anyone, and nothing else', async () => {
  await firm.admin.call('PATCH', '/v1/firm', { body: { colour: '#1f3a2d', phone: '303-555-0100' } });
  const { status, body } = await portal.browser().call('GET', '/portal/v1/firm');
  expect([status, body]).toEqual([
    200,
    {
      name: 'Larkfield & Rowe',
      timeZone: 'America/Denver',
      phone: '303-555-0100',
      colour: '#1f3a2d',
      textColour: expect.any(String),
    },
  ]);
  const open = portalRoutes.filter(({ allow }) => allow === 'anyone').map(({ method, path }) => `${method} ${path}`);
  expect(open).toEqual(['POST /portal/v1/session', 'GET /portal/v1/firm', 'POST /portal/v1/links']);
  expect(portalRoutes.every(({ allow, limit }) => allow !== 'anyone' || limit?.per === 'address')).toBe(true);
});

test('every other route takes a session, whoever else asks', async () => {
  const claims = { username: firm.admin.id, token_use: 'access' };
  for (const { method, path, allow } of portalRoutes) {
    expect(path).toMatch(/^\/portal\/v1\//);
    if (allow === 'anyone') continue;
    expect(allow).toEqual(['contact']);
    expect((await portal.browser().call(method, path, { claims })).status).toBe(401);
  }
});

describe('how far a job is', () => {
  test('is shown of jobs that the firm marks, and of no others', async () => {
    const shown = await aJob({ title: 'Return for 2025' });
    await aJob({ title: 'Look into the sale' }, false);
    const { jobs } = await home(await portal.contact([clientId]));
    expect(jobs).toEqual([{ id: shown, clientId, title: 'Return for 2025', stage: expect.any(String) }]);
    await firm.admin.call('PATCH', `/v1/jobs/${shown}`, { body: { shownToClient: false } });
    expect((await home(await portal.contact([clientId]))).jobs).toEqual([]);
  });

  test('is said in words for clients, with the day of its end', async () => {
    const id = await aJob({ title: 'Return for 2025' });
    await firm.admin.call('POST', `/v1/jobs/${id}/status`, { body: { status: 'waiting-client' } });
    const contactId = await portal.contact([clientId]);
    expect((await home(contactId)).jobs).toMatchObject([{ stage: 'waiting-for-you' }]);
    at('2026-11-11T04:00:00.000Z');
    await firm.admin.call('POST', `/v1/jobs/${id}/complete`);
    // In Denver it is still the 10th.
    expect((await home(contactId)).jobs).toMatchObject([{ stage: 'finished', finishedOn: '2026-11-10' }]);
    at('2027-01-15T16:00:00.000Z');
    expect((await home(contactId)).jobs).toEqual([]);
  });

  test('is not shown of what was cancelled', async () => {
    const id = await aJob({ title: 'Return for 2025' });
    await firm.admin.call('POST', `/v1/jobs/${id}/cancel`, { body: { reason: 'They left' } });
    expect((await home(await portal.contact([clientId]))).jobs).toEqual([]);
  });

  test('is not shown to who sees only what is addressed to them', async () => {
    await aJob({ title: 'Return for 2025' });
    const limited = await home(await portal.contact([clientId], { access: 'limited' }));
    expect(limited).toMatchObject({ jobs: [], clients: [{ id: clientId }] });
  });

  test('every state but cancelled has its words', () => {
    expect(Object.values(stageOf)).toEqual([
      'coming-up',
      'working',
      'working',
      'waiting-for-you',
      'waiting-for-others',
      'final-review',
      'finished',
    ]);
  });
});

describe('what a contact sees', () => {
  const part = (clientIdOf: string, more: object = {}) => ({
    clientId: clientIdOf,
    access: 'full' as const,
    portal: true,
    status: 'linked' as const,
    ...more,
  });

  test('is of clients where the portal is on; of some only what is addressed to them', () => {
    const parts = [
      part('a'),
      part('b', { access: 'limited' }),
      part('c', { portal: false }),
      part('d', { status: 'removed' }),
    ];
    expect(scopeOf(parts)).toEqual({ scope: { only: ['a', 'b'] }, limited: ['b'] });
  });

  test('is whole where one of two parts in the same client is', () => {
    expect(scopeOf([part('a', { access: 'limited' }), part('a')])).toEqual({ scope: { only: ['a'] }, limited: [] });
  });
});
