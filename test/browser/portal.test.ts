import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { openPage, shoot, startBrowser, type View, views, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud);
  await firm.call('PATCH', '/v1/firm', { colour: '#14532d', phone: '303-555-0100' });
  for (const [title, status] of [
    ['Return for 2025', 'waiting-client'],
    ['Monthly close, October', 'review'],
  ] as const) {
    const job = await firm.call('POST', '/v1/jobs', { clientId: firm.clientId, title });
    await firm.call('PATCH', `/v1/jobs/${job.id}`, { shownToClient: true });
    await firm.call('POST', `/v1/jobs/${job.id}/status`, { status });
  }
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

async function mailed(): Promise<URL> {
  await firm.call('POST', `/v1/contacts/${firm.contactId}/portal-links`);
  return linkMailedTo(cloud, 'odile@halcyon.example');
}

/** What a call that is to be refused leaves on the browser's console. */
const isExpected = (line: string) => /\b40[13]\b/.test(line);
const button = (page: Page, name: string) => page.getByRole('button', { name });

inBrowser('a client’s page', () => {
  test.each(views)('opens by a click on the mailed link, at $width px, $colorScheme', async (view: View) => {
    const link = await mailed();
    const { context, page, wrong } = await openPage(browser, view);
    const calls: string[] = [];
    page.on('request', (request) => void (request.url().includes('/portal/v1/') && calls.push(request.url())));
    await page.goto(link.href);
    await page.getByText('Larkfield & Rowe, CPAs').waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-arrival', view);
    calls.length = 0;
    await button(page, 'Open my page').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hello Odile' }).waitFor();
    expect(page.url()).toBe(`${link.origin}/portal`);
    expect(calls).toEqual([`${link.origin}/portal/v1/session`]);
    await page.getByText('Nothing is open. Thank you!').waitFor();
    await page.getByText('In final review').waitFor();
    blocked.push(...(await whatIsInTheWay(page, 'portal-home', view)));
    await context.close();
    expect({ wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('stays open when it is loaded again, and is closed for good by signing out', async () => {
    const link = await mailed();
    const { context, page, wrong } = await openPage(browser, views[2]);
    await page.goto(link.href);
    await button(page, 'Open my page').click();
    await page.getByRole('heading', { name: 'Hello Odile' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Hello Odile' }).waitFor();
    await button(page, 'Sign out').click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-left', views[2]);
    await page.reload();
    await page.getByRole('heading', { name: 'Open your page by mail' }).waitFor();
    blocked.push(...(await whatIsInTheWay(page, 'portal-ask', views[2])));
    await context.close();
    expect({ wrong: wrong.filter((line) => !isExpected(line)), blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('offers a new link where one was revoked, and mails it', async () => {
    const link = await mailed();
    await firm.call('DELETE', `/v1/contacts/${firm.contactId}/portal-links`);
    const { context, page, wrong } = await openPage(browser, views[3]);
    await page.goto(link.href);
    await button(page, 'Open my page').click();
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(page.url()).not.toContain(link.hash);
    const blocked = await whatIsInTheWay(page, 'portal-expired', views[3]);
    await button(page, 'Send me a new link').click();
    await page.getByRole('heading', { name: 'Look at your mail' }).waitFor();
    await shoot(page, 'portal-sent', views[3]);
    const fresh = await linkMailedTo(cloud, 'odile@halcyon.example');
    expect(fresh.hash).not.toBe(link.hash);
    // In the same tab, as from a mail program that opens it there.
    await page.goto(fresh.href);
    await button(page, 'Open my page').click();
    await page.getByRole('heading', { name: 'Hello Odile' }).waitFor();
    await context.close();
    expect({ wrong: wrong.filter((line) => !isExpected(line)), blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('speaks the language of its reader, and lists what is asked by client, the oldest date first', async () => {
    await firm.call('PATCH', `/v1/contacts/${firm.contactId}`, { language: 'es-MX' });
    const link = await mailed();
    const { context, page, wrong } = await openPage(browser, views[2]);
    // More of it than this firm has, in the shape that the page reads.
    await page.route('**/portal/v1/session', async (route) => {
      const answer = await route.fetch();
      const home = (await answer.json()) as { clients: { id: string; name: string }[] };
      const [{ id: clientId } = { id: '' }] = home.clients;
      const other = {
        id: `cli_${'0'.repeat(26)}`,
        name: 'A household with a name of eighty characters, which is to say a very long one',
      };
      const items = { all: 1, needed: 1, submitted: 0 };
      const requests = [
        { id: 'b', clientId, title: 'Bank statement, November', dueOn: '2026-12-11', items },
        { id: 'c', clientId: other.id, title: 'Form W-2', dueOn: '2026-12-31', items },
        { id: 'a', clientId, title: 'Payroll report', dueOn: '2026-12-04', items },
      ];
      const letters = [{ id: 'l', clientId, title: 'Engagement letter 2026', mine: true }];
      await route.fulfill({
        response: answer,
        json: { ...home, clients: [...home.clients, other], requests, letters },
      });
    });
    await page.goto(link.href);
    await button(page, 'Open my page').click();
    await page.getByRole('heading', { name: 'Hola, Odile' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect(await page.locator('a.target span').allTextContents()).toEqual([
      'Engagement letter 2026',
      'Payroll report',
      'Bank statement, November',
      'Form W-2',
      // Whose documents are there to be looked at.
      'Halcyon Orthotics, LLC',
      'A household with a name of eighty characters, which is to say a very long one',
    ]);
    for (const target of await page.locator('a.target').all())
      expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    const blocked = await whatIsInTheWay(page, 'portal-asked', views[2]);
    await context.close();
    expect({ wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });
});
