import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, type FirmUnderTest } from '../../support/call.ts';
import { at } from '../../support/at.ts';
import { contentOf } from '../../support/office.ts';
import { aFirmWithAPage, type aPortal } from '../../support/portal.ts';

let firm: FirmUnderTest;
let portal: ReturnType<typeof aPortal>;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, portal, clientId, contactId } = await aFirmWithAPage());
});

const part = (body: object) => firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body });

describe('a link', () => {
  test('opens the page of its contact, with a cookie that no script and no other site can use', async () => {
    const reply = await portal.open(await portal.token(contactId));
    expect(reply).toMatchObject({
      status: 200,
      body: {
        firm: { name: 'Larkfield & Rowe' },
        person: { name: 'Odile Marchetti' },
        clients: [{ id: clientId, name: 'Juniper Street Dental, P.C.' }],
        requests: [],
        letters: [],
        jobs: [],
      },
    });
    expect(reply.cookies).toEqual([
      expect.stringMatching(/^portal=[\w-]{43}; Max-Age=43200; HttpOnly; Secure; SameSite=Lax; Path=\/portal$/),
    ]);
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test('opens it again, on another device too, each with a session of its own', async () => {
    const token = await portal.token(contactId);
    const [phone, desk] = [portal.browser(), portal.browser()];
    await portal.open(token, phone);
    await portal.open(token, desk);
    expect(phone.cookie()).not.toBe(desk.cookie());
    for (const one of [phone, desk]) expect((await one.call('GET', '/portal/v1/home')).status).toBe(200);
    await phone.call('DELETE', '/portal/v1/session');
    expect((await desk.call('GET', '/portal/v1/home')).status).toBe(200);
  });

  test('is kept as a hash only, and so is the session', async () => {
    const token = await portal.token(contactId);
    const from = portal.browser();
    await portal.open(token, from);
    const everything = JSON.stringify(firm.memory.all());
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(from.cookie()!.slice('portal='.length));
    expect(JSON.stringify(firm.logged)).not.toContain(token);
  });

  test('says when it was opened last, and by whom', async () => {
    const token = await portal.token(contactId);
    at('2026-11-09T10:00:00.000Z');
    await portal.open(token);
    const { body } = await firm.admin.call('GET', `/v1/contacts/${contactId}/portal-links`);
    expect(body.items).toMatchObject([{ openedAt: expect.stringMatching(/^2026-11-09T10:00/) }]);
    const opened = firm.memory.all().find(({ type }) => type === 'portal-link.opened');
    expect(opened).toMatchObject({ actor: contactId, clientId });
  });
});

describe('a session', () => {
  const minutes = (n: number) => new Date(Date.parse('2026-11-08T16:00:00.000Z') + n * 60_000).toISOString();

  test('ends half an hour after it was last used', async () => {
    const from = await portal.opened(contactId);
    at(minutes(29));
    expect((await from.call('GET', '/portal/v1/home')).status).toBe(200);
    at(minutes(58));
    expect((await from.call('GET', '/portal/v1/home')).status).toBe(200);
    at(minutes(89));
    expect((await from.call('GET', '/portal/v1/home')).status).toBe(401);
  });

  test('ends after twelve hours, however busy someone is', async () => {
    const from = await portal.opened(contactId);
    for (let minute = 20; minute < 12 * 60; minute += 20) {
      at(minutes(minute));
      expect((await from.call('GET', '/portal/v1/home')).status).toBe(200);
    }
    at(minutes(12 * 60 + 1));
    expect((await from.call('GET', '/portal/v1/home')).status).toBe(401);
  });

  test('ends when someone signs out, and the cookie goes', async () => {
    const from = await portal.opened(contactId);
    const copied = portal.browser(from.cookie());
    const out = await from.call('DELETE', '/portal/v1/session');
    expect(out).toMatchObject({ status: 204, cookies: [expect.stringContaining('Max-Age=0')] });
    expect((await from.call('GET', '/portal/v1/home')).status).toBe(401);
    expect((await copied.call('GET', '/portal/v1/home')).status).toBe(401);
  });

  test('ends at once with the portal switched off, the part removed, the link revoked, the person erased', async () => {
    const { id: other } = await aClient(firm.admin.call, { name: 'Marchetti Household' });
    const ends: (() => Promise<unknown>)[] = [
      () => firm.admin.call('DELETE', `/v1/contacts/${contactId}/portal-links`),
      async () => {
        const { body } = await firm.admin.call('GET', `/v1/contacts/${contactId}/portal-links`);
        await firm.admin.call('DELETE', `/v1/contacts/${contactId}/portal-links/${body.items[0].id}`);
      },
      async () => part({ portal: false }),
      async () => {
        await firm.admin.call('PUT', `/v1/clients/${other}/contacts/${contactId}`, { body: { portal: false } });
        await firm.admin.call('DELETE', `/v1/clients/${clientId}/contacts/${contactId}`);
      },
      () => firm.admin.call('POST', `/v1/contacts/${contactId}/erase`),
    ];
    for (const [i, end] of ends.entries()) {
      at(minutes(i));
      if (i < 4) await part({ portal: true });
      else await firm.admin.call('PUT', `/v1/clients/${other}/contacts/${contactId}`, { body: { portal: true } });
      const from = await portal.opened(contactId);
      await end();
      expect([i, (await from.call('GET', '/portal/v1/home')).status]).toEqual([i, 401]);
    }
  });

  test('of someone who was found to be another person goes on as that one', async () => {
    const from = await portal.opened(contactId);
    const { id: otherClient } = await aClient(firm.admin.call, { name: 'Marchetti Household' });
    const other = await portal.contact([otherClient], { name: 'O. Marchetti', mail: 'o@marchetti.example' });
    const link = await portal.token(contactId);
    const item = firm.memory.all().find(({ pk, sk }) => pk === `CONTACT#${contactId}` && sk === 'CONTACT')!;
    await firm.memory.write([{ put: { ...item, mergedInto: other }, if: 'always' }]);
    const home = await from.call('GET', '/portal/v1/home');
    expect(home).toMatchObject({ status: 200, body: { person: { name: 'O. Marchetti' } } });
    expect((await portal.open(link)).body).toMatchObject({ clients: [{ id: otherClient }] });
  });
});

describe('a change', () => {
  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an address', { origin: 'null' }],
    ['the site by http', { origin: 'http://d111.cloudfront.example' }],
    ['a neighbour of the site', { origin: 'https://d111.cloudfront.example.evil.example' }],
  ])('that %s made a browser send is refused, and nothing happens', async (_, headers) => {
    const from = await portal.opened(contactId);
    const token = await portal.token(contactId);
    const before = contentOf(firm);
    const calls: [string, string, object?][] = [
      ['POST', '/portal/v1/session', { token }],
      ['DELETE', '/portal/v1/session'],
      ['POST', '/portal/v1/links', { token }],
    ];
    for (const [method, path, body] of calls)
      expect(await from.call(method, path, { ...(body && { body }), headers })).toMatchObject({ status: 403 });
    expect(contentOf(firm)).toEqual(before);
  });

  test('without an origin is refused too, and reading needs none', async () => {
    const from = await portal.opened(contactId);
    const headers = { origin: '' };
    expect((await from.call('DELETE', '/portal/v1/session', { headers })).status).toBe(403);
    expect((await from.call('GET', '/portal/v1/home', { headers })).status).toBe(200);
  });
});

describe('the other side', () => {
  test('a staff token opens nothing here, and a session nothing of the staff’s', async () => {
    const claims = { username: firm.admin.id, token_use: 'access' };
    expect((await portal.browser().call('GET', '/portal/v1/home', { claims })).status).toBe(401);
    const from = await portal.opened(contactId);
    expect((await from.call('GET', '/v1/clients')).status).toBe(404);
    const asStaff = await firm.as(null)('GET', '/v1/clients', { headers: { cookie: from.cookie()! } });
    expect(asStaff.status).toBe(401);
    const named = { username: from.cookie()!.slice('portal='.length), token_use: 'access' };
    expect((await firm.as(null)('GET', '/v1/clients', { claims: named })).status).toBe(401);
  });

  test('a cookie that was made up is nobody’s', async () => {
    for (const cookie of ['portal=', `portal=${'x'.repeat(43)}`, 'portal=../../FIRM'])
      expect((await portal.browser(cookie).call('GET', '/portal/v1/home')).status).toBe(401);
  });
});
