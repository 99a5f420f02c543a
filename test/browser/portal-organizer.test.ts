import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import { newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aPdf } from '../support/documents.ts';
import { eachOnce, openPage, startBrowser, type View, views, type Watched, whatIsInTheWay } from './browser.ts';
import { inBrowser, whyNot } from './session.ts';

const mail = 'odile@halcyon.example';
/** Whatever day it is: mail goes out at every hour. */
const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [], own: [] } };
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let organizerId: string;
let watched: Watched;
let page: Page;

/** Last year's, answered by the firm on the client's behalf, and this year's, which starts from it. */
async function twoYears(): Promise<string> {
  const { member } = await firm.call('GET', '/v1/me');
  await firm.call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  await firm.call('PATCH', '/v1/firm', { colour: '#14532d', phone: '303-555-0100', ...always });
  const library = { from: 'library', key: 'us-individual-organizer', release: true };
  const { id: questionnaireId } = await firm.call('POST', '/v1/questionnaires', library);
  const asked = { questionnaireId, dueOn: '2027-02-26', contactIds: [firm.contactId], send: 'now' };
  const path = `/v1/clients/${firm.clientId}/organizers`;
  const before = await firm.call('POST', path, { ...asked, title: 'Tax organizer 2025' });
  await firm.call('POST', `/v1/organizers/${before.id}/answers`, {
    answers: [{ question: 'occupation', value: 'Orthotist', seen: 0 }],
  });
  const { id } = await firm.call('POST', path, { ...asked, title: 'Tax organizer 2026', startsFrom: before.id });
  return id;
}

