import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, type FirmUnderTest } from '../../support/call.ts';
import { at } from '../../support/at.ts';
import { contentOf } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';
import { aFirmWithAPage, type aPortal, site } from '../../support/portal.ts';

let firm: FirmUnderTest;
let portal: ReturnType<typeof aPortal>;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, portal, clientId, contactId } = await aFirmWithAPage());
  await firm.admin.call('POST', '/v1/firm/go-live');
});

const linkIn = (text: string) => /https:\/\/\S+?\/portal#([\w-]{43})/.exec(text)?.[1];
const ask = (body: object, from = portal.browser()) => from.call('POST', '/portal/v1/links', { body });
const links = async () => (await firm.admin.call('GET', `/v1/contacts/${contactId}/portal-links`)).body.items;

describe('a mail that asks for a link', () => {
  const text = 'Hello,\n\nSend it to us: {link}\n\nIt works until {link.expiresOn}.';
  const write = (more: object = {}) =>
    firm.admin.call('POST', `/v1/clients/${clientId}/mails`, {
      body: { contactId, subject: 'March', text, ...more },
    });

  test('leaves with one that opens the page, and with the day it works until at the firm', async () => {
    await write();
    const [mail] = await portal.delivered();
    expect(mail).toMatchObject({ to: 'odile@marchetti.example' });
    expect(mail!.text).toMatch(
      /^Hello,\n\nSend it to us: https:\/\/d111\.cloudfront\.example\/portal#[\w-]{43}\n\nIt works until Tuesday, December 8\.$/,
    );
    expect((await portal.open(linkIn(mail!.text)!)).status).toBe(200);
  });

  test('is kept without it, and the link knows its mail', async () => {
    const { body } = await write();
    const [mail] = await portal.delivered();
    expect(JSON.stringify(firm.memory.all())).not.toContain(linkIn(mail!.text));
    expect((await firm.admin.call('GET', `/v1/mails/${body.id}`)).body).toMatchObject({ status: 'sent', text });
    expect(await links()).toMatchObject([{ mailId: body.id, expiresAt: expect.stringMatching(/^2026-12-08/) }]);
  });

  test('that does not ask gets none', async () => {
    await write({ text: 'Thank you.' });
    expect((await portal.delivered()).map((mail) => mail.text)).toEqual(['Thank you.']);
    expect(await links()).toEqual([]);
  });
});

test('a link is copied by who may see what the work costs: letters are on the page', async () => {
  const member = await firm.member('member');
  const { status, body } = await member.call('POST', `/v1/contacts/${contactId}/portal-links/copy`);
  expect([status, body.detail]).toEqual([403, expect.stringContaining('have the link mailed to them')]);
});

describe('who asks for a new link', () => {
  const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail');

  test('with an old one gets it at the address that the firm has', async () => {
    const token = await portal.token(contactId);
    at('2027-01-15T16:00:00.000Z');
    expect((await portal.open(token)).status).toBe(401);
    expect(await ask({ token })).toMatchObject({ status: 202, body: undefined });
    const [mail] = await portal.delivered();
    expect(mail).toMatchObject({
      to: 'odile@marchetti.example',
      subject: 'Your link to Larkfield & Rowe',
      text: expect.stringContaining(`Open your page: https://${site}/portal#`),
    });
    expect((await portal.open(linkIn(mail!.text)!)).status).toBe(200);
  });

  test('by their address too, however it is typed', async () => {
    await firm.projected();
    await ask({ mail: 'Odile@Marchetti.example' });
    expect(await portal.delivered()).toMatchObject([{ to: 'odile@marchetti.example', contactId }]);
  });

  test('is answered the same as nobody', async () => {
    await firm.projected();
    const known = await ask({ mail: 'odile@marchetti.example' });
    const before = contentOf(firm);
    for (const body of [{ mail: 'nobody@marchetti.example' }, { token: 'x'.repeat(43) }, { token: '' }])
      expect(await ask(body)).toEqual(known);
    expect(contentOf(firm)).toEqual(before);
  });

  test('gets none once the portal is switched off, and none at an address that is no longer theirs', async () => {
    await firm.projected();
    const token = await portal.token(contactId);
    await firm.admin.call('PATCH', `/v1/contacts/${contactId}`, { body: { mail: 'new@marchetti.example' } });
    await ask({ mail: 'odile@marchetti.example' });
    expect(mails()).toEqual([]);
    await firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body: { portal: false } });
    expect((await ask({ token })).status).toBe(202);
    expect(mails()).toEqual([]);
  });

  test('is written to three times in an hour at most, from however many addresses they ask', async () => {
    const token = await portal.token(contactId);
    for (let i = 0; i < 6; i++) expect((await ask({ token }, portal.browser())).status).toBe(202);
    expect(mails()).toHaveLength(3);
    at('2026-11-08T17:00:00.000Z');
    await ask({ token });
    expect(mails()).toHaveLength(4);
  });

  test('is refused after twenty in an hour from one address', async () => {
    const statuses = [];
    for (let i = 0; i < 21; i++) statuses.push((await ask({ mail: `n${i}@nobody.example` })).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 202));
    expect(statuses[20]).toBe(429);
  });

  test('gets it also where nothing else of the client reaches them, and in the firm’s own words', async () => {
    await firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, {
      body: { portal: true, notify: false },
    });
    await firm.admin.call('PUT', '/v1/mail-templates/new-link', {
      body: { name: 'New link', subject: 'Come in', text: 'Here: {link}' },
    });
    await ask({ token: await portal.token(contactId) });
    expect(await portal.delivered()).toMatchObject([
      { subject: 'Come in', text: expect.stringMatching(/^Here: https/) },
    ]);
  });
});

