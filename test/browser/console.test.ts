import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../cloud/demo-firm.ts';
import { administrator, newDirectory, type Running, tidy } from '../cloud/running.ts';
import {
  eachOnce,
  openPage,
  shoot,
  startBrowser,
  views,
  type Watched,
  whatIsInTheWay,
  whatIsInTheWayInEach,
} from './browser.ts';
import { enter, enterFirst, inBrowser, password, whyNot } from './session.ts';

const wide = views[0];
const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startDemo(directory), startBrowser()]);
  watched = await openPage(browser, wide);
  page = watched.page;
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

inBrowser('someone of the team, from their invitation on', () => {
  test('is sent to sign in, chooses a password, and comes to where they wanted to be', async () => {
    await page.goto(`${cloud.url}/clients?state=onboarding`);
    await enterFirst(page, cloud, administrator);
    await page.getByRole('link', { name: 'Lighthouse Pediatrics, P.C.' }).waitFor();
    expect(await page.getByRole('table', { name: 'Clients' }).getByRole('row').count()).toBe(3);
  });

  test('finds a client by a few letters and sees whom to call', async () => {
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search or do something' }).fill('juni den');
    await page.getByRole('option', { name: /Juniper Street Dental/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Juniper Street Dental, P.C.' }).waitFor();
    const banner = page.getByRole('main').locator('header');
    await banner.getByText('Alicia Whitaker').waitFor();
    expect(await banner.getByRole('link', { name: /^303-555/ }).getAttribute('href')).toMatch(/^tel:303555/);
  });

  test('changes it, and the history tells', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Website' }).fill('juniperdental.example');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('link', { name: 'juniperdental.example' }).waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('Website: juniperdental.example').waitFor();
  });

  test('says more of it in sections that what is wrong in them opens, and takes it back', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    const section = page.getByRole('button', { name: /^Registrations/ });
    await section.click();
    await page.getByRole('button', { name: 'Registration', exact: true }).click();
    await page.getByRole('textbox', { name: 'From' }).fill('2026-05-01');
    await page.getByRole('textbox', { name: 'Until' }).fill('2026-01-01');
    await page.getByRole('textbox', { name: 'Where' }).fill('Boulder');
    await section.click();
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByText('Must not lie before').waitFor();
    expect(await whatIsInTheWay(page, 'client-editor', wide)).toEqual([]);
    await page.getByRole('textbox', { name: 'Until' }).fill('');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('cell', { name: 'Boulder' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('cell', { name: 'Boulder' }).waitFor({ state: 'detached' });
    watched.wrong.length = 0;
  });

  test('keeps what is typed when closing would lose it, and when someone else was faster', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    const [, clientId] = /\/clients\/(cli_\w+)/.exec(page.url())!;
    const token = await cloud.token('marcus@larkfieldrowe.example');
    await cloud.call('PATCH', `/v1/clients/${clientId}`, { token, body: { website: 'juniper.example' } });
    const website = page.getByRole('textbox', { name: 'Website' });
    await website.fill('late.example');
    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    expect(await whatIsInTheWay(page, 'leaving', wide)).toEqual([]);
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    const answered = page.waitForResponse((answer) => answer.status() === 412);
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await answered;
    await page.getByText('Website: juniper.example').waitFor();
    expect(await website.inputValue()).toBe('late.example');
    expect(await whatIsInTheWay(page, 'overtaken', wide)).toEqual([]);
    await page.getByRole('button', { name: 'Take what they wrote' }).click();
    await website.and(page.locator('[value="juniper.example"]')).waitFor();
    await page.keyboard.press('Escape');
    await website.waitFor({ state: 'detached' });
    watched.wrong.length = 0;
  });

  test('verifies a history', async () => {
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Verify this history' }).click();
    await page.getByText('Nothing was altered or left out').waitFor();
  });

  test('adds a client, and is told who is in the books already', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Add a client' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Juniper Street Dental');
    await dialog.getByRole('link', { name: 'Juniper Street Dental, P.C.' }).waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Silver Birch Joinery');
    await dialog.getByRole('button', { name: 'Add the client' }).click();
    await page.getByRole('heading', { level: 1, name: 'Silver Birch Joinery' }).waitFor();
  });

  test('imports a file after a look at what would happen to each row', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    const rows = ['Mandant,Number,Email', 'Zephyr Kites,Z-1,hello@zephyr.example', ',,', 'Copper Beech Ltd,Z-2,'];
    const file = { name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
    await page.locator('input[type=file]').setInputFiles(file);
    const columns = page.getByRole('table', { name: 'Columns of the file' });
    await columns.getByRole('row', { name: /Zephyr Kites · Copper Beech Ltd/ }).waitFor();
    expect(await whatIsInTheWay(page, 'import-columns', wide)).toEqual([]);
    const headings = page.getByRole('combobox', { name: 'Where the headings stand' });
    await headings.click();
    await page.getByRole('option', { name: 'No headings: the first row is data' }).click();
    await columns.getByRole('row', { name: /^A Mandant · Zephyr Kites/ }).waitFor();
    await headings.click();
    await page.getByRole('option', { name: 'Headings in row 1' }).click();
    await columns.getByRole('combobox', { name: 'Mandant' }).click();
    await page.getByRole('option', { name: 'Client: name' }).click();
    const planned = page.getByRole('table', { name: 'What would happen to each row' });
    await planned.getByRole('row', { name: /Zephyr Kites New/ }).waitFor();
    expect(await columns.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Add 2 clients' }).click();
    await page.getByText('Done. 2 created').first().waitFor();
    await page.getByRole('link', { name: 'Copper Beech Ltd' }).waitFor();
  });

  test('imports a close calendar after a look at its first due days', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('radiogroup', { name: 'What to import' }).getByText('Close calendar').click();
    const rows = [
      'Client no,Service,Who,Frequency,Due day,Hours',
      '1002,Monthly close,Tomás,Monthly,10,9.5',
      '1003,Monthly close,Grace,Monthly,10th business day,11',
      '1020,Monthly close,Grace,Quarterly,last day,4',
      '9999,Monthly close,Grace,Monthly,10,',
      'Total,,,,,24.5',
    ];
    const file = { name: 'close-calendar.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
    await page.locator('input[type=file]').setInputFiles(file);
    const planned = page.getByRole('table', { name: 'What would happen to each row' });
    await planned.getByRole('row', { name: /Juniper Street Dental, P.C. – Monthly close New/ }).waitFor();
    await planned.getByRole('row', { name: /9999 – Monthly close Refused/ }).waitFor();
    expect(await whatIsInTheWay(page, 'import-close-calendar', wide)).toEqual([]);
    await page.getByRole('button', { name: /^(?:Add|Change) / }).click();
    await page.getByText('Done. 3 created, 1 refused').first().waitFor();
    await page.getByRole('link', { name: /^Juniper Street Dental, P.C. – Monthly close/ }).waitFor();
    await shoot(page, 'import-close-calendar-done', wide);
  });

  test('imports open jobs as far as they are', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByText('Open jobs').click();
    const rows = [
      'Client no,Title,Due,Assigned to,Stage,Tasks done,Tasks',
      '1002,Reply to the city,12/31/2030,Tomás,Waiting for the city,Call the client,Write the reply; Send it',
      '1003,Lease review,,Grace,purple,,',
    ];
    const file = { name: 'open-jobs.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
    await page.locator('input[type=file]').setInputFiles(file);
    const planned = page.getByRole('table', { name: 'What would happen to each row' });
    await planned.getByRole('row', { name: /Reply to the city New/ }).waitFor();
    await shoot(page, 'import-open-jobs', wide);
    await page.getByRole('button', { name: 'Add 1 job' }).click();
    await page.getByText('Done. 1 created, 1 refused').first().waitFor();
    await page.getByRole('link', { name: /Reply to the city/ }).click();
    await page.getByRole('heading', { level: 1, name: /Reply to the city/ }).waitFor();
    await page.getByText('Write the reply').first().waitFor();
    await shoot(page, 'imported-job', wide);
  });

  test('searches for conflicts, decides, and the report verifies', async () => {
    await page.getByRole('link', { name: 'Conflicts' }).click();
    await page.getByRole('combobox', { name: 'Names to look for' }).fill('Alicia Whitaker');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Search for conflicts' }).click();
    const matches = page.getByRole('table', { name: 'Matches of Alicia Whitaker' });
    await matches.getByRole('link', { name: 'Juniper Street Dental, P.C.' }).first().waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The same family; both know of it');
    await page.getByRole('button', { name: 'Keep the decision' }).click();
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await page.getByText(/Eleanor Rowe decided/).waitFor();
    await page.getByRole('button', { name: 'Verify the report' }).click();
    await page.getByText('As it was frozen on').waitFor();
  });

  test('puts a tag on many at once, by the keyboard, and takes it back', async () => {
    await page.goto(`${cloud.url}/clients`);
    const row = page.getByRole('row', { name: /Blue Mesa Trucking/ });
    await row.focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    const bar = page.getByRole('group', { name: 'What to do with the selected rows' });
    await bar.getByText('2 clients').waitFor();
    await bar.getByRole('button', { name: 'Add a tag' }).click();
    await page.getByRole('textbox', { name: 'The tag, then Enter' }).fill('audited');
    await page.keyboard.press('Enter');
    await row.getByText('audited').waitFor();
    await page
      .getByRole('row', { name: /Bluebonnet Event Rentals/ })
      .getByText('audited')
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('table', { name: 'Clients' }).getByText('audited').first().waitFor({ state: 'detached' });
  });

  test('has a peek at one row after the other without leaving the list', async () => {
    const peek = page.getByRole('dialog');
    await page.getByRole('row', { name: /Blue Mesa Trucking/ }).focus();
    await page.keyboard.press('ArrowRight');
    await peek.getByRole('heading', { name: 'Blue Mesa Trucking, LLC' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await peek.getByRole('heading', { name: 'Bluebonnet Event Rentals, LLC' }).waitFor();
    await page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
  });

  test('merges a person who was entered twice', async () => {
    await page.goto(`${cloud.url}/people?q=whitaker`);
    await page.getByRole('link', { name: 'Jonathan Whitaker' }).click();
    await page.getByRole('button', { name: 'Merge into Jonathan Whitaker' }).click();
    await page.getByRole('button', { name: 'Merge Jon Whitaker into Jonathan Whitaker' }).click();
    await page.getByText('Jon Whitaker is part of Jonathan Whitaker now').waitFor();
    const clients = page.getByRole('table', { name: 'Clients of Jonathan Whitaker' });
    await clients.getByRole('link', { name: 'Juniper Street Dental, P.C.' }).waitFor();
    await page.getByText('The same person twice?').waitFor({ state: 'detached' });
  });

  test('renames a group that a colleague renames meanwhile', async () => {
    const token = await cloud.token('marcus@larkfieldrowe.example');
    const { body: group } = await cloud.call('POST', '/v1/groups', { token, body: { name: 'Whitaker family' } });
    await page.goto(`${cloud.url}/clients`);
    await page.getByRole('button', { name: 'Groups' }).click();
    await page.getByRole('button', { name: 'Change Whitaker family' }).click();
    await cloud.call('PATCH', `/v1/groups/${group.id}`, { token, body: { name: 'Whitaker & sons' } });
    const dialog = page.getByRole('dialog', { name: /^Change Whitaker/ });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('The Whitakers');
    await dialog.getByRole('button', { name: 'Save the changes' }).click();
    await dialog.getByText('Name: Whitaker & sons').waitFor();
    await dialog.getByRole('button', { name: 'Keep what I typed' }).click();
    await dialog.getByRole('button', { name: 'Save the changes' }).click();
    await page.getByRole('cell', { name: 'The Whitakers', exact: true }).waitFor();
    // She was refused once, as she had to be.
    expect(watched.wrong.filter((line) => !/\b412\b|ERR_ABORTED/.test(line))).toEqual([]);
    watched.wrong.length = 0;
  });

  test('is signed out elsewhere while something is typed, and finds it again; nobody else does', async () => {
    const signOut = async (name: RegExp) => {
      const other = await watched.context.newPage();
      await other.goto(`${cloud.url}/work`);
      await other.getByRole('button', { name }).click();
      await other.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByText('What you typed is kept').waitFor();
      await other.close();
    };
    await page.getByRole('button', { name: 'Change The Whitakers' }).click();
    const field = page.getByRole('dialog', { name: 'Change The Whitakers' }).getByRole('textbox', { name: 'Name' });
    await field.fill('Whitaker household');
    await signOut(/^Eleanor Rowe/);
    expect({ isSeen: await field.isVisible(), title: await page.title() }).toEqual({
      isSeen: false,
      title: 'Signed out',
    });
    expect(await whatIsInTheWay(page, 'signed-out', wide)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign in', exact: true }).press('/');
    const beneath = page.getByRole('dialog', { name: /^(Leave without saving|Search or do)/, includeHidden: true });
    expect(await beneath.count()).toBe(0);
    await page.setViewportSize({ width: wide.width, height: 200 });
    await page.mouse.move(wide.width / 2, 100);
    await page.mouse.wheel(0, 100);
    await expect.poll(() => page.evaluate("document.querySelector('.cover').scrollTop")).toBeGreaterThan(0);
    await page.setViewportSize(wide);
    await enter(page, administrator, password);
    await field.and(page.locator(':focus')).waitFor();
    expect(await field.inputValue()).toBe('Whitaker household');
    expect(await page.title()).toMatch(/^Clients/);
    await signOut(/^Eleanor Rowe/);
    await enterFirst(page, cloud, 'marcus@larkfieldrowe.example');
    await page.getByRole('button', { name: /^Marcus/ }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.evaluate('window.isOfMarcus = true');
    await page.getByRole('button', { name: /^Marcus/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await enter(page, administrator, password);
    await page.getByRole('button', { name: /^Eleanor Rowe/ }).waitFor();
    expect(await page.evaluate("'isOfMarcus' in window")).toBe(false);
  });

  test('opens another tab without signing in again, and both end together', async () => {
    const other = await watched.context.newPage();
    await other.goto(`${cloud.url}/people?q=whitaker`);
    await other
      .getByRole('link', { name: /Whitaker/ })
      .first()
      .waitFor();
    await other.getByRole('button', { name: /^Eleanor Rowe/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await other.close();
  });

  test('is told plainly that the password is wrong', async () => {
    await enter(page, administrator, 'not the password');
    await page.getByRole('alert').getByText('That mail address and password do not fit together').waitFor();
    // What the page was reading when it was signed out beside it was refused.
    expect(watched.wrong.filter((line) => !/400|cognito|ERR_ABORTED|You are signed out/.test(line))).toEqual([]);
  });
});

const places = [
  { name: 'clients', path: '/clients', shows: 'Juniper Street Dental, P.C.' },
  { name: 'clients-all', path: '/clients?state=all&sort=-name', shows: 'Wren & Daughters Bakery, LLC' },
  { name: 'clients-none', path: '/clients?q=zzzz', shows: 'Nothing begins with “zzzz”' },
  { name: 'people', path: '/people', shows: 'Alicia Whitaker' },
  { name: 'people-found', path: '/people?q=wh', shows: 'Alicia Whitaker' },
  { name: 'conflicts', path: '/conflicts', shows: 'Searched before' },
  { name: 'mails', path: '/mails', shows: 'Mail to clients' },
  { name: 'imports', path: '/imports', shows: 'clients.csv' },
  { name: 'team', path: '/firm', shows: 'Priya Nair' },
  { name: 'roles', path: '/firm?tab=roles', shows: 'Add a role' },
  { name: 'settings', path: '/firm?tab=settings', shows: 'What clients see' },
  { name: 'days-off', path: '/firm?tab=days', shows: 'the fourth Thursday of November' },
  { name: 'words', path: '/firm?tab=words', shows: 'What your people read' },
  { name: 'mail-words', path: '/firm?tab=mails', shows: 'Letter to sign' },
  { name: 'mail-words-one', path: '/firm/mails/request', shows: 'Hello Alicia,' },
  { name: 'letter-words', path: '/firm?tab=letters', shows: 'Individual income tax' },
  { name: 'letter-words-one', path: '/firm/letters/tax-individual', shows: 'Thank you for asking Larkfield' },
  { name: 'folders', path: '/firm?tab=folders', shows: 'Permanent file' },
  { name: 'states', path: '/firm?tab=states', shows: 'No labels of your own' },
  { name: 'fields', path: '/firm?tab=fields', shows: 'No fields of your own' },
  { name: 'not-here', path: '/clients/cli_01JZZZZZZZZZZZZZZZZZZZZZZZ', shows: 'Not here' },
] as const;

const tabs = ['Overview', 'Jobs', 'People', 'Engagements', 'Relations', 'Mail', 'Timeline', 'Audit', 'Access'];

inBrowser('pages, at each width and in each colour scheme', () => {
  test('stand without errors, without barriers, and no wider than the screen', async () => {
    const { context, page: own, wrong } = await openPage(browser, eachOnce[0]);
    await own.goto(`${cloud.url}/clients`);
    await enter(own, administrator, password);
    await own.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    for (const { name, path, shows } of places) {
      await own.goto(`${cloud.url}${path}`);
      await own.getByText(shows).first().waitFor();
      expect(await whatIsInTheWayInEach(own, `console-${name}`)).toEqual([]);
    }
    await own.goto(`${cloud.url}/clients`);
    await own.getByRole('link', { name: 'Copperline Hospitality Group, LLC' }).click();
    for (const tab of tabs) {
      await own.getByRole('tab', { name: tab }).click();
      await own.getByRole('tabpanel').waitFor();
      expect(await whatIsInTheWayInEach(own, `console-client-${tab.toLowerCase()}`)).toEqual([]);
    }
    await context.close();
    // What was still on its way when the page was left is no fault.
    expect(wrong.filter((line) => !/cli_01JZ|404|ERR_ABORTED/.test(line))).toEqual([]);
  });
});
