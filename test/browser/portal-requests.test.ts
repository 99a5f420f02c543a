import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf, eicar } from '../support/documents.ts';
import { aSmallTemplate, taskOf } from '../support/work.ts';
import { eachOnce, openPage, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const mail = 'odile@halcyon.example';
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let jobId: string;
let watched: Watched;
let page: Page;

const content = aSmallTemplate({
  title: 'Close of {period, MMMM yyyy}',
  period: 'month',
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'ask', title: 'Ask for statements', auto: 'send-request', request: 'statements', role: 'doer' },
        {
          key: 'books',
          title: 'Do the books',
          role: 'doer',
          after: ['request.statements'],
          due: 'job.start +5 bizday',
        },
      ],
    },
  ],
  requests: [
    {
      key: 'statements',
      title: '{period, MMMM yyyy} statements',
      dueOn: 'request.sent +3 bizday',
      ladder: 'short',
      items: [
        { kind: 'upload', title: 'Bank statement, {period, MMMM}', accept: ['pdf', 'image'], files: '1..3' },
        { kind: 'answer', title: 'Did you buy a vehicle?', type: 'yes-no-text' },
        { kind: 'answer', title: 'Anything else that we should know?', type: 'text' },
      ],
    },
  ] as never,
});

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const statement = { name: 'October.pdf', mimeType: 'application/pdf', buffer: aPdf() };
const photo = { name: 'Receipt.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') };
const note = { name: 'Notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Notes') };
const virus = { name: 'Bad.pdf', mimeType: 'application/pdf', buffer: Buffer.from(eicar) };

async function aJobThatAsks(): Promise<string> {
  const { member } = await firm.call('GET', '/v1/me');
  await firm.call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  // Whenever this runs is an hour for mail.
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await firm.call('PATCH', '/v1/firm', { colour: '#14532d', phone: '303-555-0100', ...always });
  const roles = [{ role: 'lead', memberId: member.id }];
  await firm.call('PATCH', `/v1/clients/${firm.clientId}`, { roles, responsible: member.id });
  const { id: templateId } = await firm.call('POST', '/v1/templates', { content });
  await firm.call('POST', `/v1/templates/${templateId}/publish`, { note: 'First' });
  const body = { clientId: firm.clientId, templateId, period: { of: '2026-10-31' } };
  return (await firm.call('POST', '/v1/jobs', body)).id;
}

