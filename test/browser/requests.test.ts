import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../cloud/demo-firm.ts';
import { administrator, newDirectory, type Running, tidy } from '../cloud/running.ts';
import { aPdf, saidOf } from '../support/documents.ts';
import { eachOnce, openPage, startBrowser, views, whatIsInTheWayInEach } from './browser.ts';
import { badgeOf, changes, enter, inBrowser, enterFirst, password, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let page: Page;
let token: string;
let clientId: string;
let requestId: string;
let contactId: string;
let jobId: string;

const call = async (method: string, path: string, body?: object) => {
  const reply = await cloud.call(method, path, { token, ...(body && { body }) });
  if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.body;
};

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startDemo(directory), startBrowser()]);
  token = await cloud.token();
  // Whatever day it is: mail goes out at every hour.
  await call('PATCH', '/v1/firm', {
    mailHours: { from: '00:00', to: '24:00' },
    workingDays: { weekend: [], own: [] },
  });
  const { items } = await call('GET', '/v1/search?q=bluebonnet');
  clientId = items.find(({ kind }: { kind: string }) => kind === 'client').id;
  ({ page } = await openPage(browser, views[0]));
  await page.goto(`${cloud.url}/clients/${clientId}?tab=requests`);
  await enterFirst(page, cloud, administrator);
  await page.getByRole('heading', { level: 1, name: 'Bluebonnet Event Rentals, LLC' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

/** A file with a password, among the documents of the client. */
async function aLocked(name: string): Promise<void> {
  const bytes = aPdf(name, '/Encrypt 5 0 R');
  const { upload } = await call('POST', `/v1/clients/${clientId}/documents`, saidOf(name, bytes));
  const { method, url, headers } = upload;
  expect((await fetch(url, { method, headers, body: new Uint8Array(bytes) })).status).toBe(200);
  await cloud.local('/settled');
}

const item = (at: number) => page.getByRole('group', { name: `Item ${at}` });
const row = (title: string) => page.getByRole('listitem').filter({ hasText: title });

inBrowser('a request, from its beginning to its end', () => {
  test('asks for files, an answer and a table, and is sent', async () => {
    await page.getByRole('link', { name: 'New request' }).first().click();
    await page.getByRole('heading', { level: 1, name: /^New request to Bluebonnet/ }).waitFor();
    await page.getByRole('textbox', { name: 'Title' }).fill('Statements for March 2026');
    await item(1).getByLabel('In the client’s words').fill('Bank statement, March 2026');
    await item(1).getByRole('button', { name: 'More about item 1' }).click();
    await item(1).getByRole('textbox', { name: 'At most' }).fill('3');
    await page.getByRole('button', { name: 'Ask for one more thing' }).click();
    await item(2).getByRole('combobox', { name: 'What is asked' }).click();
    await page.getByRole('option', { name: 'An answer', exact: true }).click();
    await item(2).getByRole('combobox', { name: 'As', exact: true }).click();
    await page.getByRole('option', { name: 'Yes or no', exact: true }).click();
    await item(2).getByLabel('In the client’s words').fill('Did you buy a vehicle?');
    await page.getByRole('button', { name: 'Ask for one more thing' }).click();
    await item(3).getByRole('combobox', { name: 'What is asked' }).click();
    await page.getByRole('option', { name: 'Answers in a table' }).click();
    await item(3).getByLabel('In the client’s words').fill('What were these for?');
    await item(3)
      .getByLabel('The table')
      .fill('Date,Payee,Amount\n2026-03-02,"Acme, Inc.",120.00\n2026-03-05,Shell,41.20');
    await item(3).getByText('2 rows with Date, Payee, Amount').waitFor();
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Statements for March 2026' }).waitFor();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Waiting for the client');
    requestId = /\/requests\/(req_\w+)/.exec(page.url())![1]!;
  });

  test('is answered on the client’s behalf, and accepted with the keyboard', async () => {
    const { asked } = await call('GET', `/v1/requests/${requestId}`);
    expect(asked[0].asks).toMatchObject({ least: 1, most: 3 });
    const title = page.getByRole('button', { name: 'Did you buy a vehicle?' });
    await title.click();
    await page.getByRole('button', { name: 'Answer for the client' }).click();
    const dialog = page.getByRole('dialog', { name: /^Answer for the client/ });
    await dialog.getByRole('radio', { name: 'Yes' }).check();
    await dialog.getByRole('button', { name: 'Give the answer' }).click();
    await row('Did you buy a vehicle?').getByText('To be looked at').waitFor();
    await title.focus();
    const accepted = changes(page, /\/accept$/);
    await page.keyboard.press('a');
    await accepted;
    await row('Did you buy a vehicle?').getByText('Accepted').waitFor();
    await page.getByRole('button', { name: 'What were these for?' }).click();
    await page.getByRole('button', { name: 'Answer for the client' }).click();
    await dialog.getByRole('textbox', { name: 'What was this for? Row 1' }).fill('Tents');
    await dialog.getByRole('textbox', { name: 'What was this for? Row 2' }).fill('Fuel');
    await dialog.getByRole('button', { name: 'Keep the answers' }).click();
    await page.getByRole('cell', { name: 'Tents' }).waitFor();
    await row('What were these for?').getByText('To be looked at').waitFor();
  });

  test('keeps the answers of a table as a file', async () => {
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the answers as CSV' }).click();
    expect((await kept).suggestedFilename()).toMatch(/^What were these for.*\.csv$/);
  });

  test('has an item sent back by a ready reason, which says what helps', async () => {
    await row('What were these for?').getByRole('button', { name: 'Send back' }).click();
    const dialog = page.getByRole('dialog', { name: /^Send back/ });
    await dialog.locator('[data-autofocus]').fill('pages');
    await page.getByRole('option', { name: 'Pages are missing' }).click();
    expect(await dialog.getByRole('textbox', { name: 'What helps' }).inputValue()).toMatch(/all six/);
    await dialog.getByRole('button', { name: 'Send it back' }).click();
    await page.getByText('Sent back: Pages are missing').waitFor();
  });

  test('is chased from the list of all that clients owe', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: 'Chasing' }).waitFor();
    const nudged = changes(page, /\/nudge$/);
    await page.getByRole('button', { name: 'Nudge: Statements for March 2026' }).click();
    await nudged;
    await page.getByText('People are reminded of “Statements for March 2026”').waitFor();
    await page.getByRole('button', { name: 'Nudge all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remind people' });
    const line = dialog.getByRole('row').filter({ hasText: 'Statements for March 2026' });
    await line.getByText('This person was reminded today already').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('link', { name: 'Statements for March 2026' }).click();
    await page.getByText('Reminded', { exact: true }).waitFor();
  });

  test('has files that wait for release where it is chased: they are decided on there', async () => {
    for (const name of ['Locked statement.pdf', 'Locked ledger.pdf']) await aLocked(name);
    await page.goto(`${cloud.url}/chasing`);
    const waiting = page.getByRole('region', { name: 'Waiting for release' });
    await waiting.getByRole('row', { name: /Locked statement\.pdf Bluebonnet/ }).click();
    const drawer = page.getByRole('dialog', { name: 'Locked statement.pdf' });
    await drawer.getByText('The file has a password').waitFor();
    await drawer.getByRole('textbox', { name: 'Why' }).fill('The bank sends them so');
    await drawer.getByRole('button', { name: 'Let it through' }).click();
    await waiting.getByText('Locked statement.pdf').waitFor({ state: 'detached' });
    await waiting.getByText('Locked ledger.pdf').waitFor();
    await page.goto(`${cloud.url}/requests/${requestId}`);
  });

  test('is finished by what came another way, and comes back by undo', async () => {
    await page.getByRole('button', { name: 'Bank statement, March 2026' }).focus();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: /^Received another way/ });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // The item has the focus again, and hears the key.
    await page.keyboard.press('r');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('By mail');
    await dialog.getByRole('button', { name: 'It is here' }).click();
    await row('Bank statement').getByText('Received another way').first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row('Bank statement').getByText('Open').waitFor();
  });

  test('takes a file for the client, which is looked at in its place', async () => {
    const statement = { name: 'March.pdf', mimeType: 'application/pdf', buffer: aPdf('March') };
    await page.getByRole('button', { name: 'Bank statement, March 2026' }).click();
    await row('Bank statement').getByText('Add a file for the client').waitFor();
    await row('Bank statement').locator('input[type=file]').setInputFiles([statement]);
    await row('Bank statement').getByRole('button', { name: 'March.pdf', exact: true }).click();
    await page.getByRole('dialog', { name: 'March.pdf' }).locator('iframe[title="March.pdf"]').waitFor();
    await page.keyboard.press('Escape');
  });

  test('is called off in the menu, with the reason', async () => {
    const draft = await call('POST', `/v1/clients/${clientId}/requests`, {
      title: 'Not needed after all',
      dueOn: '2027-03-13',
      contactIds: (await call('GET', `/v1/requests/${requestId}`)).contactIds,
      items: [{ title: 'The address is right', asks: { kind: 'confirm' } }],
    });
    await page.goto(`${cloud.url}/requests/${draft.id}`);
    await page.getByRole('button', { name: 'More to do with this request' }).click();
    await page.getByRole('menuitem', { name: 'Cancel this request' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Asked by telephone');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the request' }).click();
    await page.getByText('Cancelled: Asked by telephone').waitFor();
  });
});

