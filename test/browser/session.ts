import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { type Running, whyNoDatabase } from '../cloud/running.ts';
import { type Watched, whyNoBrowser } from './browser.ts';

/** Why no page can be looked at on this machine; on CI that is an error, and nothing is skipped. */
export const whyNot = whyNoBrowser ?? whyNoDatabase;
if (whyNot !== undefined) console.warn(whyNot);
export const inBrowser = describe.skipIf(whyNot !== undefined); // Never on CI: whySkip throws there.

/** Someone at work in the console of a running firm: tests of one file go on from each other in it. */
export type Session = { cloud: Running; page: Page; watched: Watched };

/** Waits for a change to have been answered. */
export const changes = (on: Page, path: RegExp) =>
  on.waitForResponse((answer) => answer.request().method() !== 'GET' && path.test(answer.url()) && answer.ok());

/** The state beside the title of a page. */
export const badgeOf = (page: Page) => page.locator('header .mantine-Badge-root').first();

/** What people choose instead of the one-time password. */
export const password = 'A-Password-0f-my-own';

/** The one-time password that was mailed to someone. */
async function invitation(cloud: Running, mail: string): Promise<string> {
  const { items } = (await cloud.call('GET', `/local/mail.json?to=${encodeURIComponent(mail)}`)).body;
  const [, found = ''] = /<strong>([^<]+)<\/strong>/.exec(items[0].html) ?? [];
  return found.replaceAll(/&#(\d+);/g, (_: string, code: string) => String.fromCharCode(Number(code)));
}

/** Signs someone in for the first time, with the password that was mailed to them, and a new one. */
export async function enterFirst(on: Page, cloud: Running, mail: string): Promise<void> {
  await enter(on, mail, await invitation(cloud, mail));
  await on.getByRole('textbox', { name: 'New password' }).fill(password);
  await on.getByRole('button', { name: 'Keep this password' }).click();
}

export async function enter(on: Page, mail: string, word: string): Promise<void> {
  await on.getByLabel('Mail address').fill(mail);
  await on.getByRole('textbox', { name: 'Password' }).fill(word);
  await on.getByRole('button', { name: 'Sign in', exact: true }).click();
}
