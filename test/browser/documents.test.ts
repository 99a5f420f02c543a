import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { eachOnce, openPage, shoot, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { changes, enter, enterFirst, inBrowser, password, whyNot } from './session.ts';

const mail = 'odile@halcyon.example';
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let watched: Watched;
let page: Page;

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const statement = { name: 'October.pdf', mimeType: 'application/pdf', buffer: aPdf('October') };
const newer = { name: 'Corrected.pdf', mimeType: 'application/pdf', buffer: aPdf('October, corrected') };
const photo = { name: 'Receipt.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') };

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud);
  watched = await openPage(browser, views[0]);
  ({ page } = watched);
  await page.goto(`${cloud.url}/clients/${firm.clientId}?tab=documents`);
  await enterFirst(page, cloud, administrator);
  await page.getByRole('heading', { level: 1, name: 'Halcyon Orthotics, LLC' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

const places = () => page.getByRole('navigation', { name: 'Folders' });
const go = (name: string) => places().getByRole('button', { name, exact: true }).click();
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });
const choose = async (label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

inBrowser('the shelf of a client', () => {
  test('gets the folders of a tree, and one more that the client can add to', async () => {
    await page.getByRole('button', { name: 'More about folders' }).click();
    await page.getByRole('menuitem', { name: 'Accounting and tax' }).click();
    await places().getByRole('button', { name: 'Tax returns' }).click();
    await page.getByRole('button', { name: 'New folder' }).click();
    const dialog = page.getByRole('dialog', { name: 'New folder' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('2026');
    await dialog.getByRole('button', { name: 'Add the folder' }).click();
    await places().getByRole('button', { name: '2026' }).waitFor();
    expect(await places().getByRole('button').count()).toBeGreaterThan(9);
  });

  test('takes files into a folder, and shows a picture and a PDF as they are', async () => {
    await places().getByRole('button', { name: 'Tax returns' }).click();
    await page.getByRole('button', { name: 'Add files to Tax returns' }).waitFor();
    await page.locator('input[type=file]').setInputFiles([statement, photo]);
    for (const { name } of [statement, photo]) await rowOf(name).getByText('Ready').waitFor();
    await rowOf('Receipt.png').click();
    const drawer = page.getByRole('dialog', { name: 'Receipt.png' });
    await drawer.getByRole('img', { name: 'Receipt.png' }).waitFor();
    const width = () => page.evaluate('document.querySelector("img[alt=\'Receipt.png\']").naturalWidth');
    await expect.poll(width).toBe(1);
    await page.keyboard.press('Escape');
    await rowOf('October.pdf').click();
    await page.getByRole('dialog', { name: 'October.pdf' }).locator('iframe[title="October.pdf"]').waitFor();
    await shoot(page, 'document-pdf', views[0]);
    expect(watched.wrong).toEqual([]);
  });

  test('reads the new version of a file, and keeps the one before', async () => {
    const drawer = page.getByRole('dialog', { name: 'October.pdf' });
    await drawer.locator('input[type=file]').setInputFiles([newer]);
    await drawer.getByText('Version 2').waitFor();
    await drawer.getByRole('button', { name: 'Download version 1' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('is for someone who sees only what is for them, and says who sees it', async () => {
    const ben = { name: 'Ben Halcyon', access: 'limited', portal: true };
    const { id } = await firm.call('POST', `/v1/clients/${firm.clientId}/contacts`, ben);
    await page.reload();
    await rowOf('October.pdf').click();
    const drawer = page.getByRole('dialog', { name: 'October.pdf' });
    await drawer.getByText('Ben Halcyon: sees only what is for them').waitFor();
    await drawer.getByRole('combobox', { name: 'For whom' }).click();
    await page.getByRole('option', { name: 'Ben Halcyon' }).click();
    await drawer.getByText('Ben Halcyon: it is for them').waitFor();
    const said = changes(page, /\/v1\/documents\/doc_\w+$/);
    await drawer.getByRole('button', { name: 'Save the changes' }).click();
    await said;
    const { items } = await firm.call('GET', `/v1/clients/${firm.clientId}/documents`);
    expect(items.find(({ name }: Answer) => name === 'October.pdf')).toMatchObject({ contactIds: [id] });
    await page.keyboard.press('Escape');
  });

  test('finds a file by a word of its name', async () => {
    await page.getByRole('textbox', { name: /^Search the documents/ }).fill('octo');
    await expect.poll(() => page.locator('tr[data-row]').count()).toBe(1);
    await rowOf('October.pdf').waitFor();
    await page.getByRole('textbox', { name: /^Search the documents/ }).fill('');
  });

  test('writes several files into one ZIP here, by their folders', async () => {
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as ZIP' }).click();
    const zip = await kept;
    expect(zip.suggestedFilename()).toBe('Halcyon Orthotics, LLC.zip');
    const bytes = (await readFile(await zip.path())).toString('latin1');
    for (const name of ['Tax returns/October.pdf', 'Tax returns/Receipt.png']) expect(bytes).toContain(name);
    expect(bytes).toContain('October, corrected');
  });

  test('moves a file, throws it away, and takes that back', async () => {
    await page.getByRole('checkbox', { name: 'Select Receipt.png' }).check();
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Move 1 document' });
    await choose('To', 'Payroll');
    const moved = changes(page, /\/documents\/move$/);
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await moved;
    await places().getByRole('button', { name: 'Payroll' }).click();
    await rowOf('Receipt.png').click();
    await page.getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowOf('Receipt.png').waitFor();
  });

  test('keeps what was thrown away in the trash, from where it comes back', async () => {
    await page.getByRole('checkbox', { name: 'Select Receipt.png' }).check();
    await page.getByRole('button', { name: 'Throw away' }).click();
    await go('Trash');
    await rowOf('Receipt.png').click();
    await page.getByText('It is erased on').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Nothing in the trash').waitFor();
    expect(watched.wrong).toEqual([]);
  });

  test.each(eachOnce)('stands without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    const { items } = await firm.call('GET', `/v1/clients/${firm.clientId}/folders`);
    const { id } = items.find(({ name }: { name: string }) => name === 'Payroll');
    await other.page.goto(`${cloud.url}/clients/${firm.clientId}?tab=documents&folder=${id}`);
    await enter(other.page, administrator, password);
    await other.page.getByText('Receipt.png').waitFor();
    const blocked = await whatIsInTheWay(other.page, 'documents', view);
    await other.page.getByText('Receipt.png').click();
    await other.page.getByText('Version 1').waitFor();
    await other.page.getByRole('img', { name: 'Receipt.png' }).waitFor();
    blocked.push(...(await whatIsInTheWay(other.page, 'document', view)));
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });
});

inBrowser('the documents on the client’s page', () => {
  let theirs: Watched;

  test('are come to from the home, and taken away', async () => {
    theirs = await openPage(browser, views[2]);
    await firm.call('POST', `/v1/contacts/${firm.contactId}/portal-links`);
    await theirs.page.goto((await linkMailedTo(cloud, mail)).href);
    await theirs.page.getByRole('button', { name: 'Open my page' }).click();
    await theirs.page.getByRole('link', { name: 'Look at your documents' }).click();
    await theirs.page.getByRole('link', { name: /^Tax returns/ }).click();
    await theirs.page.getByRole('heading', { level: 1, name: 'Tax returns' }).waitFor();
    const kept = theirs.page.waitForEvent('download');
    await theirs.page.getByRole('button', { name: 'Download October.pdf' }).click();
    expect((await kept).suggestedFilename()).toBe('October.pdf');
  });

  test('get a file where the folder takes one', async () => {
    await theirs.page.getByRole('button', { name: '← Documents' }).click();
    await theirs.page.getByRole('link', { name: /^Client uploads/ }).click();
    await theirs.page.locator('input[type=file]').setInputFiles([photo]);
    await theirs.page.getByText('Sent, thank you.').waitFor();
    await theirs.page.getByRole('button', { name: 'Download Receipt.png' }).waitFor();
  });

  test.each(eachOnce)('stand without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.context.addCookies(await theirs.context.cookies());
    await other.page.goto(new URL(`/portal/documents/${firm.clientId}`, theirs.page.url()).href);
    await other.page.getByRole('link', { name: /^Tax returns/ }).waitFor();
    const blocked = await whatIsInTheWay(other.page, 'portal-documents', view);
    await other.page.goto(theirs.page.url());
    await other.page.getByText('Receipt.png').waitFor();
    blocked.push(...(await whatIsInTheWay(other.page, 'portal-folder', view)));
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });
});
