import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { administrator, type Running } from '../cloud/running.ts';
import { changes, inBrowser, type Session } from './session.ts';

/** Notices, who wants which, and the calendar. */
export const whatOneIsTold = (session: () => Session): void => {
  inBrowser('what one is told', () => {
    let cloud: Running;
    let page: Page;
    beforeAll(() => {
      ({ cloud, page } = session());
    });

    test('counts at the bell, opens where it happened, and is read then', async () => {
      const token = await cloud.token('marcus@larkfieldrowe.example');
      const [job] = (await cloud.call('GET', '/v1/jobs?status=review', { token })).body.items;
      const { member } = (await cloud.call('GET', '/v1/me', { token: await cloud.token(administrator) })).body;
      const body = { text: `Is this so, @${member.name}?`, mentions: [member.id] };
      await cloud.call('POST', `/v1/jobs/${job.id}/comments`, { token, body });
      await cloud.call('POST', '/local/settled');
      await page.goto(`${cloud.url}/notices?kind=mentioned`);
      const row = page.getByRole('table', { name: 'Notices' }).getByRole('row', { name: job.title }).first();
      await row.waitFor();
      const bell = page.getByRole('link', { name: /^Notices, \d+ unread$/ });
      const unread = async () => Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0]);
      const before = await unread();
      await row.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: job.title }).waitFor();
      await page.getByRole('article').getByText(`@${member.name}`).first().waitFor();
      await expect.poll(async () => ((await bell.count()) === 0 ? 0 : await unread())).toBe(before - 1);
      await page.goto(`${cloud.url}/notices`);
      if (before > 1) await page.getByRole('button', { name: 'Mark all as read' }).click();
      await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
    });

    test('is chosen by each person, kind by kind, and stays chosen', async () => {
      await page.goto(`${cloud.url}/me`);
      const kind = page.getByRole('radiogroup', { name: 'A deadline is at risk' });
      const kept = changes(page, /\/notice-choices$/);
      await kind.getByText('Not at all').click();
      await kept;
      await page.reload();
      await kind.getByRole('radio', { name: 'Not at all', checked: true }).waitFor({ state: 'attached' });
    });

    test('stands in other calendars by an address that is shown once, made anew and taken away', async () => {
      const address = page.getByRole('textbox', { name: 'Private address of your calendar' });
      await page.getByRole('button', { name: 'Make an address' }).click();
      const first = await address.inputValue();
      expect((await cloud.call('GET', new URL(first).pathname)).status).toBe(200);
      await page.getByRole('button', { name: 'Make a new address' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Make a new one' }).click();
      await expect.poll(() => address.inputValue()).not.toBe(first);
      expect((await cloud.call('GET', new URL(first).pathname)).status).toBe(404);
      await page.getByRole('button', { name: 'Take it away' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click();
      await page.getByRole('button', { name: 'Make an address' }).waitFor();
      expect(await address.count()).toBe(0);
    });
  });
};
