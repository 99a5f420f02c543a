import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { eachOnce, openPage, shoot, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const mail = 'odile@halcyon.example';
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let threadId: string;
let watched: Watched;
let page: Page;

const lease = { name: 'Lease.pdf', mimeType: 'application/pdf', buffer: aPdf() };
const messages = async (id: string): Promise<Answer[]> =>
  (await firm.call('GET', `/v1/threads/${id}/messages`)).items.toReversed();
const said = (text: string) => page.locator('li.said').filter({ hasText: text });

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await firm.call('PATCH', '/v1/firm', { colour: '#14532d', phone: '303-555-0100', ...always });
  const subject = 'The lease of the workshop on Elm Street';
  const text = 'Which of the two leases did you sign?\n\nWe need it for the schedule of leases.';
  const about = { subject, text, contactIds: [firm.contactId] };
  threadId = (await firm.call('POST', `/v1/clients/${firm.clientId}/threads`, about)).id;
  await firm.call('POST', `/v1/threads/${threadId}/messages`, { text: 'And until when does it run?' });
  await firm.call('POST', `/v1/threads/${threadId}/notes`, { text: 'She mixes them up every year' });
  ({ page } = watched = await openPage(browser, views[0]));
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('what a client and the firm write to each other', () => {
  test('is mailed ten minutes later as one mail, and opened by the link in it', async () => {
    await cloud.local('/settled');
    expect((await cloud.call('GET', `/local/mail.json?to=${mail}`)).body.items).toEqual([]);
    await cloud.local('/clock', { minutes: 11 });
    const { href } = await linkMailedTo(cloud, mail);
    const { items } = (await cloud.call('GET', `/local/mail.json?to=${mail}`)).body;
    expect(items).toHaveLength(1);
    expect(items[0].text).toMatch(/^Which of the two[^]*until when does it run\?\n/);
    await page.goto(href);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.getByRole('heading', { name: 'Messages' }).waitFor();
    await page
      .getByRole('link', { name: /The lease of the workshop/ })
      .getByText('2 new')
      .waitFor();
  });

  test.each(eachOnce)('is listed without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.context.addCookies(await watched.context.cookies());
    await other.page.goto(new URL('/portal', page.url()).href);
    await other.page.getByRole('heading', { name: 'Messages' }).waitFor();
    const blocked = await whatIsInTheWay(other.page, 'portal-home-messages', view);
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('is read with one request for data, and is then no longer new', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET' && request.url().includes('/portal/v1/')) asked.push(request.url());
    });
    await page.getByRole('link', { name: /The lease of the workshop/ }).click();
    await page.getByRole('heading', { level: 1, name: /The lease/ }).waitFor();
    await said('Which of the two leases').waitFor();
    expect(await page.getByText('mixes them up').count()).toBe(0);
    expect(asked).toHaveLength(1);
    await page.waitForLoadState('networkidle');
    expect((await firm.call('GET', `/v1/threads/${threadId}`)).readUpTo[firm.contactId]).toBe(2);
  });

  test('is answered with a file, which can be opened once it was looked at', async () => {
    await page.getByLabel('Attach files or photos').setInputFiles([lease]);
    await page.getByRole('button', { name: 'Leave out Lease.pdf' }).waitFor();
    await page.getByLabel('Your answer').fill('The second. It runs until 2029.');
    await page.getByRole('button', { name: 'Send' }).click();
    await said('The second. It runs until 2029.').getByRole('button', { name: 'Lease.pdf' }).waitFor();
    expect(await page.getByLabel('Your answer').inputValue()).toBe('');
    const [, , answered] = await messages(threadId);
    expect(answered).toMatchObject({ by: firm.contactId, files: [{ name: 'Lease.pdf', status: 'received' }] });
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lease.pdf' }).click();
    expect((await downloaded).suggestedFilename()).toBe('Lease.pdf');
    // The browser gives up going there, as the file is not a page.
    expect(watched.wrong.splice(0).filter((one) => !one.endsWith('net::ERR_ABORTED'))).toEqual([]);
  });

  test.each(eachOnce)('is a page without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.context.addCookies(await watched.context.cookies());
    await other.page.goto(new URL(`/portal/conversations/${threadId}`, page.url()).href);
    await other.page.getByText('It runs until 2029.').waitFor();
    const blocked = await whatIsInTheWay(other.page, 'portal-conversation', view);
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('says which files are too many for one message, and has what was written there again after loading it anew', async () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ ...lease, name: `Page ${i + 1}.pdf`, buffer: aPdf(`${i}`) }));
    await page.getByLabel('Attach files or photos').setInputFiles(many);
    await page.getByText('Left out: Page 11.pdf. Send those with your next message.').waitFor();
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await shoot(page, 'portal-too-many-files', views[0]);
    await page.getByLabel('Your answer').fill('Here are the first ten');
    await page.reload();
    await page.getByLabel('Your answer').waitFor();
    expect(await page.getByLabel('Your answer').inputValue()).toBe('Here are the first ten');
    expect(watched.wrong).toEqual([]);
  });

  test('is begun by the client, too', async () => {
    await page.getByRole('button', { name: '← My page' }).click();
    await page.getByRole('link', { name: 'Ask us something' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ask us something' }).waitFor();
    await page.getByLabel('What it is about').fill('A van');
    await page.getByLabel('Your message').fill('May we buy one this year?');
    await page.getByLabel('Attach files or photos').setInputFiles([{ ...lease, name: 'Offer.pdf' }]);
    await page.getByRole('button', { name: 'Leave out Offer.pdf' }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    const blocked = await whatIsInTheWay(page, 'portal-new-conversation', views[0]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: 'A van' }).waitFor();
    await said('May we buy one this year?').getByText('Offer.pdf').waitFor();
    const { items } = await firm.call('GET', '/v1/threads');
    expect(items.map(({ subject }: Answer) => subject)).toEqual(['The lease of the workshop on Elm Street', 'A van']);
    expect({ wrong: watched.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });
});
