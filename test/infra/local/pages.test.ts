import http from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { movableClock } from '../../../infra/local/clock.ts';
import { startGateway, type Gateway } from '../../../infra/local/gateway/gateway.ts';
import { mailbox, type NewMail } from '../../../infra/local/mail/mailbox.ts';
import { html } from '../../../infra/local/pages/html.ts';
import type { Landing } from '../../../infra/local/pages/landing.ts';
import { localPages } from '../../../infra/local/pages/local-pages.ts';
import { page } from '../../../infra/local/pages/page.ts';
import { saidTime } from '../../../infra/local/pages/people-time.ts';
import { openStore } from '../../../infra/local/store.ts';

const open: Gateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

async function start(landing: Landing = { entries: [], people: [] }) {
  const clock = movableClock();
  const received: Buffer[] = [];
  const receives = { at: 'reply.juniper.example', receive: async (raw: Buffer) => void received.push(raw) };
  const mails = mailbox({ store: openStore(':memory:'), clock });
  const gateway = await startGateway({
    api: { routes: [] },
    invoke: async () => undefined,
    jwks: () => ({ keys: [] }),
    clock,
    local: [localPages({ mailbox: mails, clock, landing, receives })],
  });
  open.push(gateway);
  const get = async (path: string) => {
    const answer = await fetch(gateway.url + path);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const keep = (mail: Partial<NewMail> = {}) =>
    mails.keep({ from: 'office@juniper.example', to: ['ann@example.com'], subject: 'Hello', text: 'Hi', ...mail });
  return { url: gateway.url, get, keep, clock, received };
}

/** What a browser makes of an attribute's or an element's text. */
const unescaped = (markup: string) =>
  markup.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

const subjects = (text: string) =>
  [...text.matchAll(/<a href="\/local\/mail\/[^"]+" title="([^"]*)"/g)].map(([, one]) => one);

test('the mail page lists mail newest first, with who, what and when', async () => {
  const { get, keep } = await start();
  keep({ subject: 'First' });
  keep({ subject: 'Second', from: 'Juniper CPA <office@juniper.example>', to: ['a@example.com', 'b@example.com'] });
  const { status, headers, text } = await get('/local/mail');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(subjects(text)).toEqual(['Second', 'First']);
  expect(text).toContain('>Juniper CPA</td>');
  expect(text).toContain('>a@example.com and 1 more</td>');
  expect(text).toMatch(/<time datetime="\d{4}-[^"]+" title="[^"]+">\d\d:\d\d<\/time>/);
});

test('an empty mailbox says what will be there', async () => {
  const { get } = await start();
  const { text } = await get('/local/mail');
  expect(text).toContain('No mail yet');
  expect(text).toContain('Every mail that would be sent will stand here instead');
  expect(text).not.toContain('<table');
});

test('the list narrows to a recipient and to words, and says so when nothing is left', async () => {
  const { get, keep } = await start();
  keep({ subject: 'One', to: ['ann@example.com'] });
  keep({ subject: 'Two', to: ['bob@example.com'] });
  const filtered = (await get('/local/mail?to=ann%40example.com&search=')).text;
  expect(subjects(filtered)).toEqual(['One']);
  expect(filtered).toContain('<option value="ann@example.com" selected>');
  expect(subjects((await get('/local/mail?search=two')).text)).toEqual(['Two']);
  const none = (await get('/local/mail?to=carl%40example.com')).text;
  expect(none).toContain('No mail to carl@example.com yet');
  expect(none).toContain('<a href="/local/mail">Show all</a>');
});

test('more mail than fits a page goes on with older mail', async () => {
  const { get, keep } = await start();
  for (let i = 1; i <= 130; i++) keep({ subject: `Mail ${i}` });
  const first = (await get('/local/mail')).text;
  expect([subjects(first).length, subjects(first)[0]]).toEqual([100, 'Mail 130']);
  const [, href] = /<a href="([^"]+)">Older mail/.exec(first)!;
  const second = (await get(unescaped(href!))).text;
  expect([subjects(second).length, subjects(second).at(-1)]).toEqual([30, 'Mail 1']);
  expect(second).not.toContain('Older mail');
});

