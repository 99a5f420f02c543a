import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClientWithPortal } from '../cloud/portal-link.ts';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { eachOnce, openPage, startBrowser, views, whatIsInTheWay, whatIsInTheWayInEach } from './browser.ts';
import { badgeOf, changes, enter, enterFirst, inBrowser, password, whyNot } from './session.ts';

/** Whatever day it is: mail goes out at every hour. */
const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [], own: [] } };
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let page: Page;
let firm: Awaited<ReturnType<typeof aClientWithPortal>>;
let questionnaireId: string;
let organizerId: string;

const organizer = (): Promise<Answer> => firm.call('GET', `/v1/organizers/${organizerId}`);

/** Answers everything that is missing, on the client's behalf, and closes it. */
async function answered(values: Record<string, string>): Promise<void> {
  const path = `/v1/organizers/${organizerId}`;
  const put = (question: string, value: unknown, seen = 0) =>
    firm.call('POST', `${path}/answers`, { answers: [{ question, value, seen }] });
  for (const [key, value] of Object.entries(values)) await put(key, value);
  for (;;) {
    const { sections } = await organizer();
    const missing = sections.flatMap((one: Answer) => one.questions).filter((one: Answer) => one.isMissing);
    if (missing.length === 0) break;
    for (const { key, kind, choices = [], answer } of missing) {
      const text = { 'yes-no': 'no', number: '2024' }[kind as string] ?? 'Yes';
      await put(key, kind === 'several-of' ? [choices[0]] : (choices[0] ?? text), answer?.version ?? 0);
    }
  }
  await firm.call('POST', `${path}/submit`);
}

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  firm = await aClientWithPortal(cloud, { notify: true });
  const { member } = await firm.call('GET', '/v1/me');
  await firm.call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  await firm.call('PATCH', '/v1/firm', { phone: '303-555-0100', ...always });
  ({ page } = await openPage(browser, views[0]));
  await page.goto(`${cloud.url}/questionnaires?tab=library`);
  await enterFirst(page, cloud, administrator);
  await page.getByRole('heading', { level: 1, name: 'Questionnaires' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('a questionnaire', () => {
  test('is taken over from the library, and can be sent at once', async () => {
    await page.getByRole('button', { name: 'Take over New client' }).click();
    await page.getByRole('heading', { level: 1, name: 'New client' }).waitFor();
    await page.getByText('Version 1').first().waitFor();
    questionnaireId = /\/questionnaires\/(qst_\w+)/.exec(page.url())![1]!;
  });

  test('is changed question by question, says what is wrong, and is released as the next version', async () => {
    await page.getByRole('tab', { name: 'Edit' }).click();
    // No file, so that it can be answered to its end here.
    await page.getByRole('button', { name: 'Take away: Photo ID of whoever signs' }).click();
    await page.getByRole('button', { name: 'Take away: The last two returns, federal and state' }).click();
    await page.getByRole('button', { name: 'Phone', exact: true }).click();
    const asked = page.getByRole('textbox', { name: 'Question, in the client’s words' });
    await asked.fill('Your mobile');
    await page.getByRole('tab', { name: 'What it asks' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
    expect(await asked.inputValue()).toBe('Your mobile');
    const when = page.getByRole('textbox', { name: 'Asked only when' });
    await when.fill('nobody is yes');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('There is no question nobody').waitFor();
    expect(await page.getByRole('button', { name: 'Release version 2' }).isDisabled()).toBe(true);
    await when.fill('');
    const saved = changes(page, /\/v1\/questionnaires\/qst_\w+$/);
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await saved;
    await page.getByRole('button', { name: 'Release version 2' }).click();
    await page.getByText('Version 2 is asked from now on').waitFor();
    await page.getByRole('tab', { name: 'What it asks' }).click();
    await page.getByText('Your mobile').waitFor();
  });

  test('is copied by another name, has a part added and moved up, and one taken away with all it asks', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy it under another name' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy “New client”' });
    await dialog.getByRole('textbox', { name: 'Name, as the firm calls it' }).fill('Short intake');
    await dialog.getByRole('button', { name: 'Make the copy' }).click();
    await page.getByRole('heading', { level: 1, name: 'Short intake' }).waitFor();
    await page.getByRole('button', { name: 'Add a part' }).click();
    await page.getByRole('button', { name: 'Part up: New part' }).click();
    await page.getByRole('button', { name: 'Take the part away: Taxes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take the part away' }).click();
    await page.getByRole('button', { name: 'Save the draft' }).click();
    // What is wrong with a part stands at the part.
    await page.getByRole('region', { name: 'New part' }).getByText('A section asks something').waitFor();
    expect(await page.getByRole('region', { name: 'Taxes' }).count()).toBe(0);
  });
});

inBrowser('an organizer', () => {
  test('is sent from the page of a client', async () => {
    await page.goto(`${cloud.url}/clients/${firm.clientId}?tab=organizers`);
    await page.getByRole('link', { name: 'New organizer' }).click();
    await page.getByRole('heading', { level: 1, name: /^New organizer for Halcyon/ }).waitFor();
    await page.getByRole('button', { name: 'Send the organizer' }).click();
    await page.getByRole('heading', { level: 1, name: 'A few questions to begin with' }).waitFor();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Waiting for the client');
    organizerId = /\/organizers\/(org_\w+)/.exec(page.url())![1]!;
  });

  test('has a question answered for the client, who said it by telephone', async () => {
    await page.getByRole('button', { name: 'Answer for the client: When are good times?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Answer for the client' });
    await dialog.getByRole('textbox', { name: 'When are good times?' }).fill('After four');
    await dialog.getByRole('button', { name: 'Keep the answer' }).click();
    await page.getByRole('group', { name: 'When are good times?' }).getByText('After four').waitFor();
  });

  test('is looked at answer by answer, and ticked', async () => {
    await answered({ entity: 'Individual', phone: '303-555-0188', street: '12 Aspen Way' });
    await page.reload();
    await expect.poll(() => badgeOf(page).innerText()).toBe('To be looked at');
    const ticked = changes(page, /\/review$/);
    await page.getByRole('checkbox', { name: 'Reviewed: What are you?' }).click();
    await ticked;
    await page.getByRole('checkbox', { name: 'Only what waits for review' }).check();
    await page.getByRole('group', { name: 'What are you?' }).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Only what waits for review' }).uncheck();
    await page.getByRole('checkbox', { name: 'Show hidden' }).check();
    await page.getByRole('group', { name: 'What does it do, and for whom?' }).getByText('Hidden').waitFor();
    await page.getByRole('checkbox', { name: 'Show hidden' }).uncheck();
  });

  test('goes back with a reason', async () => {
    await page.getByRole('button', { name: 'Send back: Your mobile' }).click();
    await page.getByRole('textbox', { name: 'Why it goes back' }).fill('Nobody answers there');
    await page.getByRole('button', { name: 'Give back 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Give it back' }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Sent back');
    await page.getByText('Sent back: Nobody answers there').waitFor();
  });

  test('is accepted, and what it says is written where that is ticked', async () => {
    await answered({});
    await page.reload();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept the organizer' });
    await dialog.getByRole('checkbox', { name: /^Legal name/ }).uncheck();
    const shown = await whatIsInTheWay(page, 'organizer-accept', views[0]);
    await dialog.getByRole('button', { name: /^Accept and write \d fields$/ }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Accepted');
    const client = await firm.call('GET', `/v1/clients/${firm.clientId}`);
    expect(client).toMatchObject({
      name: 'Halcyon Orthotics, LLC',
      kind: 'individual',
      address: { street: '12 Aspen Way' },
    });
    expect(shown).toEqual([]);
  });

  test('can be begun from the one before', async () => {
    await page.goto(`${cloud.url}/organizers/new?client=${firm.clientId}`);
    await page.getByText('Start from “A few questions to begin with”').waitFor();
    await page.getByRole('button', { name: 'Keep it as a draft' }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Draft');
    await page.getByText('Last time: 12 Aspen Way').waitFor();
  });

  test('is changed while it is a draft, and goes out on a day', async () => {
    await page.getByRole('button', { name: 'More to do with this organizer' }).click();
    await page.getByRole('menuitem', { name: 'Change the title, day and people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the organizer' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('The same once more');
    await dialog.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'The same once more' }).waitFor();
    await page.getByRole('button', { name: 'More to do with this organizer' }).click();
    await page.getByRole('menuitem', { name: 'Send it on a date' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send it then' }).click();
    await expect.poll(() => badgeOf(page).innerText()).toBe('Scheduled');
  });

  test('is listed by its state, whose tab is in sight on a phone too', async () => {
    await page.setViewportSize(views[2]);
    await page.goto(`${cloud.url}/organizers?state=cancelled`);
    const { x, width } = (await page.getByRole('tab', { name: 'Cancelled', selected: true }).boundingBox())!;
    expect([x > 0, x + width <= views[2].width]).toEqual([true, true]);
    await page.setViewportSize(views[0]);
  });
});

inBrowser('pages of organizers, at each width and in each colour scheme', () => {
  test('stand without errors, without barriers, and no wider than the screen', async () => {
    const { context, page: own, wrong } = await openPage(browser, eachOnce[0]);
    await own.goto(`${cloud.url}/work`);
    await enter(own, administrator, password);
    await own.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    for (const { name, path, shows } of [
      { name: 'organizers', path: '/organizers', shows: 'Nothing waits to be looked at' },
      { name: 'organizers-scheduled', path: '/organizers?state=scheduled', shows: 'The same once more' },
      { name: 'organizer', path: `/organizers/${organizerId}`, shows: 'Your mobile' },
      { name: 'organizer-new', path: `/organizers/new?client=${firm.clientId}`, shows: 'Send the organizer' },
      { name: 'questionnaires', path: '/questionnaires', shows: 'New client' },
      { name: 'questionnaires-library', path: '/questionnaires?tab=library', shows: 'Individual tax organizer' },
      { name: 'questionnaire', path: `/questionnaires/${questionnaireId}`, shows: 'Your mobile' },
      { name: 'questionnaire-edit', path: `/questionnaires/${questionnaireId}?tab=edit`, shows: 'Save the draft' },
      { name: 'client-organizers', path: `/clients/${firm.clientId}?tab=organizers`, shows: 'New organizer' },
    ]) {
      await own.goto(`${cloud.url}${path}`);
      await own.getByText(shows).first().waitFor();
      if (name === 'questionnaire-edit') await own.getByRole('button', { name: 'Your mobile', exact: true }).click();
      expect(await whatIsInTheWayInEach(own, name)).toEqual([]);
    }
    await context.close();
    expect(wrong.filter((line) => !/ERR_ABORTED/.test(line))).toEqual([]);
  });
});
