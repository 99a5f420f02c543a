import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkMailedTo } from '../cloud/portal-link.ts';
import { administrator, type Answer, newDirectory, type Running, startLocal, tidy } from '../cloud/running.ts';
import { aSmallTemplate } from '../support/work.ts';
import { eachOnce, openPage, startBrowser, views, type Watched, whatIsInTheWay } from './browser.ts';
import { changes, enterFirst, inBrowser, whyNot } from './session.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let watched: Watched;
let page: Page;
let call: (method: string, path: string, body?: object) => Promise<Answer>;
let onboarding: string;
/** What was in someone’s way, from the first step on. */
const found: string[] = [];

async function aFirmAtWork(): Promise<void> {
  const token = await cloud.token();
  call = async (method, path, body) => {
    const reply = await cloud.call(method, path, { token, body });
    if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };
  const { member } = await call('GET', '/v1/me');
  await call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await call('PATCH', '/v1/firm', { phone: '303-555-0100', ...always });
  await call('POST', '/v1/firm/go-live');
  const close = { period: 'month', start: 'period.end +1 day', due: 'period.end +10 bizday' } as const;
  const content = aSmallTemplate({
    key: 'small-close',
    name: 'Small close',
    title: 'Close of {period, MMMM}',
    ...close,
  });
  const { id } = await call('POST', '/v1/templates', { content });
  await call('POST', `/v1/templates/${id}/publish`, { note: 'First' });
}