const question = (text: string) => page.locator('.question').filter({ has: page.getByRole('heading', { name: text }) });
const answers = async () => {
  const { sections } = await firm.call('GET', `/v1/organizers/${organizerId}`);
  const all = sections.flatMap((one: { questions: object[] }) => one.questions);
  return Object.fromEntries(
    all.map(({ key, answer }: { key: string; answer?: { value: unknown } }) => [key, answer?.value]),
  );
};

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  organizerId = await twoYears();
  await cloud.local('/settled');
  watched = await openPage(browser, views[0]);
  ({ page } = watched);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('an organizer on the clients’ page', () => {
  test('is opened by the link in its mail, among what is asked', async () => {
    await page.goto((await linkMailedTo(cloud, mail)).href);
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.getByRole('heading', { name: 'Questions for you' }).waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-home-organizer', views[0]);
    await page.getByRole('link', { name: /Tax organizer 2026/ }).click();
    await page.getByRole('heading', { name: 'Tax organizer 2026' }).waitFor();
    expect(page.url()).toContain('/portal/organizers/org_');
    expect(blocked).toEqual([]);
  });

  test('keeps what is typed and chosen by itself, and asks at once for what follows', async () => {
    await question('Your name as it stands').getByRole('textbox').fill('Odile Marchetti');
    await page.getByText('Kept.').waitFor();
    const moved = question('Did you move since');
    await moved.getByRole('radio', { name: 'Yes' }).check();
    await question('New street address').getByRole('textbox').fill('12 Aspen Way');
    await moved.getByRole('radio', { name: 'No' }).check();
    await question('New street address').waitFor({ state: 'detached' });
    await expect.poll(answers).toMatchObject({ 'legal-name': 'Odile Marchetti', 'address-changed': 'no' });
    await page.getByText('Kept.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Tax organizer 2026' }).waitFor();
    expect(await question('Your name as it stands').getByRole('textbox').inputValue()).toBe('Odile Marchetti');
  });

  test('shows last year’s answer, and takes it over by one tap', async () => {
    await question('Your occupation').getByText('Last time: Orthotist').waitFor();
    await question('Your occupation').getByRole('button', { name: 'Same as last time' }).click();
    await expect.poll(answers).toMatchObject({ occupation: 'Orthotist' });
  });

  test('is filled in with the keyboard alone', async () => {
    const choice = question('What was your marital status').getByRole('radio', { name: 'Single' });
    await choice.focus();
    await page.keyboard.press('Space');
    await expect.poll(answers).toMatchObject({ 'marital-status': 'Single' });
    await page.getByRole('button', { name: 'Next part' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Children and other dependents' }).waitFor();
    const focused = await page.evaluate<string>('document.activeElement.textContent');
    expect(focused).toBe('Children and other dependents');
  });

  test('refuses what looks like a Social Security number, and leaves it there to be corrected', async () => {
    await question('Do you support children').getByRole('radio', { name: 'Yes' }).check();
    const list = question('For each of them').getByRole('textbox');
    await list.fill('Mia, 123-45-6789');
    await question('For each of them').getByText('leave out Social Security numbers').waitFor();
    expect(await list.inputValue()).toBe('Mia, 123-45-6789');
    await list.fill('Mia, 4 May 2016, daughter, 12 months');
    await expect.poll(answers).toMatchObject({ 'dependent-list': 'Mia, 4 May 2016, daughter, 12 months' });
    watched.wrong.length = 0;
  });

  test('takes a file for a question', async () => {
    await page.getByText('All parts').click();
    await page.getByRole('button', { name: /^Wages and other income/ }).click();
    await question('Did you or your spouse work as an employee').getByRole('radio', { name: 'Yes' }).check();
    const w2 = question('All Forms W-2');
    await w2
      .getByLabel('Choose files')
      .setInputFiles([{ name: 'W-2.pdf', mimeType: 'application/pdf', buffer: aPdf() }]);
    await w2.locator('.file.received', { hasText: 'W-2.pdf' }).waitFor();
  });

  test('of two devices shows what the other answered, and lets one choose', async () => {
    const other = await openPage(browser, views[2]);
    await other.context.addCookies(await watched.context.cookies());
    await other.page.goto(page.url());
    await other.page.getByText('All parts').click();
    await other.page.getByRole('button', { name: /^Wages and other income/ }).click();
    await page
      .locator('.question')
      .filter({ hasText: 'unemployment benefits' })
      .getByRole('radio', { name: 'No' })
      .check();
    await expect.poll(answers).toMatchObject({ unemployment: 'no' });
    const there = other.page.locator('.question').filter({ hasText: 'unemployment benefits' });
    await there.getByRole('radio', { name: 'Yes' }).check();
    await there.getByText('answered on another device meanwhile. You wrote: Yes').waitFor();
    expect(await there.getByRole('radio', { name: 'No' }).isChecked()).toBe(true);
    await there.getByRole('button', { name: 'Use what I wrote' }).click();
    await expect.poll(answers).toMatchObject({ unemployment: 'yes' });
    await other.context.close();
  });

  test('keeps what was typed while the page had closed, and goes on where it was once it is opened in another tab', async () => {
    await page.getByText('All parts').click();
    await page.getByRole('button', { name: /^You and your household/ }).click();
    const cookies = await watched.context.cookies();
    await watched.context.clearCookies();
    await question('Your name as it stands').getByRole('textbox').fill('Odile M. Marchetti');
    await page.getByRole('heading', { name: 'Your page has closed' }).waitFor();
    await watched.context.addCookies(cookies);
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await page.getByRole('heading', { name: 'You and your household' }).waitFor();
    await expect.poll(answers).toMatchObject({ 'legal-name': 'Odile M. Marchetti' });
    watched.wrong.length = 0;
  });

  test('names what is missing before it is sent, each with the way to it', async () => {
    await page.getByText('All parts').click();
    await page.getByRole('button', { name: /^To close/ }).click();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByText('Still to be answered').waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-organizer-missing', views[0]);
    await page.getByRole('button', { name: 'Your date of birth' }).click();
    await page.getByRole('heading', { name: 'You and your household' }).waitFor();
    expect({ wrong: watched.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });

  test.each(eachOnce)('stands without barriers at $width px, $colorScheme', async (view: View) => {
    const other = await openPage(browser, view);
    await other.context.addCookies(await watched.context.cookies());
    await other.page.goto(page.url());
    await other.page.getByRole('heading', { name: 'You and your household' }).waitFor();
    const blocked = await whatIsInTheWay(other.page, 'portal-organizer', view);
    await other.page.getByText('All parts').click();
    const open = await whatIsInTheWay(other.page, 'portal-organizer-parts', view);
    await other.context.close();
    expect({ wrong: other.wrong, blocked, open }).toEqual({ wrong: [], blocked: [], open: [] });
  });

  test('comes back with a reason, is answered again, and can only be read once it is sent', async () => {
    const { sections } = await firm.call('GET', `/v1/organizers/${organizerId}`);
    const missing = sections
      .flatMap((one: { questions: object[] }) => one.questions)
      .filter((one: { isMissing: boolean }) => one.isMissing);
    const easy: Record<string, string> = { 'yes-no': 'no', date: '1980-05-04', confirmation: 'yes' };
    for (const { key, kind, choices } of missing as { key: string; kind: string; choices?: string[] }[]) {
      const value = easy[kind] ?? (kind === 'several-of' ? [choices!.at(-1)!] : (choices?.[0] ?? 'Colorado'));
      await firm.call('POST', `/v1/organizers/${organizerId}/answers`, {
        answers: [{ question: key, value, seen: 0 }],
      });
    }
    await page.reload();
    await page.getByText('All parts').click();
    await page.getByRole('button', { name: /^To close/ }).click();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByText('We have your answers. Thank you!').waitFor();
    const reasons = [{ question: 'birth-date', reason: 'The year cannot be right' }];
    await firm.call('POST', `/v1/organizers/${organizerId}/return`, { reasons });
    await page.reload();
    await page.getByText('The year cannot be right').waitFor();
    const blocked = await whatIsInTheWay(page, 'portal-organizer-returned', views[0]);
    await question('Your date of birth').locator('input').fill('1981-05-04');
    await expect.poll(answers).toMatchObject({ 'birth-date': '1981-05-04' });
    await page.getByText('All parts').click();
    await page.getByRole('button', { name: /^To close/ }).click();
    await page.getByRole('button', { name: 'Check and send' }).click();
    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByText('We have your answers. Thank you!').waitFor();
    await whatIsInTheWay(page, 'portal-organizer-sent', views[0]);
    expect({ wrong: watched.wrong, blocked }).toEqual({ wrong: [], blocked: [] });
  });
});
