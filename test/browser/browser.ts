import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { whySkip } from '../support/skipping.ts';
import axe from 'axe-core';
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

/** Ends a browser as a phone does whose battery is empty. */
export async function killBrowser(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const gone = new Promise((resolve) => browser.once('disconnected', resolve));
  process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
  await gone;
}

export const views = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
export type View = (typeof views)[number];
/** Each width and each colour scheme once: nothing in a page depends on both. */
export const eachOnce = [views[0], views[3]] as const;

/** A page with what went wrong in it: errors on the console, exceptions, breaches of the content security policy. */
export type Watched = { context: BrowserContext; page: Page; wrong: string[] };

export async function openPage(browser: Browser, { width, height, colorScheme }: View): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000); // A slow machine is no fault; what is one is told a little later.
  const wrong: string[] = [];
  // The browser says so of a breach of the policy too.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('requestfailed', (request) => {
    // A file in a frame, and the browser’s own page around it, may be left before all of it is there.
    if (!/^(?:blob|chrome|chrome-extension):/.test(request.url()))
      wrong.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400) wrong.push(`${answer.url()} ${answer.status()}`);
  });
  return { context, page, wrong };
}

/** Whether something can only be read by scrolling sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  // A page that was just gone to can be asked before it has its style.
  await page.waitForLoadState();
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** What axe finds wrong on the page as it stands, by rule and place. */
async function barriers(page: Page): Promise<string[]> {
  // Of what is as it should be, axe need not work out where each of it stands.
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })",
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Waits until what moves has come to its end: between two colours nothing can be said of a contrast. */
async function comesToRest(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => {
      const ends = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
      return Promise.allSettled(ends.map(({ finished }) => finished)).then(() => undefined);
    })`,
  );
}

/** What keeps someone from using the page as it stands. */
export async function whatIsInTheWay(page: Page, name: string, view: View): Promise<string[]> {
  await comesToRest(page);
  await shoot(page, name, view);
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const found = (await barriers(page)).map((one) => `${name}: ${one}`);
  return (await isTooWide(page)) ? [`${name} is wider than the screen`, ...found] : found;
}

/**
 * The same at each width and in each colour scheme, one after the other on the page as it was loaded. The next page is
 * loaded as this one was seen last: every second one on a phone.
 */
export async function whatIsInTheWayInEach(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  const isWide = page.viewportSize()?.width === eachOnce[0].width;
  for (const view of isWide ? eachOnce : eachOnce.toReversed()) {
    await page.setViewportSize(view);
    await page.emulateMedia({ colorScheme: view.colorScheme });
    found.push(...(await whatIsInTheWay(page, name, view)));
  }
  return found;
}

/** Keeps a picture of the page, to look at, where SHOTS names a folder. */
export async function shoot(page: Page, name: string, { width, colorScheme }: View): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'reference' });
}
