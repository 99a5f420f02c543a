import type { Page } from 'playwright-core';
import type { Running } from '../cloud/running.ts';
import type { Watched } from './browser.ts';

/** Someone at work in the console of a running firm: tests of one file go on from each other in it. */
export type Session = { cloud: Running; page: Page; watched: Watched };

/** Waits for a change to have been answered. */
export const changes = (on: Page, path: RegExp) =>
  on.waitForResponse((answer) => answer.request().method() !== 'GET' && path.test(answer.url()) && answer.ok());

/** The state beside the title of a page. */
export const badgeOf = (page: Page) => page.locator('header .mantine-Badge-root').first();