const job = (): Promise<Answer> => firm.call('GET', `/v1/jobs/${jobId}`);
async function request(): Promise<Answer> {
  const { items } = await firm.call('GET', `/v1/jobs/${jobId}/requests`);
  return firm.call('GET', `/v1/requests/${items[0].id}`);
}
const item = (title: string) => page.locator('li.item').filter({ has: page.getByRole('heading', { name: title }) });

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  jobId = await aJobThatAsks();
  await cloud.local('/settled');
  watched = await openPage(browser, views[0]);
  ({ page } = watched);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('what a client is asked for', () => {
  test('is mailed by the job, and opened by the link in the mail', async () => {
    expect((await job()).status).toBe('waiting-client');
    await page.goto((await linkMailedTo(cloud, mail)).href);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.getByRole('link', { name: /October 2026 statements/ }).click();
    await page.getByRole('heading', { name: 'October 2026 statements' }).waitFor();
    expect(page.url()).toContain('/portal/requests/req_');
  });

  test.each(eachOnce)('stands without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.context.addCookies(await watched.context.cookies());
    await other.page.goto(page.url());
    await other.page.getByRole('heading', { name: 'October 2026 statements' }).waitFor();
    await other.page.getByText('It does not apply, or you need more time?').first().click();
    await other.page.getByRole('radio', { name: 'Yes' }).check();
    const blocked = await whatIsInTheWay(other.page, 'portal-request', view);
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('takes several files at once, which are received when they were looked at', async () => {
    const files = item('Bank statement, October');
    await files.getByLabel('Choose files').setInputFiles([note]);
    await files.getByText('Not sent: Notes.txt. We can take here: PDF or photo, up to 3 files.').waitFor();
    await files.getByLabel('Choose files').setInputFiles([statement, photo]);
    await files.locator('.file.received', { hasText: 'October.pdf' }).waitFor();
    await files.locator('.file.received', { hasText: 'Receipt.png' }).waitFor();
    await files.getByText('Sent, thank you').waitFor();
    expect(watched.wrong).toEqual([]);
  });

  test('says why it does not take a file, and keeps the others', async () => {
    const files = item('Bank statement, October');
    await files.getByLabel('Add another file').setInputFiles([virus]);
    await files.locator('.file.rejected', { hasText: 'Bad.pdf' }).waitFor();
    await files.getByText('Sent, thank you').waitFor();
  });

  test('is answered, taken back and settled, and thanks when nothing is left', async () => {
    const vehicle = item('Did you buy a vehicle?');
    await vehicle.getByRole('radio', { name: 'Yes' }).check();
    await vehicle.getByLabel('Tell us more, if you like').fill('A van');
    await vehicle.getByRole('button', { name: 'Send' }).click();
    await vehicle.getByText('yes, A van').waitFor();
    // Whoever hears the page is told, and goes on from where they were.
    await page.getByRole('status').getByText('Did you buy a vehicle?: Sent, thank you').waitFor();
    await vehicle.locator('h2:focus').waitFor();
    await vehicle.getByRole('button', { name: 'Change my answer' }).click();
    await vehicle.getByRole('radio', { name: 'No' }).check();
    await vehicle.getByRole('button', { name: 'Send' }).click();
    await vehicle.getByText('Sent, thank you').waitFor();
    const other = item('Anything else that we should know?');
    await other.getByText('It does not apply, or you need more time?').click();
    await other.getByRole('button', { name: 'It does not apply' }).click();
    await page.getByText('That was everything. Thank you! We go on from here.').waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-request-done', views[0]);
    await page.getByRole('button', { name: 'Back to my page' }).click();
    await page.getByText('Nothing is open. Thank you!').waitFor();
    expect({ wrong: watched.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test('moves the job on once the firm finds it good', async () => {
    const { id, asked } = await request();
    expect(asked.map(({ status }: Answer) => status)).toEqual(['submitted', 'submitted', 'does-not-apply']);
    for (const one of asked.filter(({ can }: Answer) => can.accept))
      await firm.call('POST', `/v1/requests/${id}/items/${one.id}/accept`, {});
    await cloud.local('/settled');
    expect((await request()).status).toBe('completed');
    const now = await job();
    expect(taskOf(now, 'ask').status).toBe('done');
    expect(taskOf(now, 'books').can.complete).toBe(true);
    expect(now.status).not.toBe('waiting-client');
    const { items } = await firm.call('GET', `/v1/jobs/${jobId}/documents`);
    expect(items.map(({ name, status }: Answer) => [name, status]).toSorted()).toEqual([
      ['Bad.pdf', 'rejected'],
      ['October.pdf', 'released'],
      ['Receipt.png', 'released'],
    ]);
  });

  test('takes a table that is typed in faster than the line is, and finds it again by a new link when the page has closed', async () => {
    const asks = {
      kind: 'table',
      columns: ['Date', 'Payee'],
      rows: [
        ['2 Oct', 'Acme'],
        ['9 Oct', 'Stellar'],
      ],
      asks: ['What for?', 'Whose?'],
    };
    const asked = { title: 'Two payments', dueOn: '2099-12-31', contactIds: [firm.contactId], send: 'now' };
    const items = [{ title: 'What were these for?', asks }];
    const { id } = await firm.call('POST', `/v1/clients/${firm.clientId}/requests`, { ...asked, items });
    const cells = async () => (await firm.call('GET', `/v1/requests/${id}`)).asked[0].cells;
    let most = 0;
    let now = 0;
    await page.route('**/cells', async (route) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      now--;
      await route.continue();
    });
    await page.goto(new URL(`/portal/requests/${id}`, page.url()).href);
    const typed = page.locator('fieldset.row input');
    await typed.nth(0).fill('rent');
    for (const [i, text] of ['shop', 'fuel'].entries()) await typed.nth(i + 1).fill(text);
    await typed.nth(2).press('Tab');
    await page.getByText('Kept.').waitFor();
    expect(await cells()).toEqual({ '0:0': 'rent', '0:1': 'shop', '1:0': 'fuel' });
    expect(most).toBe(1);
    await page.unroute('**/cells');
    const blocked = await whatIsInTheWay(page, 'portal-table', views[0]);
    watched.wrong.length = 0;

    await firm.call('DELETE', `/v1/contacts/${firm.contactId}/portal-links`);
    await typed.nth(3).fill('van');
    await page.getByRole('heading', { name: 'Your page has closed' }).waitFor();
    blocked.push(...(await whatIsInTheWay(page, 'portal-closed', views[0])));
    await firm.call('POST', `/v1/contacts/${firm.contactId}/portal-links`);
    const tab = await watched.context.newPage();
    await tab.goto((await linkMailedTo(cloud, mail)).href);
    await tab.getByRole('button', { name: 'Open my page' }).click();
    await tab.getByRole('link', { name: /Two payments/ }).click();
    await tab.locator('fieldset.row input').nth(3).waitFor();
    expect(await tab.locator('fieldset.row input').nth(3).inputValue()).toBe('van');
    await expect.poll(cells).toMatchObject({ '1:1': 'van' });
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByText('That was everything. Thank you!').waitFor();
    expect({ wrong: watched.wrong.filter((line) => !/\b401\b/.test(line)), blocked }).toEqual({
      wrong: [],
      blocked: [],
    });
  });
});
