import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Running } from '../cloud/running.ts';
import { type Watched } from './browser.ts';
import { badgeOf, changes, inBrowser, type Session } from './session.ts';

/** A series from before it begins until it has ended. */
export const recurringWork = (session: () => Session): void => {
  inBrowser('work that recurs', () => {
    let cloud: Running;
    let page: Page;
    let watched: Watched;
    beforeAll(() => {
      ({ cloud, page, watched } = session());
    });

    const upcoming = () => page.getByRole('list', { name: 'The next jobs' });

    test('shows its dates with their reasons before it begins', async () => {
      await page.goto(`${cloud.url}/series/new`);
      await page.getByRole('combobox', { name: 'Client' }).fill('bluebonnet');
      await page.getByRole('option', { name: /Bluebonnet Event Rentals/ }).click();
      await page.getByRole('combobox', { name: 'Template', exact: true }).fill('Monthly');
      await page.getByRole('option', { name: 'Monthly close' }).click();
      await page.getByLabel('A day of its first period').fill('2027-01-15');
      await upcoming()
        .getByRole('button', { name: /^January 2027/ })
        .waitFor();
      await expect.poll(() => upcoming().getByRole('button').count()).toBe(12);
      await upcoming()
        .getByRole('button', { name: /^January 2027/ })
        .click();
      await page.getByText('The period ends Sun 31 Jan 2027').waitFor();
      await page.getByRole('combobox', { name: 'How often' }).click();
      await page.getByRole('option', { name: 'By months' }).click();
      await page.getByRole('combobox', { name: 'Each period' }).click();
      await page.getByRole('option', { name: 'Quarterly' }).click();
      await upcoming()
        .getByRole('button', { name: /^Q1 2027/ })
        .waitFor();
      await page.getByRole('combobox', { name: 'Each period' }).click();
      await page.getByRole('option', { name: 'Monthly', exact: true }).click();
      await upcoming()
        .getByRole('button', { name: /^January 2027/ })
        .waitFor();
    });

    test('says why it could not begin, where it is chosen', async () => {
      watched.wrong.length = 0;
      const end = page.getByRole('combobox', { name: 'Ends', exact: true });
      await end.click();
      await page.getByRole('option', { name: 'On a day' }).click();
      await page.getByLabel('Last day').fill('2020-01-01');
      await page.getByText('No dates as it stands').waitFor();
      await page.getByText('That day has passed').first().waitFor();
      await end.click();
      await page.getByRole('option', { name: 'Never' }).click();
      await upcoming().waitFor();
      expect(watched.wrong.filter((line) => !/ 400|status of 400/.test(line))).toEqual([]);
      watched.wrong.length = 0;
    });

    test('begins with someone of its own for this client, which shows as different from the template', async () => {
      await page.getByRole('combobox', { name: 'Reviewer' }).fill('Priya');
      await page.getByRole('option', { name: 'Priya Nair' }).click();
      await page.getByRole('button', { name: 'Begin the series' }).click();
      await page.getByRole('heading', { level: 1, name: 'Monthly close' }).waitFor();
      await page.getByRole('tab', { name: 'Different for this client (1)' }).click();
      await page.getByRole('tabpanel').getByText('Priya Nair').waitFor();
      await page.getByRole('tab', { name: 'Jobs so far' }).click();
      await page.getByText('It has made no job yet.').waitFor();
    });

    test('is changed from one period on: another series goes on from there', async () => {
      await page.getByRole('link', { name: 'Change' }).click();
      await page.getByRole('combobox', { name: 'Jobs that were missed' }).click();
      await page.getByRole('option', { name: 'Leave them out' }).click();
      await page.getByRole('radio', { name: 'One period and those that follow' }).check();
      await page.getByRole('combobox', { name: 'From', exact: true }).click();
      await page.getByRole('option', { name: 'March 2027' }).click();
      await upcoming()
        .getByRole('button', { name: /^March 2027/ })
        .waitFor();
      await page.getByRole('button', { name: 'Change the series' }).click();
      await page.getByText('Leave them out').waitFor();
      await page.getByRole('link', { name: 'the series before' }).click();
      await page.getByRole('link', { name: 'the series after' }).waitFor();
      await expect.poll(() => upcoming().getByRole('button').count()).toBe(2);
    });

    test('rests with the reason, goes on, and ends for good', async () => {
      for (const [item, reason, act] of [
        ['Let it rest', 'Why it rests', 'Let it rest'],
        ['End it', 'Why it ends', 'End it for good'],
      ] as const) {
        await page.getByRole('button', { name: 'More to do with this series' }).click();
        await page.getByRole('menuitem', { name: item }).click();
        await page.getByRole('textbox', { name: reason }).fill('Agreed with Bruno');
        const answered = changes(page, /\/(?:pause|end)$/);
        await page.getByRole('dialog').getByRole('button', { name: act }).click();
        await answered;
        await page.getByText(/^(?:Rests|Ended): Agreed with Bruno$/).waitFor();
        if (item === 'End it') continue;
        const resumed = changes(page, /\/resume$/);
        await page.getByRole('button', { name: 'Go on with it' }).click();
        await resumed;
      }
      await expect.poll(() => badgeOf(page).innerText()).toBe('Ended');
      await page.getByRole('link', { name: 'Bluebonnet Event Rentals, LLC' }).click();
      await page.getByRole('table', { name: 'Series' }).getByRole('row').nth(3).waitFor();
    });
  });
};
