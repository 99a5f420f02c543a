import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aSmallTemplate } from '../support/work.ts';
import { eachOnce, openPage, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { badgeOf, changes, enterFirst, inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let console_: Watched;
let page: Page;
let odile: Watched;
let piet: Watched;
let letterId: string;

const template = aSmallTemplate({
  key: 'small-close',
  title: 'Close of {period, MMMM yyyy}',
  period: 'month',
  start: 'period.end +1 day',
  due: 'period.end +10 bizday',
});

async function anEngagement(): Promise<void> {
  const { member } = await firm.call('GET', '/v1/me');
  await firm.call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await firm.call('PATCH', '/v1/firm', { colour: '#14532d', phone: '303-555-0100', ...always });
  const roles = [{ role: 'lead', memberId: member.id }];
  await firm.call('PATCH', `/v1/clients/${firm.clientId}`, { roles, responsible: member.id });
  await firm.call('POST', `/v1/clients/${firm.clientId}/contacts`, {
    name: 'Piet Halvorsen',
    mail: 'piet@halcyon.example',
    portal: true,
    sign: true,
    notify: true,
  });
  const { id: templateId } = await firm.call('POST', '/v1/templates', { content: template });
  await firm.call('POST', `/v1/templates/${templateId}/publish`, { note: 'First' });
  const fee = { how: 'fixed', amount: { amount: 45_000, currency: 'USD' } };
  const service = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', template: 'small-close', fee };
  await firm.call('POST', `/v1/clients/${firm.clientId}/engagements`, { title: '2027 books', services: [service] });
}

/** Someone opens the page by the link in their mail, on a device of their own. */
async function opensTheirMail(mail: string, view: View): Promise<Watched> {
  const device = await openPage(browser, view);
  await device.page.goto((await linkMailedTo(cloud, mail)).href);
  await device.page.getByRole('button', { name: 'Open my page' }).click();
  return device;
}
const letter = (): Promise<Answer> => firm.call('GET', `/v1/letters/${letterId}`);

async function looksFine(name: string, context: BrowserContext, url: string): Promise<void> {
  for (const view of eachOnce) {
    const other = await openPage(browser, view);
    await other.context.addCookies(await context.cookies());
    await other.page.goto(url);
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    const drawn = other.page.getByRole('radio', { name: 'Draw my signature' });
    if (await drawn.isVisible()) await drawn.check();
    const blocked = await whatIsInTheWay(other.page, name, view);
    await other.context.close();
    expect({ wrong: other.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  }
}

/** A way to a file ends as it becomes a download. */
const isWrong = (one: string): boolean => !/\.pdf\?\S* net::ERR_ABORTED$/.test(one);

async function download(of: Page, name: string): Promise<Buffer> {
  const kept = of.waitForEvent('download');
  await of.getByRole('button', { name }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await kept).createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true, sign: true });
  await anEngagement();
  console_ = await openPage(browser, views[0]);
  ({ page } = console_);
  await page.goto(`${cloud.url}/clients/${firm.clientId}?tab=letters`);
  await enterFirst(page, cloud, administrator);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('a letter, from its words to the first work', () => {
  test('is written for an engagement, read through and sent', async () => {
    await page.getByRole('button', { name: 'New engagement letter' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New engagement letter' });
    await dialog.getByRole('combobox', { name: /^Who signs/ }).press('ArrowDown');
    for (const name of ['Odile Marchetti', 'Piet Halvorsen']) await page.getByRole('option', { name }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Write it' }).click();
    await page.getByText('– Monthly close: $450.00 a month').waitFor();
    letterId = /\/letters\/(ltr_\w+)/.exec(page.url())![1]!;
    await page.getByRole('textbox', { name: 'Title' }).fill('Our engagement letter');
    const sent = changes(page, /\/send$/);
    await page.getByRole('button', { name: 'Send it' }).click();
    await sent;
    await expect.poll(() => badgeOf(page).innerText()).toBe('To be signed');
    await cloud.local('/settled');
  });

  test('is read by the first who signs, and by nobody else yet', async () => {
    odile = await opensTheirMail('odile@halcyon.example', views[2]);
    await odile.page.getByRole('link', { name: /Our engagement letter/ }).click();
    await odile.page.getByText('– Monthly close: $450.00 a month').waitFor();
    await looksFine('portal-letter', odile.context, odile.page.url());
    expect((await letter()).signers[0].openedAt).toBeDefined();
    const { items } = (await cloud.call('GET', '/local/mail.json?to=piet@halcyon.example')).body;
    expect(items).toEqual([]);
  });

  test('is signed with a drawn name, after the words of consent', async () => {
    const { page: phone } = odile;
    await phone.getByRole('radio', { name: 'Draw my signature' }).check();
    await phone.getByRole('textbox', { name: 'Your full name' }).fill('Odile Marchetti');
    await phone.getByRole('checkbox').check();
    await phone.getByRole('button', { name: 'Sign', exact: true }).click();
    await phone.getByText('Draw your signature in the field first.').waitFor();
    const box = (await phone.locator('svg.drawing').boundingBox())!;
    await phone.mouse.move(box.x + 30, box.y + 60);
    await phone.mouse.down();
    await phone.mouse.move(box.x + 120, box.y + 20, { steps: 6 });
    await phone.mouse.move(box.x + 220, box.y + 70, { steps: 6 });
    await phone.mouse.up();
    await phone.getByRole('button', { name: 'Sign', exact: true }).click();
    await phone.getByText(/You have signed this. Thank you!/).waitFor();
    await cloud.local('/settled');
    expect(odile.wrong).toEqual([]);
  });

  test('is then mailed to the second, who types a name; the engagement begins, and its work recurs', async () => {
    piet = await opensTheirMail('piet@halcyon.example', views[0]);
    await piet.page.getByRole('link', { name: /Our engagement letter/ }).click();
    await piet.page.getByText('signed on').waitFor();
    await piet.page.getByRole('textbox', { name: 'Your full name' }).fill('Piet Halvorsen');
    await piet.page.getByRole('checkbox').check();
    await piet.page.getByRole('button', { name: 'Sign', exact: true }).click();
    await piet.page.getByText('Everyone has signed. You can keep the signed PDF.').waitFor();
    await cloud.local('/settled');
    const { items: engagements } = await firm.call('GET', `/v1/clients/${firm.clientId}/engagements`);
    expect(engagements[0]).toMatchObject({ letter: 'signed', status: 'active' });
    const series = async () => (await firm.call('GET', `/v1/clients/${firm.clientId}/series`)).items;
    await expect.poll(series).toMatchObject([{ engagementId: engagements[0].id, status: 'active' }]);
    expect(piet.wrong).toEqual([]);
  });

  test('is kept by both sides as a file that anyone can verify, without being known', async () => {
    await page.reload();
    const ofFirm = await download(page, 'Signed PDF');
    const ofClient = await download(piet.page, 'Download the signed PDF');
    expect(ofClient.equals(ofFirm)).toBe(true);
    for (const view of eachOnce) {
      const stranger = await openPage(browser, view);
      await stranger.page.goto(new URL('/portal/verify', cloud.url).href);
      const checks = (buffer: Buffer) =>
        stranger.page
          .locator('input[type=file]')
          .setInputFiles([{ name: 'L.pdf', mimeType: 'application/pdf', buffer }]);
      await checks(Buffer.concat([ofClient, Buffer.from(' ')]));
      await stranger.page.getByText('We do not know this file.').waitFor();
      const unknown = await whatIsInTheWay(stranger.page, 'portal-verify-unknown', view);
      await checks(ofClient);
      await stranger.page.getByText('This is the signed letter, unchanged.').waitFor();
      await stranger.page.getByText('Everyone has signed: 2 of 2').waitFor();
      const known = await whatIsInTheWay(stranger.page, 'portal-verify', view);
      await stranger.context.close();
      // A browser notes each answer of 404 as an error.
      const wrong = stranger.wrong.filter((one) => !/404/.test(one));
      expect({ wrong, unknown, known }).toEqual({ wrong: [], unknown: [], known: [] });
    }
  });

  test('stands without barriers when it is signed, and among all letters', async () => {
    await looksFine('portal-letter-signed', piet.context, piet.page.url());
    const signed = await whatIsInTheWay(page, 'letter', views[0]);
    await page.goto(`${cloud.url}/letters?state=signed`);
    await page.getByRole('link', { name: 'Our engagement letter' }).waitFor();
    const list = await whatIsInTheWay(page, 'letters', views[0]);
    const wrong = console_.wrong.filter(isWrong);
    expect({ wrong, signed, list }).toEqual({ wrong: [], signed: [], list: [] });
  });

  test('is among the documents of the client, in the one file of all of them, and found by its name', async () => {
    const { page: theirs } = piet;
    await theirs.goto(new URL('/portal', theirs.url()).href);
    await theirs.getByRole('link', { name: 'Look at your documents' }).click();
    const zip = await download(theirs, 'Download all as one ZIP file');
    expect(zip.toString('latin1')).toMatch(/Letters\/Our engagement letter, \d{4}-\d\d-\d\d\.pdf/);
    await theirs.getByRole('link', { name: /^Letters/ }).click();
    await theirs.getByText(/^Our engagement letter, /).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search or do something' }).fill('our enga');
    await page.getByRole('option', { name: /^Our engagement letter, .*Letters$/ }).click();
    await page.getByRole('dialog', { name: /^Our engagement letter, / }).waitFor();
    expect(piet.wrong.filter(isWrong)).toEqual([]);
  });

  test('that offers packages is signed for the one that is chosen', async () => {
    const { items } = await firm.call('GET', `/v1/clients/${firm.clientId}/contacts`);
    const { id: contactId } = items.find(({ mail }: Answer) => mail === 'odile@halcyon.example');
    const { id: engagementId } = await firm.call('POST', `/v1/clients/${firm.clientId}/engagements`, {
      title: 'Payroll',
    });
    const fee = (dollars: number) => ({ how: 'fixed', amount: { amount: dollars * 100, currency: 'USD' } });
    const service = { code: 'PAY', name: 'Payroll', frequency: 'monthly' };
    const packages = [
      { name: 'Essential', text: 'Payroll, and nothing else.', services: [{ ...service, fee: fee(90) }] },
      { name: 'Complete', services: [{ ...service, fee: fee(150) }], tags: ['payroll'] },
    ];
    const body = { template: 'proposal', engagementId, contactIds: [contactId], dueOn: '2030-12-31', packages };
    const { id } = await firm.call('POST', `/v1/clients/${firm.clientId}/letters`, body);
    await page.goto(`${cloud.url}/letters/${id}`);
    await page.getByRole('textbox', { name: 'Name' }).nth(1).fill('Everything');
    await page.getByRole('combobox', { name: 'Work by' }).nth(1).click();
    await page.getByRole('option', { name: 'Small', exact: true }).click();
    await page.getByLabel('First period from').fill('2030-01-01');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('– Payroll: $150.00 a month').waitFor();
    const drafted = await whatIsInTheWay(page, 'letter-packages', views[0]);
    await page.getByRole('button', { name: 'Send it' }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('To be signed');
    await cloud.local('/settled');
    const { page: phone } = odile;
    await phone.goto(new URL('/portal', phone.url()).href);
    await phone.getByRole('link', { name: /Proposal: Payroll/ }).click();
    await phone.getByRole('radio', { name: 'Everything' }).waitFor();
    await looksFine('portal-packages', odile.context, phone.url());
    await phone.getByRole('textbox', { name: 'Your full name' }).fill('Odile Marchetti');
    await phone.getByRole('checkbox').check();
    await phone.getByRole('radio', { name: 'Everything' }).check();
    await phone.getByRole('button', { name: 'Sign', exact: true }).click();
    await phone.getByRole('heading', { name: 'Chosen: Everything' }).waitFor();
    await cloud.local('/settled');
    const engagement = await firm.call('GET', `/v1/engagements/${engagementId}`);
    expect(engagement).toMatchObject({ status: 'active', services: [{ code: 'PAY', fee: fee(150) }] });
    const { items: series } = await firm.call('GET', `/v1/clients/${firm.clientId}/series`);
    const begun = series.find((one: Answer) => one.engagementId === engagementId);
    expect(begun).toMatchObject({ status: 'active', first: '2030-01-01' });
    expect({ wrong: odile.wrong, drafted }).toEqual({ wrong: [], drafted: [] });
  });
});
