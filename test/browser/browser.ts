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

export const views = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
export type View = (typeof views)[number];
/** Each width once, for pages that are looked at in both colour schemes at once. */
export const widths = views.filter(({ colorScheme }) => colorScheme === 'light');

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

/** What axe finds wrong on the page as it stands, by rule and place. */
async function barriers(page: Page, only: object): Promise<string[]> {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(only)} })`,
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

const wcag = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Colours that pass from one scheme's into the other's are neither: waits for all that come to an end. */
const settledColours = `Promise.all(
  document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => undefined)),
).then(() => undefined)`;

/**
 * What keeps someone from using the page as it stands, in both colour schemes: of the second one only what colours can do
 * is looked at, for everything else in the page is the same.
 */
export async function whatIsInTheWay(page: Page, name: string, view: View): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(axe.source);
  const found = (await isTooWide(page)) ? [`${name} is wider than the screen`] : [];
  for (const [colorScheme, rules] of [
    ['light', wcag],
    ['dark', colours],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(settledColours);
    await shoot(page, name, { ...view, colorScheme } as View);
    for (const one of await barriers(page, rules)) found.push(`${name}, ${colorScheme}: ${one}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Keeps a picture of the page, to look at, where SHOTS names a folder. */
export async function shoot(page: Page, name: string, { width, colorScheme }: View): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'reference' });
}
