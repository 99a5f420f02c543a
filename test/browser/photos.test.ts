import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal } from '../cloud/portal-link.ts';
import { type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aRequestForFiles, openRequest, shownIn } from './asked-for-files.ts';
import { eachOnce, openPage, startBrowser, views, type Watched, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  await aRequestForFiles(firm);
  watched = await openPage(browser, views[2]);
  ({ page } = watched);
  await openRequest(cloud, page);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

/** What a camera writes of how it was held, of its many facts this one. */
const exif = {
  segment: 'ffe10022',
  name: '457869660000',
  header: '49492a0008000000',
  oneEntry: '0100',
  orientation: '120103000100000006000000',
  end: '00000000',
};
const turnedByAQuarter = Buffer.from(Object.values(exif).join(''), 'hex');

inBrowser('photos of several pages', () => {
  /** A photo whose left half is red, held so that it has to be turned by a quarter to stand upright. */
  const aPhoto = async (): Promise<Buffer> => {
    const drawn = await page.evaluate<string>(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 200 });
      const context = canvas.getContext('2d');
      context.fillStyle = 'red';
      context.fillRect(0, 0, 200, 200);
      return canvas.toDataURL('image/jpeg').split(',')[1];
    })()`);
    const jpeg = Buffer.from(drawn, 'base64');
    return Buffer.concat([jpeg.subarray(0, 2), turnedByAQuarter, jpeg.subarray(2)]);
  };

  const widthOfTheSecond = "document.querySelectorAll('.photos img')[1].naturalWidth";

  test('are turned, put in order and joined, and received as one file', async () => {
    await page.getByRole('button', { name: 'Photograph several pages as one file' }).click();
    const camera = page.locator('.photos input[type=file]');
    const buffer = await aPhoto();
    for (let n = 1; n <= 3; n++) {
      await camera.setInputFiles({ name: `IMG_${n}.jpg`, mimeType: 'image/jpeg', buffer });
      await page.getByRole('img', { name: `Page ${n}` }).waitFor();
    }
    await page.getByRole('button', { name: 'Page 2: turn it' }).click();
    await expect.poll(() => page.evaluate(widthOfTheSecond)).toBe(400);
    for (const view of eachOnce) {
      await page.setViewportSize(view);
      await page.emulateMedia({ colorScheme: view.colorScheme });
      expect(await whatIsInTheWay(page, 'portal-photos', view)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Page 3: remove it' }).click();
    await page.getByRole('button', { name: 'Page 2: move it forward' }).click();
    await page.getByRole('button', { name: 'Send as one file, pages: 2' }).click();
    await shownIn(page, 'Scan of the archive.pdf').and(page.locator('.received')).waitFor();

    const sent = (await firm.call('GET', `/v1/clients/${firm.clientId}/documents`)).items.find(
      ({ name }: Answer) => name === 'Scan of the archive.pdf',
    );
    const { url } = await firm.call('GET', `/v1/documents/${sent.id}/download`);
    const file = await PDFDocument.load(await (await fetch(url)).arrayBuffer());
    expect(file.getPages().map((one) => one.getWidth() > one.getHeight())).toEqual([true, false]);
    expect(watched.wrong).toEqual([]);
  });
});
