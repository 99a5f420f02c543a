import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { openPage, startBrowser, views, whatIsInTheWay } from './browser.ts';
import { enterFirst, inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
const folder = mkdtempSync(join(tmpdir(), 'firmament-files-'));
let cloud: Running;
let browser: Browser;
let page: Page;
let clientId: string;

const call = async (method: string, path: string, body?: object): Promise<Answer> =>
  (await cloud.call(method, path, { token: await cloud.token(), body })).body;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  clientId = (await call('POST', '/v1/clients', { name: 'Juniper Street Dental', lifecycle: 'active' })).id;
  ({ page } = await openPage(browser, views[0]));
  await page.goto(`${cloud.url}/clients/${clientId}?tab=documents`);
  await enterFirst(page, cloud, administrator);
  await page.getByRole('button', { name: 'Add files' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
  rmSync(folder, { recursive: true, force: true });
});

/** A PDF of 101 MB with a very long comment in it. */
function aLargeFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([aPdf(name), Buffer.alloc(101 * 1024 ** 2, `%${name}`), aPdf(name)]));
  return path;
}
const choose = (path: string) => page.locator('input[type=file]').first().setInputFiles(path);
const onItsWay = (name: string) =>
  page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem').filter({ hasText: name });
const statusesOf = async (name: string): Promise<string[]> => {
  const { items } = await call('GET', `/v1/clients/${clientId}/documents`);
  return items.filter((one: Answer) => one.name === name).map(({ status }: Answer) => status);
};

inBrowser('a file of more than 100 MB', () => {
  test('is put among a client’s documents in parts, and once', async () => {
    const path = aLargeFile('Archive.pdf');
    await choose(path);
    await onItsWay('Archive.pdf').waitFor();
    await onItsWay('Archive.pdf').waitFor({ state: 'detached' });
    await cloud.local('/settled');
    expect(await statusesOf('Archive.pdf')).toEqual(['released']);
    await choose(path);
    await page.getByText('This file is here already: Archive.pdf').waitFor();
    expect(await whatIsInTheWay(page, 'console-upload-there', views[0])).toEqual([]);
    expect(await statusesOf('Archive.pdf')).toEqual(['released']);
  });

  test('can be given up', async () => {
    const line = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1024 ** 2 };
    await line.send('Network.emulateNetworkConditions', slow);
    await choose(aLargeFile('Wrong one.pdf'));
    await expect.poll(() => statusesOf('Wrong one.pdf')).toEqual(['expected']);
    await page.getByRole('button', { name: 'Stop sending Wrong one.pdf' }).click();
    await onItsWay('Wrong one.pdf').waitFor({ state: 'detached' });
    await cloud.local('/settled');
    expect(await statusesOf('Wrong one.pdf')).toEqual(['rejected']);
  });
});