inBrowser('a person’s page', () => {
  test('gives a link out to be copied, lists it, and revokes it', async () => {
    const { items } = await call('GET', `/v1/clients/${clientId}/contacts`);
    const { version: _, ...part } = items[0].link;
    await call('PUT', `/v1/clients/${clientId}/contacts/${items[0].id}`, { ...part, portal: true });
    contactId = items[0].id;
    await page.goto(`${cloud.url}/people/${contactId}`);
    const links = page.getByRole('region', { name: 'Page links' });
    await links.getByRole('button', { name: 'Make a link to copy' }).click();
    expect(await links.getByRole('textbox', { name: 'Link to their page' }).inputValue()).toMatch(
      /\/portal#[\w-]{43}$/,
    );
    // Others may be there: each mail about a request brought one.
    const copied = links.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Copied' }) });
    await copied.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke the link' }).click();
    await copied.waitFor({ state: 'detached' });
    await links.getByRole('button', { name: 'Mail a link' }).click();
    await page.getByText(/^The mail with the link is held|^The link is on its way/).waitFor();
  });
});

inBrowser('a job', () => {
  test('is shown to the client by a word in its menu, under a title of its own', async () => {
    const { items } = await call('GET', `/v1/jobs?clientId=${clientId}&limit=1`);
    jobId = items[0].id;
    await page.goto(`${cloud.url}/jobs/${jobId}`);
    await page.getByRole('button', { name: 'More to do with this job' }).click();
    await page.getByRole('menuitem', { name: 'Show the client how far it is' }).click();
    await page.getByText('Shown to the client').waitFor();
    await page.getByRole('button', { name: 'More to do with this job' }).click();
    await page.getByRole('menuitem', { name: 'Change the title, dates and people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Title, dates and people' });
    await dialog.getByText('The client sees it on their page').waitFor();
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Your month, closed');
    await dialog.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your month, closed' }).waitFor();
  });

  test('asks its client for what one of its tasks waits for', async () => {
    await page.getByRole('tab', { name: 'Client' }).click();
    await page.getByRole('link', { name: 'New request' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('What the loan was for');
    await page.getByRole('combobox', { name: /^When all is in, this task is done/ }).click();
    await page.getByRole('option').first().click();
    await item(1).getByLabel('In the client’s words').fill('The loan agreement');
    await page.getByRole('radio', { name: 'Keep it as a draft' }).check();
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('When all is in, this is done').waitFor();
    await page.getByRole('button', { name: 'More to do with this request' }).click();
    await page.getByRole('menuitem', { name: 'Change what is asked' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change what is asked' });
    await dialog.getByLabel('In the client’s words').fill('The loan agreement, signed');
    await dialog.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('button', { name: 'The loan agreement, signed' }).waitFor();
  });
});

inBrowser('pages of requests, at each width and in each colour scheme', () => {
  test('stand without errors, without barriers, and no wider than the screen', async () => {
    const { context, page: own, wrong } = await openPage(browser, eachOnce[0]);
    await own.goto(`${cloud.url}/work`);
    await enter(own, administrator, password);
    await own.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    const stands = async (name: string) => expect(await whatIsInTheWayInEach(own, name)).toEqual([]);
    for (const { name, path, shows } of [
      { name: 'chasing', path: '/chasing', shows: 'Statements for March 2026' },
      { name: 'chasing-people', path: '/chasing?state=people', shows: 'Statements for March 2026' },
      { name: 'chasing-mine', path: '/chasing?whose=mine&state=submitted', shows: 'Nothing waits to be looked at' },
      { name: 'chasing-not-sent', path: '/chasing?state=unsent', shows: 'What the loan was for' },
      { name: 'job-client', path: `/jobs/${jobId}?tab=client`, shows: 'What the loan was for' },
      { name: 'request', path: `/requests/${requestId}`, shows: 'Statements for March 2026' },
      { name: 'request-new', path: `/requests/new?client=${clientId}`, shows: 'What is asked' },
      { name: 'person-links', path: `/people/${contactId}`, shows: 'Page links' },
      { name: 'client-documents', path: `/clients/${clientId}?tab=documents`, shows: 'Add files' },
      { name: 'client-requests', path: `/clients/${clientId}?tab=requests`, shows: 'Statements for March 2026' },
    ]) {
      await own.goto(`${cloud.url}${path}`);
      await own.getByText(shows).first().waitFor();
      await stands(name);
    }
    await own.goto(`${cloud.url}/chasing`);
    await own.getByRole('button', { name: 'Nudge all' }).click();
    await own.getByRole('dialog').getByText('Statements for March 2026').first().waitFor();
    await stands('nudge-all');
    await context.close();
    expect(wrong.filter((line) => !/ERR_ABORTED/.test(line))).toEqual([]);
  });
});