const step = (title: string, state: string) => page.getByRole('button', { name: new RegExp(`${title} ?${state}`) });
const goOn = (title: string) => page.getByRole('button', { name: `Go on: ${title}` }).click();

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startLocal(directory, '--empty'), startBrowser()]);
  await aFirmAtWork();
  watched = await openPage(browser, views[0]);
  ({ page } = watched);
  await page.goto(`${cloud.url}/clients`);
  await enterFirst(page, cloud, administrator);
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('a new client, from nothing to running work on one screen', () => {
  test('is entered with whom to talk to, and searched for before the firm says yes', async () => {
    await page.getByRole('link', { name: 'Onboard a new client' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Halcyon Orthotics, LLC');
    await page.getByRole('button', { name: 'Add the client' }).click();
    await page.getByRole('heading', { level: 1, name: 'Halcyon Orthotics, LLC' }).waitFor();
    onboarding = page.url();
    await page.getByRole('textbox', { name: 'Name' }).fill('Odile Marchetti');
    await page.getByRole('textbox', { name: 'Mail address' }).fill('odile@halcyon.example');
    await page.getByRole('button', { name: 'Add the person' }).click();
    await step('Client and contact', 'Done').waitFor();
    await goOn('Conflict search');
    await page.getByRole('button', { name: 'Search for conflicts' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody on the other side is known to us');
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByText('it goes once the step is left out').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Keep the decision' }).click();
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await step('Conflict search', 'Done').waitFor();
  });

  test('is offered services in a letter, asked about itself, and for its papers', async () => {
    await goOn('Engagement and services');
    await page.getByRole('textbox', { name: 'Title of the engagement' }).fill('2027 books');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('button', { name: 'Service', exact: true }).click();
    await page.getByRole('textbox', { name: 'Code' }).fill('CLOSE');
    await page.getByRole('textbox', { name: 'Service' }).fill('Monthly close');
    await page.getByRole('combobox', { name: 'Work by' }).click();
    await page.getByRole('option', { name: 'Small close' }).click();
    await page.getByRole('textbox', { name: /^Fee each time/ }).fill('400');
    found.push(...(await whatIsInTheWay(page, 'onboarding-service', views[0])));
    await page.getByRole('button', { name: 'Add the service' }).click();
    await step('Engagement and services', 'Done').waitFor();
    await page.getByRole('button', { name: 'More about Monthly close' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await page.getByRole('textbox', { name: /^Fee each time/ }).fill('450');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('cell', { name: '$450' }).waitFor();
    await goOn('Engagement letter');
    await page.getByRole('button', { name: 'New engagement letter' }).click();
    const dialog = page.getByRole('dialog', { name: 'New engagement letter' });
    await dialog.getByRole('combobox', { name: /^Who signs/ }).press('ArrowDown');
    await page.getByRole('option', { name: 'Odile Marchetti' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Write it' }).click();
    await page.getByText('– Monthly close: $450.00 a month').waitFor();
    found.push(...(await whatIsInTheWay(page, 'onboarding-letter', views[0])));
    const sent = changes(page, /\/send$/);
    await page.getByRole('button', { name: 'Send it' }).click();
    await sent;
    await step('Engagement letter', 'Under way').waitFor();
    await goOn('Organizer');
    await page.getByRole('button', { name: 'Take over the questionnaire' }).click();
    await page.getByRole('button', { name: 'Send the organizer' }).click();
    await step('Organizer', 'Under way').waitFor();
    await goOn('Request');
    found.push(...(await whatIsInTheWay(page, 'onboarding-request', views[0])));
    await page.getByRole('button', { name: 'Send the request' }).click();
    await step('Request', 'Under way').waitFor();
    await goOn('Recurring work');
    await page.getByText('recur by themselves').waitFor();
  });

  test('signs, and its work recurs: the steps are done by themselves', async () => {
    const client = await openPage(browser, views[2]);
    await client.page.goto((await linkMailedTo(cloud, 'odile@halcyon.example')).href);
    await client.page.getByRole('button', { name: 'Open my page' }).click();
    await client.page.getByRole('link', { name: /[Ee]ngagement/ }).click();
    await client.page.getByRole('textbox', { name: 'Your full name' }).fill('Odile Marchetti');
    await client.page.getByRole('checkbox').check();
    await client.page.getByRole('button', { name: 'Sign', exact: true }).click();
    await client.page.getByText(/Everyone has signed/).waitFor();
    await client.context.close();
    await step('Engagement letter', 'Done').waitFor();
    await step('Recurring work', 'Done').waitFor();
    await page.getByRole('link', { name: 'Small close' }).waitFor();
  });

  test('takes the rest by telephone, and how long it all took is told by what was measured', async () => {
    for (const title of ['Organizer', 'Request']) {
      await step(title, 'Under way').click();
      await page.getByRole('button', { name: 'Leave it out' }).click();
      await page.getByRole('textbox', { name: 'Why' }).fill('They told us on the telephone');
      await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
      await step(title, 'Left out').waitFor();
    }
    await page.getByText('Onboarded', { exact: true }).waitFor();
    const { items } = await call('GET', '/v1/onboardings?state=finished');
    const seconds = items[0].steps.reduce((sum: number, one: Answer) => sum + one.touchSeconds, 0);
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(900);
    await page.goto(`${cloud.url}/onboarding?tab=report`);
    await page.getByText('1 of 1').waitFor();
    expect(await call('GET', '/v1/reports/onboarding')).toMatchObject({ begun: 1, finished: 1, within: 1 });
  });

  test('begins on the page of a client that is there already, and is found there again', async () => {
    const { id } = await call('POST', '/v1/clients', { name: 'Nwosu & Daughters', lifecycle: 'prospect' });
    await page.goto(`${cloud.url}/clients/${id}`);
    await page.getByRole('button', { name: 'Onboard', exact: true }).click();
    await step('Client and contact', 'Under way').waitFor();
    await page.goto(`${cloud.url}/clients/${id}`);
    await page.getByRole('link', { name: 'Onboarding: 0 of 7 steps' }).waitFor();
    found.push(...(await whatIsInTheWay(page, 'client-onboarding', views[0])));
  });

  test('stands without barriers, in every view', async () => {
    for (const view of views) {
      await page.setViewportSize(view);
      await page.emulateMedia({ colorScheme: view.colorScheme });
      await page.goto(onboarding);
      await step('Engagement letter', 'Done').click();
      await page.getByRole('table', { name: 'Who signs' }).waitFor();
      found.push(...(await whatIsInTheWay(page, 'onboarding', view)));
    }
    for (const view of eachOnce) {
      await page.setViewportSize(view);
      await page.emulateMedia({ colorScheme: view.colorScheme });
      await page.goto(`${cloud.url}/onboarding?tab=report`);
      await page.getByRole('table', { name: 'Steps' }).waitFor();
      found.push(...(await whatIsInTheWay(page, 'onboarding-report', view)));
    }
    expect({ found, wrong: watched.wrong.filter((one) => !one.endsWith('net::ERR_ABORTED')) }).toEqual({
      found: [],
      wrong: [],
    });
  });
});