test('a mail shows its headers, its text with live links, and its attachments', async () => {
  const { get, keep } = await start();
  const id = keep({
    subject: 'Your documents',
    cc: ['Bob <bob@example.com>'],
    text: 'Open http://localhost:3000/portal#tok-1, then reply.',
    headers: [{ name: 'List-Unsubscribe', value: '<https://example.com/u>' }],
    attachments: [{ name: 'Bücher.pdf', type: 'application/pdf', content: Buffer.from('pdf') }],
  });
  const { text } = await get(`/local/mail/${id}`);
  expect(text).toContain('<h1>Your documents</h1>');
  expect(text).toContain('Bob &#60;bob@example.com&#62;');
  expect(text).toContain(
    '<pre>Open <a href="http://localhost:3000/portal#tok-1" target="_blank" rel="noopener noreferrer">http://localhost:3000/portal#tok-1</a>, then reply.</pre>',
  );
  expect(text).toContain('<dt>List-Unsubscribe</dt>');
  expect(text).not.toContain('<iframe');
  const file = await get(`/local/mail/${id}/attachments/0`);
  expect([file.text, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    'pdf',
    'application/octet-stream',
    "attachment; filename*=UTF-8''B%C3%BCcher.pdf",
  ]);
  expect((await get(`/local/mail/${id}/attachments/1`)).status).toBe(404);
});

test('the HTML of a mail stays in a frame without scripts, whose links open in a new tab', async () => {
  const { get, keep } = await start();
  const markup = `<a href="http://localhost/x">Go</a>"><script>alert('x')</script></iframe><img src=x onerror=alert(1)>`;
  const { text, headers } = await get(`/local/mail/${keep({ html: markup })}`);
  const [, sandbox, srcdoc] = /<iframe[^>]*?sandbox="([^"]*)"[^>]*?srcdoc="([^"]*)"/s.exec(text)!;
  expect(sandbox!.split(' ')).toEqual(['allow-popups', 'allow-popups-to-escape-sandbox']);
  expect(unescaped(srcdoc!)).toContain(markup);
  expect(unescaped(unescaped(srcdoc!))).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`,
  );
  expect(unescaped(srcdoc!)).toContain('<base target="_blank"');
  expect(text).not.toContain('<script>');
  expect(text).not.toContain('<img');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

describe('a mail can be answered in the mailbox', () => {
  async function replied(replyTo: string[]) {
    const { url, get, keep, received } = await start();
    const id = keep({ replyTo });
    const body = new FormData();
    body.set('text', 'The second one');
    const answer = await fetch(`${url}/local/mail/${id}/reply`, { method: 'POST', body, redirect: 'manual' });
    const hasForm = (await get(`/local/mail/${id}`)).text.includes('Send the reply');
    return { status: answer.status, hasForm, came: received.map(String) };
  }

  test('where the answer comes back to the stack', async () => {
    const to = `${'a'.repeat(52)}@reply.juniper.example`;
    const { status, hasForm, came } = await replied([to]);
    expect([status, hasForm]).toEqual([303, true]);
    expect(came).toEqual([expect.stringContaining(`to: ${to}\r\n`)]);
  });

  test('and not where it goes to a mailbox of someone’s own', async () => {
    for (const replyTo of [['eleanor@juniper.example'], ['x@notreply.juniper.example'], []])
      expect(await replied(replyTo)).toEqual({ status: 404, hasForm: false, came: [] });
  });
});

test('markup in subjects, names, addresses, headers, files and queries is text everywhere', async () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`;
  const entry = { title: evil, href: `/${evil}`, note: evil };
  const { get, keep } = await start({ entries: [entry], people: [{ member: evil, name: evil, role: evil }] });
  const id = keep({
    from: `${evil} <a@example.com>`,
    to: [`${evil}@example.com`],
    cc: [evil],
    bcc: [evil],
    replyTo: [evil],
    subject: evil,
    text: `${evil} http://x/${evil}`,
    headers: [{ name: evil, value: evil }],
    attachments: [{ name: evil, type: evil, content: Buffer.from('') }],
    recipients: [evil],
  });
  const query = encodeURIComponent(evil);
  for (const path of ['/local', '/local/mail', `/local/mail?to=${query}&search=x${query}`, `/local/mail/${id}`]) {
    const { text } = await get(path);
    expect(text).toContain('&#60;script&#62;');
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('<img');
    expect(text).not.toContain(`"'>`);
  }
});