describe('the firm', () => {
  test('mails a link, held until it is live', async () => {
    await firm.admin.call('POST', '/v1/firm/stop-mail');
    const made = await firm.admin.call('POST', `/v1/contacts/${contactId}/portal-links`);
    expect(made).toMatchObject({ status: 201, body: { status: 'held', contactId } });
    expect(await portal.delivered()).toEqual([]);
    expect(await links()).toEqual([]);
  });

  test('is told a link that it copies once, and sees in its list only that there is one', async () => {
    const made = await firm.admin.call('POST', `/v1/contacts/${contactId}/portal-links/copy`);
    const { id, path } = made.body;
    expect(path).toMatch(/^\/portal#[\w-]{43}$/);
    expect(await links()).toMatchObject([{ id }]);
    expect(JSON.stringify(await links())).not.toContain(path.slice('/portal#'.length));
  });

  test('makes none for who could not enter', async () => {
    const shut = await portal.contact([clientId], { portal: false });
    for (const path of ['', '/copy'])
      expect(await firm.admin.call('POST', `/v1/contacts/${shut}/portal-links${path}`)).toMatchObject({
        status: 422,
        body: { detail: 'Switch the portal on in their part in a client first' },
      });
  });

  test('revokes one and leaves the others; a link of somebody else’s is not found', async () => {
    const [one, two] = [await portal.token(contactId), await portal.token(contactId)];
    const { body } = await firm.admin.call('POST', `/v1/contacts/${contactId}/portal-links/copy`);
    const other = await portal.contact([clientId], { name: 'Per Lindqvist', mail: 'per@marchetti.example' });
    const guessed = await firm.admin.call('DELETE', `/v1/contacts/${other}/portal-links/${body.id}`);
    expect(guessed.status).toBe(404);
    const revoke = `/v1/contacts/${contactId}/portal-links/${body.id}`;
    expect((await firm.admin.call('DELETE', revoke)).status).toBe(204);
    for (const token of [one, two]) expect((await portal.open(token)).status).toBe(200);
    expect(await links()).toHaveLength(2);
  });

  test('sees none of a person behind a wall, and copies none that leads behind one', async () => {
    const { id: walled } = await aClient(firm.admin.call, { name: 'Walled' });
    const shared = await portal.contact([clientId, walled], { mail: 'both@marchetti.example' });
    const alone = await portal.contact([walled], { mail: 'alone@marchetti.example' });
    const { id, call } = await firm.member('member');
    const rights = { amounts: true, rates: false, costs: false, revenue: false };
    await firm.admin.call('PATCH', `/v1/team/${id}`, { body: { rights } });
    const access = { deny: [id], reason: 'A cousin' };
    expect((await firm.admin.call('PUT', `/v1/clients/${walled}/access`, { body: access })).status).toBe(200);
    expect((await call('GET', `/v1/contacts/${alone}/portal-links`)).status).toBe(404);
    expect((await call('POST', `/v1/contacts/${alone}/portal-links/copy`)).status).toBe(404);
    expect((await call('POST', `/v1/contacts/${shared}/portal-links/copy`)).status).toBe(422);
    expect(await call('POST', `/v1/contacts/${shared}/portal-links`)).toMatchObject({
      status: 201,
      body: { clientIds: [clientId] },
    });
    expect((await call('GET', `/v1/contacts/${nowhere.contactId}/portal-links`)).status).toBe(404);
  });
});
