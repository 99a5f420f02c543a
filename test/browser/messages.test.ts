import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal } from '../cloud/portal-link.ts';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { eachOnce, openPage, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { badgeOf, changes, enter, enterFirst, inBrowser, password, whyNot } from './session.ts';

const address = 'odile@halcyon.example';
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let watched: Watched;
let page: Page;
let threadId: string;

const line = (text: string) => page.getByRole('article').filter({ hasText: text });

/** As someone’s mail program would, by the form of the local mailbox. */
async function replied(text: string, from = address): Promise<void> {
  const { items } = (await cloud.call('GET', `/local/mail.json?to=${address}`)).body;
  const other = await browser.newPage();
  await other.goto(`${cloud.url}/local/mail/${items[0].id}`);
  await other.getByLabel('From').fill(from);
  await other.getByLabel('Text').fill(text);
  await other.getByLabel('Files').setInputFiles([{ name: 'Lease.pdf', mimeType: 'application/pdf', buffer: aPdf() }]);
  await other.getByRole('button', { name: 'Send the reply' }).click();
  await other.getByText('The reply is on its way.').waitFor();
  await other.close();
  await cloud.local('/settled');
}

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await firm.call('PATCH', '/v1/firm', always);
  ({ page } = watched = await openPage(browser, views[0]));
  await page.goto(`${cloud.url}/clients/${firm.clientId}?tab=messages`);
  await enterFirst(page, cloud, administrator);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('a conversation with a client', () => {
  test('is begun from the client’s page, with whom one chooses', async () => {
    await page.getByText('Nothing was said yet').waitFor();
    await page.getByRole('link', { name: 'New conversation' }).first().click();
    await page.getByRole('heading', { level: 1, name: /^New conversation with Halcyon/ }).waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill('The lease of the workshop');
    await page.getByRole('textbox', { name: 'Message' }).fill('Which of the two leases did you sign?');
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('heading', { level: 1, name: 'The lease of the workshop' }).waitFor();
    threadId = /\/messages\/(thr_\w+)/.exec(page.url())![1]!;
    await line('Which of the two leases').getByText('Not read yet').waitFor();
    expect(await badgeOf(page).innerText()).toBe('Waits for the client');
  });

  test('has notes that are told apart from what clients see, and name colleagues', async () => {
    await page.getByText('Internal note', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Internal note' }).fill('She mixes them up every year');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await line('She mixes them up').getByText('Internal note').waitFor();
    await page.getByText('To the client', { exact: true }).click();
  });

  test('takes a reply by mail with its file, which is found in the inbox and in the conversation', async () => {
    await cloud.local('/settled');
    await cloud.local('/clock', { minutes: 11 });
    await cloud.local('/settled');
    await replied('The second one, attached.');
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page
      .getByRole('row', { name: /The lease of the workshop/ })
      .getByLabel('1 unread')
      .waitFor();
    const read = changes(page, /\/read$/);
    await page.getByRole('link', { name: 'The lease of the workshop' }).click();
    await line('The second one, attached.').getByRole('button', { name: 'Lease.pdf' }).waitFor();
    await read;
    expect(await badgeOf(page).innerText()).toBe('Waits for us');
    expect(await line('The second one, attached.').getByText('Odile Marchetti').count()).toBe(1);
  });

  test('asks of a reply from another address whose it is', async () => {
    await replied('Pay to this account', 'mallory@elsewhere.example');
    await page.reload();
    const held = page.getByRole('region', { name: 'Held reply from mallory@elsewhere.example' });
    await held.getByText('Pay to this account').waitFor();
    expect(await line('Pay to this account').count()).toBe(0);
  });

  test.each(eachOnce)('is a page without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.page.goto(`${cloud.url}/messages/${threadId}`);
    await enter(other.page, administrator, password);
    await other.page.getByText('The second one, attached.').waitFor();
    const blocked = await whatIsInTheWay(other.page, 'thread', view);
    await other.page.goto(`${cloud.url}/messages`);
    await other.page.getByRole('link', { name: 'The lease of the workshop' }).waitFor();
    blocked.push(...(await whatIsInTheWay(other.page, 'inbox', view)));
    await other.page.goto(`${cloud.url}/clients/${firm.clientId}?tab=messages`);
    await other.page.getByRole('link', { name: 'The lease of the workshop' }).waitFor();
    blocked.push(...(await whatIsInTheWay(other.page, 'client-messages', view)));
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('throws away what was not theirs, is answered with a file, and closed', async () => {
    await page.getByRole('button', { name: 'Throw it away' }).click();
    await page.getByText('Pay to this account').waitFor({ state: 'detached' });
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'Ours.pdf', mimeType: 'application/pdf', buffer: aPdf() }]);
    await page.getByRole('button', { name: 'Leave out Ours.pdf' }).waitFor();
    await page.getByRole('combobox', { name: 'Message to the client' }).fill('Thank you. Ours is attached.');
    await page.getByRole('button', { name: 'Send the message' }).click();
    await line('Thank you. Ours is attached.').getByRole('button', { name: 'Ours.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Both leases');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Both leases' }).waitFor();
    await page.getByRole('button', { name: 'Close it' }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Closed');
    const { items } = await firm.call('GET', `/v1/threads/${threadId}/messages`);
    expect(items.map(({ files }: Answer) => files.length)).toEqual([1, 1, 0]);
    expect(watched.wrong).toEqual([]);
  });
});