test('mail has JSON twins, narrowed by recipient and time', async () => {
  const { get, keep, clock } = await start();
  keep({ subject: 'Old' });
  clock.forward(60_000);
  const since = clock.now();
  const id = keep({ subject: 'New', html: '<p>Hi</p>' });
  keep({ subject: 'Other', to: ['bob@example.com'] });
  const list = async (query: string) => {
    const { items } = JSON.parse((await get(`/local/mail.json?${query}`)).text) as { items: { subject: string }[] };
    return items.map(({ subject }) => subject);
  };
  expect(await list('')).toEqual(['Other', 'New', 'Old']);
  expect(await list(`to=ann@example.com&since=${since}`)).toEqual(['New']);
  expect(await list(`to=ann@example.com&since=${new Date(since).toISOString()}`)).toEqual(['New']);
  const one = await get(`/local/mail/${id}.json`);
  expect(one.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(JSON.parse(one.text)).toMatchObject({
    id,
    subject: 'New',
    text: 'Hi',
    html: '<p>Hi</p>',
    to: ['ann@example.com'],
  });
});

test('a mail that is not there is not found, and the page says where to go', async () => {
  const { get } = await start();
  const missing = await get('/local/mail/nothing');
  expect([missing.status, missing.text]).toEqual([404, expect.stringContaining('All mail')]);
  expect((await get('/local/mail/nothing.json')).status).toBe(404);
  expect((await get('/local/mail/%zz')).status).toBe(404);
  expect((await get('/local/mail/a/b')).status).toBe(404);
});

test('the landing page offers the places and the people it is given', async () => {
  const { get } = await start({
    entries: [{ title: 'Mail', href: '/local/mail', note: 'What would have been sent' }],
    people: [{ member: 'admin', name: 'Maria Okafor', role: 'Admin' }],
  });
  const { text } = await get('/local');
  expect(text).toContain('<a class="title" href="/local/mail">Mail</a>');
  expect(text).toContain('data-member="admin"');
  expect(text).toContain('Maria Okafor');
  const [, script] = /<script src="([^"]+)"/.exec(text)!;
  const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(text)!;
  expect((await get(script!)).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await get(style!)).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

function ask(url: string, method: string, headers: http.OutgoingHttpHeaders): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => resolve(response.resume()));
    request.on('error', reject).end();
  });
}

test('pages answer this machine only, can only be read, and cannot be framed', async () => {
  const { url } = await start();
  expect((await ask(`${url}/local/mail`, 'GET', { host: 'evil.example' })).statusCode).toBe(403);
  expect((await ask(`${url}/local/mail`, 'POST', { origin: 'https://evil.example' })).statusCode).toBe(403);
  const post = await ask(`${url}/local/mail`, 'POST', {});
  expect([post.statusCode, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  const head = await ask(`${url}/local/mail`, 'HEAD', {});
  expect([head.statusCode, Number(head.headers['content-length']) > 0]).toEqual([200, true]);
  expect(head.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
});

test('a page of another part is whole, escaped, and shows where one is', () => {
  const text = page({
    title: 'Jobs <1>',
    body: html`<p title="${'"'}">${['a', html`<b>b</b>`]}${false}${undefined}${0}</p>`,
  });
  expect(text).toContain('<title>Jobs &#60;1&#62; · Firmament local</title>');
  expect(text).toContain('<p title="&#34;">a<b>b</b>0</p>');
  expect(page({ title: 'Mail', body: html``, place: '/local/mail' })).toContain(
    'href="/local/mail" aria-current="page"',
  );
});

test('times are said as people say them', () => {
  const now = new Date(2027, 0, 8, 15, 30).getTime();
  expect(saidTime(new Date(2027, 0, 8, 9, 5).getTime(), now)).toBe('09:05');
  expect(saidTime(new Date(2027, 0, 7, 23, 59).getTime(), now)).toBe('Yesterday 23:59');
  expect(saidTime(new Date(2027, 0, 1, 12, 0).getTime(), now)).toBe('Fri 1 Jan 12:00');
  expect(saidTime(new Date(2026, 11, 25, 12, 0).getTime(), now)).toBe('Fri 25 Dec 2026 12:00');
});
