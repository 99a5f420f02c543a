import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../cloud/demo-firm.ts';
import { newDirectory, type Running, tidy } from '../cloud/running.ts';
import { eachOnce, isTooWide, openPage, shoot, startBrowser, type View, views } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startDemo(directory), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

/** Opens a place, does something there, and says what went wrong. */
async function visit(
  path: string,
  view: View,
  name: string,
  act: (page: Awaited<ReturnType<typeof openPage>>['page']) => Promise<void>,
) {
  const { context, page, wrong } = await openPage(browser, view);
  await page.goto(`${cloud.url}${path}`);
  await act(page);
  await shoot(page, name, view);
  const tooWide = await isTooWide(page);
  await context.close();
  expect({ wrong, tooWide }).toEqual({ wrong: [], tooWide: false });
}

inBrowser.each(views)('at $width px, $colorScheme', (view) => {
  test('the landing page leads on, and hands out a token', () =>
    visit('/local', view, 'landing', async (page) => {
      expect(await page.title()).toMatch(/^Start/);
      await page.getByRole('link', { name: 'API reference' }).waitFor();
      await page.getByRole('listitem').filter({ hasText: 'Marcus Bell' }).getByRole('button').click();
      await page.getByText('Copied.').waitFor();
      const token = await page.evaluate<string>('navigator.clipboard.readText()');
      const me = await cloud.call('GET', '/v1/me', { token });
      expect(me.body.member.name).toBe('Marcus Bell');
    }));

  test('the mail list shows what was sent, and finds by word', () =>
    visit('/local/mail', view, 'mail-found', async (page) => {
      const mails = page.getByRole('link', { name: /^Your invitation/ });
      expect(await mails.count()).toBe(7);
      await shoot(page, 'mail-list', view);
      await page.getByRole('searchbox').fill('owen@');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/search=owen/);
      expect(await mails.count()).toBe(1);
    }));

  test('a mail is shown as its reader sees it', () =>
    visit('/local/mail', view, 'mail-view', async (page) => {
      await page
        .getByRole('link', { name: /^Your invitation/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: 'Your invitation to Larkfield & Rowe, CPAs' }).waitFor();
      await page.frameLocator('iframe').getByText('one-time password').waitFor();
    }));

  test.each(['workflows', 'schedules'])('the page of %s opens', (name) =>
    visit(`/local/${name}`, view, name, async (page) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText(/seal/i).first().waitFor();
    }),
  );
});

/** What the reference draws of operations on the way from its head to its foot. */
async function drawn(page: Page): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let before = -1, at = 0; at > before || seen.size === 0;) {
    before = at;
    const [names, y] = await page.evaluate<[string[], number]>(
      `new Promise((resolve) => {
        const names = [...document.querySelectorAll('.opblock')].map((one) => {
          const method = one.querySelector('.opblock-summary-method').textContent.toLowerCase();
          return method + ' ' + one.querySelector('[data-path]').dataset.path;
        });
        scrollBy(0, innerHeight / 2);
        setTimeout(() => resolve([names, scrollY]), 100);
      })`,
    );
    for (const name of names) seen.add(name);
    at = y;
  }
  return seen;
}

inBrowser('the reference', () => {
  test('draws every operation', () =>
    visit('/v1/reference', views[0], 'reference-end', async (page) => {
      const { paths } = (await cloud.call('GET', '/v1/openapi.json')).body as { paths: Record<string, object> };
      const all = Object.entries(paths).flatMap(([path, of]) => Object.keys(of).map((method) => `${method} ${path}`));
      await page.locator('.opblock').first().waitFor();
      expect([...(await drawn(page))].toSorted()).toEqual(all.toSorted());
    }));
});

// Nothing in it depends on both at once.
inBrowser.each(eachOnce)('the reference at $width px, $colorScheme', (view) => {
  test('can be read, and tried with a token', () =>
    visit('/v1/reference', view, 'reference', async (page) => {
      const operations = page.locator('.opblock');
      await operations.first().waitFor();
      // It draws what is on the screen and around it: those of one tag are asked for.
      await page.locator('.operation-filter-input').fill('Me');
      await page.getByRole('button', { name: 'Authorize' }).first().click();
      await page.locator('#auth-bearer-value').fill(await cloud.token());
      const acts = page.locator('.auth-btn-wrapper');
      await acts.getByRole('button', { name: 'Apply credentials' }).last().click();
      await acts.getByRole('button', { name: 'Close' }).last().click();
      const me = operations.filter({ has: page.locator('[data-path="/v1/me"]') });
      await me.locator('.opblock-summary-control').click();
      await me.getByRole('button', { name: 'Execute' }).click();
      await me.locator('.live-responses-table .response-col_status').filter({ hasText: '200' }).waitFor();
      await me.locator('.live-responses-table').getByText('Eleanor Rowe').waitFor();
      // Where it cannot follow a reference in the document, it says so above everything else.
      expect(await page.locator('.errors-wrapper').allInnerTexts()).toEqual([]);
    }));
});
