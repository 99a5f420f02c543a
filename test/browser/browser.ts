import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { whySkip } from '../support/skipping.ts';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = places.find((place) => place !== undefined && existsSync(place));

/** Why no browser can be started here; undefined where one can. */
export const whyNoBrowser: string | undefined = whySkip(
  found === undefined
    ? 'There is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM'
    : undefined,
);

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: found!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

export const views = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
export type View = (typeof views)[number];

/** A page with what went wrong in it: errors on the console, exceptions, breaches of the content security policy. */
export type Watched = { context: BrowserContext; page: Page; wrong: string[] };

export async function openPage(browser: Browser, { width, height, colorScheme }: View): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  // The browser says so of a breach of the policy too.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('requestfailed', (request) => wrong.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (answer) => {
    if (answer.status() >= 400) wrong.push(`${answer.url()} ${answer.status()}`);
  });
  return { context, page, wrong };
}

/** Whether something can only be read by scrolling sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Keeps a picture of the page, to look at, where SHOTS names a folder. */
export async function shoot(page: Page, name: string, { width, colorScheme }: View): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'reference' });
}
