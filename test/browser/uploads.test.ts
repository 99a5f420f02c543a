import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal } from '../cloud/portal-link.ts';
import { type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { aRequestForFiles, openRequest, shownIn } from './asked-for-files.ts';
import { killBrowser, openPage, startBrowser, views, type Watched, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const mega = 1024 ** 2;
const directory = newDirectory();
const folder = mkdtempSync(join(tmpdir(), 'firmament-files-'));
let cloud: Running;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let browser: Browser;
let connection: CDPSession;
let watched: Watched;
let page: Page;

/** A PDF with a very long comment in it, on the disk. */
function aFile(name: string, megabytes: number): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  writeSync(file, '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%');
  const block = Buffer.alloc(mega, name);
  for (let n = 0; n < megabytes; n++) writeSync(file, block);
  writeSync(file, aPdf(name));
  closeSync(file);
  return path;
}

/** In a browser that was never there before. */
async function arrive(): Promise<void> {
  browser = await startBrowser();
  watched = await openPage(browser, views[2]);
  ({ page } = watched);
  connection = await watched.context.newCDPSession(page);
  await openRequest(cloud, page);
}

beforeAll(async () => {
  if (whyNot !== undefined) return;
  cloud = await startLocal(directory, '--empty');
  firm = await aClientWithPortal(cloud, { notify: true });
  await aRequestForFiles(firm);
  await arrive();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
  rmSync(folder, { recursive: true, force: true });
});

const choose = (path: string) => page.locator('input[type=file]').first().setInputFiles(path);
const shown = (name: string) => shownIn(page, name);
/** The parts that leave the page from now on. */
function partsSent(): Set<number> {
  const numbers = new Set<number>();
  page.on('request', (request) => {
    const [, number] = /partNumber=(\d+)/.exec(request.url()) ?? [];
    if (request.method() === 'PUT' && number !== undefined) numbers.add(Number(number));
  });
  return numbers;
}
const documents = async (): Promise<Answer[]> =>
  (await firm.call('GET', `/v1/clients/${firm.clientId}/documents`)).items;
const statusOf = async (name: string) =>
  (await documents()).filter((one) => one.name === name).map(({ status }) => status);
/** What the line of the page bears: `-1` is all that there is. */
async function line(uploadThroughput: number, offline = false): Promise<void> {
  const conditions = { offline, latency: 0, downloadThroughput: -1, uploadThroughput };
  await connection.send('Network.emulateNetworkConditions', conditions);
}

inBrowser('a file of 200 MB', () => {
  const howFar = "document.querySelector('progress').value";
  let path: string;

  test('goes on where it stopped when the browser was killed, and is received once', async () => {
    path = aFile('Archive.pdf', 200);
    await line(60 * mega);
    await choose(path);
    const progress = page.getByRole('progressbar', { name: 'Archive.pdf is being sent' });
    await progress.waitFor();
    await expect.poll(() => page.evaluate(howFar), { interval: 20 }).toBeGreaterThan(0.5);
    await page.getByText('Choose the same file again, and it goes on where it stopped').waitFor();
    await killBrowser(browser);
    expect(await statusOf('Archive.pdf')).toEqual(['expected']);

    await arrive();
    const sent = partsSent();
    await choose(path);
    await shown('Archive.pdf').and(page.locator('.received')).waitFor();
    // Of thirteen, those that had come are not sent again.
    expect(sent.size).toBeGreaterThan(0);
    expect(sent.size).toBeLessThan(10);
    expect(await statusOf('Archive.pdf')).toEqual(['released']);
    expect(watched.wrong).toEqual([]);
  });

  test('is told to be here when it is chosen again', async () => {
    await choose(path);
    await page.getByText('We have this file already: nothing more to do.').waitFor();
    expect(await whatIsInTheWay(page, 'portal-upload-there', views[2])).toEqual([]);
    await page.getByRole('button', { name: 'All right' }).click();
    expect(await page.locator('.file').count()).toBe(1);
    expect(await statusOf('Archive.pdf')).toEqual(['released']);
  });

  test('can be given up, and leaves the list as it was', async () => {
    await line(mega);
    await choose(aFile('Wrong one.pdf', 120));
    await page.getByRole('progressbar', { name: 'Wrong one.pdf is being sent' }).waitFor();
    await page.getByRole('button', { name: 'Cancel Wrong one.pdf' }).click();
    await shown('Wrong one.pdf').waitFor({ state: 'detached' });
    await cloud.local('/settled');
    expect(await statusOf('Wrong one.pdf')).toEqual(['rejected']);
    await line(-1);
  });
});

inBrowser('a connection that is lost', () => {
  test('comes back, and the file is sent again by itself', async () => {
    await line(-1, true);
    const lost = page.waitForEvent('requestfailed');
    await choose(aFile('Statement.pdf', 101));
    await lost;
    await page.getByRole('progressbar', { name: /Statement.pdf/ }).waitFor();
    expect(await whatIsInTheWay(page, 'portal-upload', views[2])).toEqual([]);
    await line(-1);
    await shown('Statement.pdf').and(page.locator('.received')).waitFor();
    expect(await statusOf('Statement.pdf')).toEqual(['released']);
  });
});
