import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from './portal-link.ts';
import { inCloud, newDirectory, type Running, startLocal, tidy, whyNoDatabase } from './running.ts';

const directory = newDirectory();
let cloud: Running;

beforeAll(async () => {
  if (whyNoDatabase) return;
  cloud = await startLocal(directory, '--empty');
});
afterAll(() => tidy(directory, cloud));

const post = (link: URL, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${link.origin}/portal/v1/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: link.origin, ...headers },
  });

inCloud('a client', () => {
  let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
  let link: URL;

  test('is mailed a link by the firm, which the mailbox shows', async () => {
    firm = await aClientWithPortal(cloud);
    const sent = await firm.call('POST', `/v1/contacts/${firm.contactId}/portal-links`);
    expect(sent).toMatchObject({ status: 'queued' });
    link = await linkMailedTo(cloud, 'odile@halcyon.example');
    expect(link.port).toBe(new URL(cloud.url).port);
    const kept = await firm.call('GET', `/v1/mails/${sent.id}`);
    expect(kept).toMatchObject({ status: 'sent', text: expect.stringContaining('{link}') });
  });

  test('comes to the page by it: a file that is the same for everyone', async () => {
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).toContain('<div id="root">');
  });

  test('opens it with one call, which answers with all that is shown, and stays by the cookie', async () => {
    const opened = await post(link, 'session', { token: link.hash.slice(1) });
    expect(opened.status).toBe(200);
    const home = await opened.json();
    expect(home).toMatchObject({ person: { name: 'Odile Marchetti' }, clients: [{ id: firm.clientId }] });
    const [cookie = ''] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/^portal=[\w-]{43}; Max-Age=43200; HttpOnly; Secure; SameSite=Lax; Path=\/portal$/);
    const headers = { cookie: cookie.split(';')[0]! };
    const again = await fetch(`${link.origin}/portal/v1/home`, { headers });
    expect(await again.json()).toEqual(home);
    expect((await fetch(`${link.origin}/v1/clients`, { headers })).status).toBe(401);
  });

  test('is refused from another site, and as a member of the firm', async () => {
    const token = link.hash.slice(1);
    expect((await post(link, 'session', { token }, { origin: 'https://evil.example' })).status).toBe(403);
    const headers = { authorization: `Bearer ${await cloud.token()}` };
    expect((await fetch(`${link.origin}/portal/v1/home`, { headers })).status).toBe(401);
  });

  test('has a new one sent for one that was revoked', async () => {
    await firm.call('DELETE', `/v1/contacts/${firm.contactId}/portal-links`);
    const token = link.hash.slice(1);
    expect((await post(link, 'session', { token })).status).toBe(401);
    expect((await post(link, 'links', { token })).status).toBe(202);
    const fresh = await linkMailedTo(cloud, 'odile@halcyon.example');
    expect(fresh.hash).not.toBe(link.hash);
    expect((await post(fresh, 'session', { token: fresh.hash.slice(1) })).status).toBe(200);
  });
});
