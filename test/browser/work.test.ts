import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../cloud/demo-firm.ts';
import { administrator, newDirectory, type Running, tidy } from '../cloud/running.ts';
import { eachOnce, openPage, startBrowser, views, type Watched, whatIsInTheWayInEach } from './browser.ts';
import { recurringWork } from './recurring-work.ts';
import { badgeOf, changes, enter, inBrowser, enterFirst, password, whyNot } from './session.ts';
import { whatOneIsTold } from './what-one-is-told.ts';

const directory = newDirectory();
let cloud: Running;
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  if (whyNot !== undefined) return;
  [cloud, browser] = await Promise.all([startDemo(directory), startBrowser()]);
  watched = await openPage(browser, views[0]);
  page = watched.page;
  await page.goto(`${cloud.url}/work`);
  await enterFirst(page, cloud, administrator);
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await tidy(directory, cloud);
});

const state = () => badgeOf(page);
const session = () => ({ cloud, page, watched });

inBrowser('a job, from its beginning to its end', () => {
  test('begins from anywhere by c and j, for a client and a month', async () => {
    await page.keyboard.press('c');
    await page.keyboard.press('j');
    const dialog = page.getByRole('dialog', { name: 'New job' });
    await dialog.getByRole('combobox', { name: 'Client' }).fill('bluebonnet');
    await page.getByRole('option', { name: /Bluebonnet Event Rentals/ }).click();
    await dialog.getByRole('combobox', { name: 'Template' }).fill('Monthly');
    await page.getByRole('option', { name: 'Monthly close' }).click();
    await dialog.getByLabel('For the month').fill('2026-03');
    await dialog.getByRole('button', { name: 'Begin the job' }).click();
    await page.getByRole('heading', { level: 1, name: 'Monthly close – March 2026' }).waitFor();
    await page.getByRole('link', { name: 'Bluebonnet Event Rentals, LLC' }).waitFor();
  });

  test('says why a step is due on its day, and what it waits for', async () => {
    await page.getByRole('button', { name: /^All statements in/ }).click();
    await page.getByText('Why this day').waitFor();
    await page.getByText('The period ends Tue 31 Mar 2026').first().waitFor();
    await page.getByText('the client has answered “statements”').first().waitFor();
  });

  test('says how it goes on by itself, and leads to its workflow', async () => {
    await cloud.call('POST', '/local/settled');
    const region = page.getByRole('region', { name: 'How it goes on by itself' });
    await region.getByText(/^Waiting for .+ since .+; looks again on/).waitFor();
    const link = await region.getByRole('link', { name: 'Workflow' }).getAttribute('href');
    const shown = await cloud.call('GET', link!);
    expect(shown.status).toBe(200);
    expect(String(shown.body)).toContain(link!.split('/').at(-1));
  });

  test('goes on when what happened outside is recorded, with the mouse', async () => {
    await page.getByRole('button', { name: /^It happened: The client has answered “statements”/ }).click();
    await page.getByText('Has happened').waitFor();
    await page.getByRole('button', { name: /^Complete All statements in/ }).click();
    await page.getByText('“All statements in and readable” is done').waitFor();
  });

  test('is taken back by undo', async () => {
    const reopened = changes(page, /\/reopen$/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await reopened;
    await page.getByRole('button', { name: /^Complete All statements in/ }).waitFor();
  });

  test('passes an order only with the reason', async () => {
    await page.getByRole('button', { name: /^Complete Code bank and card transactions/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Do this out of order' });
    await dialog.getByText(/Bank and card feeds current/).waitFor();
    await dialog.getByRole('textbox', { name: 'Why now' }).fill('The feeds are late; from the paper statement');
    await dialog.getByRole('button', { name: 'Complete it all the same' }).click();
    await page.getByRole('button', { name: /^Reopen Code bank/ }).waitFor();
  });

  test('passes no gate: the step behind it cannot be completed and says what is in the way', async () => {
    const locked = page.getByRole('button', { name: /^Complete Lock the books/ });
    expect(await locked.isDisabled()).toBe(true);
    await page.getByRole('button', { name: /^Lock the books/ }).click();
    await page.getByText('Cannot go on before').waitFor();
  });

  test('is skipped where it is not needed, with the reason', async () => {
    await page.getByRole('button', { name: /^Post bills and sales/ }).click();
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await page.getByRole('textbox', { name: 'Why it is left out' }).fill('None this month');
    await page.getByRole('button', { name: 'Skip it' }).click();
    await page.getByText('Skipped: None this month').waitFor();
  });

  test('moves to another day, which is pinned, and the history of its dates tells', async () => {
    await page.getByRole('button', { name: /^Reconcile loans/ }).click();
    await page.getByRole('button', { name: 'Set the day' }).click();
    await page.getByLabel('Due', { exact: true }).fill('2026-04-20');
    await page.getByRole('textbox', { name: 'Why it moves (optional)' }).fill('The lender is slow');
    await page.getByRole('dialog').getByRole('button', { name: 'Set the day' }).click();
    await page.getByRole('button', { name: 'Let the rule set it' }).waitFor();
    await page.getByRole('tab', { name: 'Dates' }).click();
    await page.getByText(/The lender is slow/).waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
  });

  test('is worked through by the keyboard up to its review', async () => {
    const job = /\/jobs\/(job_\w+)/.exec(page.url())![1]!;
    // What a colleague prepares, the administrator can approve.
    const token = await cloud.token('tomas@larkfieldrowe.example');
    const { tasks } = (await cloud.call('GET', `/v1/jobs/${job}`, { token })).body;
    for (const { id, key, status, checklist = [] } of tasks) {
      if (status === 'done' || status === 'skipped' || status === 'dormant') continue;
      if (key === 'flux') break;
      for (const line of checklist.keys())
        await cloud.call('POST', `/v1/jobs/${job}/tasks/${id}/tick`, { token, body: { line, done: true } });
      const done = await cloud.call('POST', `/v1/jobs/${job}/tasks/${id}/complete`, { token, body: {} });
      expect(done.status).toBe(200);
    }
    const flux = tasks.find(({ key }: { key: string }) => key === 'flux');
    expect((await cloud.call('POST', `/v1/jobs/${job}/tasks/${flux.id}/complete`, { token, body: {} })).status).toBe(
      200,
    );
    await page.goto(`${cloud.url}/jobs/${job}`);
    await page.getByRole('button', { name: /^All statements in/ }).focus();
    for (let i = 0; i < 40; i++) {
      if (await page.evaluate("document.activeElement.title === 'Review the file'")) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Send back' }).waitFor();
    await expect.poll(() => state().innerText()).toBe('In review');
  });

  test('has a note raised, answered and cleared before it is approved', async () => {
    await page.getByRole('button', { name: 'Raise a note' }).click();
    await page.getByRole('textbox', { name: 'What should be looked at again' }).fill('Why is rent double?');
    await page.getByRole('button', { name: 'Raise the note' }).click();
    const tab = page.getByRole('tab', { name: 'Review notes (1)' });
    await tab.click();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Two months were paid at once');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('Two months were paid at once').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('cleared').waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
  });

  test('names a colleague in a comment by the keyboard', async () => {
    await page.getByRole('tab', { name: 'Comments' }).click();
    await page.getByRole('combobox', { name: 'Comment' }).pressSequentially('Please look, @mar');
    await page.getByRole('option', { name: 'Marcus Bell' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('before Friday');
    const sent = changes(page, /\/comments$/);
    await page.keyboard.press('Control+Enter');
    const job = await (await sent).json();
    expect(job.comments[0]).toMatchObject({ text: 'Please look, @Marcus Bell before Friday' });
    expect(job.comments[0].mentions).toHaveLength(1);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('textbox', { name: 'What you said' }).fill('Please look, @Marcus Bell before Monday');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('before Monday').waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
  });

  test('is approved and finished by its main action alone', async () => {
    await page.getByRole('button', { name: 'Approve “Review the file”' }).click();
    await page.getByRole('button', { name: /^Reopen Review the file/ }).waitFor();
    const next = page.locator('header').getByRole('button', { name: /^(?:Complete “|Reopen$)/ });
    for (let i = 0; i < 8 && (await next.innerText()) !== 'Reopen'; i++) {
      const title = await next.getAttribute('title');
      await next.click();
      await page.getByText(`“${title}” is done`).waitFor();
    }
    await expect.poll(() => state().innerText()).toBe('Done');
    await page.getByRole('tab', { name: 'History' }).click();
    await page
      .getByText(/approved|completed|finished/i)
      .first()
      .waitFor();
  });
});

inBrowser('the lists of work', () => {
  test('a row of work is completed by one key, and comes back by undo', async () => {
    await page.goto(`${cloud.url}/work?whose=everyone`);
    const table = page.getByRole('table', { name: 'Work' });
    const row = table.getByRole('row', { name: /Bank and card feeds/ }).first();
    await row.waitFor();
    const [name] = (await row.getByRole('link').first().innerText()).split('\n');
    await row.focus();
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/complete'));
    await page.keyboard.press('x');
    expect((await answered).ok()).toBe(true);
    await page.getByText(`“${name}” is done`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
  });

  test('a card goes to the next state by shift and an arrow', async () => {
    await page.goto(`${cloud.url}/jobs?view=board`);
    const planned = page.getByRole('region', { name: 'Planned' });
    const card = planned.getByRole('link').first();
    const title = await card.innerText();
    await card.focus();
    const answered = changes(page, /\/status$/);
    await page.keyboard.press('Shift+ArrowRight');
    await answered;
    await page
      .getByRole('region', { name: 'Ready' })
      .getByRole('link')
      .filter({ hasText: title.split('\n')[0]! })
      .first()
      .waitFor();
  });

  test('a card is dragged to another state', async () => {
    // What the last move made out of date is read anew a moment later.
    await page.reload();
    const card = page.getByRole('region', { name: 'Ready' }).getByRole('link').first();
    await card.waitFor();
    const answered = changes(page, /\/status$/);
    await card.dragTo(page.getByRole('region', { name: 'Waiting for someone else' }), {
      targetPosition: { x: 60, y: 40 },
    });
    await answered;
    await page.getByRole('region', { name: 'Waiting for someone else' }).getByRole('link').first().waitFor();
  });

  test('a template is taken over, changed as text, published, and what is different is said', async () => {
    await page.goto(`${cloud.url}/templates?tab=library`);
    await page.getByRole('button', { name: 'Take over Project delivery' }).click();
    await page.getByRole('button', { name: 'Publish version 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 1 is published').waitFor();
    await page.getByRole('tab', { name: 'Edit' }).click();
    const field = page.getByRole('textbox', { name: 'The template as YAML' });
    const text = await field.inputValue();
    await field.fill(text.replace(/^due: .*$/m, 'due: nonsense +3 moons'));
    watched.wrong.length = 0;
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page
      .getByRole('region', { name: 'What was found' })
      .getByText(/^line \d+$/)
      .first()
      .waitFor();
    await field.fill(text.replace(/^name: .*$/m, 'name: Delivery of a project'));
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Delivery of a project' }).waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'What is different' }).first().click();
    await page.getByText(/^name: .* → “Delivery of a project”$/).waitFor();
  });
});

recurringWork(session);
whatOneIsTold(session);

const places = [
  { name: 'work', path: '/work', shows: 'My work' },
  { name: 'work-all', path: '/work?whose=everyone', shows: 'Overdue' },
  { name: 'reviews', path: '/work?tab=reviews', shows: 'To review' },
  { name: 'jobs', path: '/jobs', shows: 'Monthly close' },
  { name: 'board', path: '/jobs?view=board', shows: 'In progress' },
  { name: 'calendar', path: '/jobs?view=calendar', shows: 'Today' },
  { name: 'grid', path: '/jobs?view=grid', shows: 'Juniper Street Dental, P.C.' },
  { name: 'season', path: '/jobs?view=season', shows: 'Juniper Street Dental, P.C.' },
  { name: 'series', path: '/series', shows: 'Bluebonnet Event Rentals, LLC' },
  { name: 'series-paused', path: '/series?status=paused', shows: 'Nothing here rests' },
  { name: 'series-new', path: '/series/new', shows: 'the dates appear here' },
  { name: 'notices', path: '/notices', shows: 'Today' },
  { name: 'me', path: '/me', shows: 'One mail on the morning' },
  { name: 'templates', path: '/templates', shows: 'Monthly close' },
  { name: 'library', path: '/templates?tab=library', shows: 'Matter intake' },
] as const;

inBrowser('pages of work, at each width and in each colour scheme', () => {
  test('stand without errors, without barriers, and no wider than the screen', async () => {
    const { context, page: own, wrong } = await openPage(browser, eachOnce[0]);
    await own.goto(`${cloud.url}/work`);
    await enter(own, administrator, password);
    await own.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    const stands = async (name: string) => expect(await whatIsInTheWayInEach(own, name)).toEqual([]);
    for (const { name, path, shows } of places) {
      await own.goto(`${cloud.url}${path}`);
      await own.getByText(shows).first().waitFor();
      await stands(name);
    }
    await own.goto(`${cloud.url}/jobs?status=review`);
    await own.getByRole('table', { name: 'Jobs' }).getByRole('link').first().click();
    await own.getByRole('tab', { name: 'Tasks' }).waitFor();
    await own.getByRole('button', { expanded: false }).filter({ hasText: 'Review the file' }).click();
    await stands('job');
    for (const tab of ['Review notes', 'Comments', 'Dates', 'History']) {
      await own.getByRole('tab', { name: tab }).click();
      await stands(`job-${tab.toLowerCase().replace(' ', '-')}`);
    }
    await own.goto(`${cloud.url}/series`);
    await own.getByRole('table', { name: 'Series' }).getByRole('link').first().click();
    await own.getByRole('list', { name: 'The next jobs' }).getByRole('button').first().click();
    await stands('one-series');
    await own.getByRole('tab', { name: /^Different/ }).click();
    await stands('one-series-different');
    await own.getByRole('link', { name: 'Change' }).click();
    await own.getByRole('list', { name: 'The next jobs' }).waitFor();
    await stands('one-series-change');
    await own.goto(`${cloud.url}/templates`);
    await own.getByRole('link', { name: 'Monthly close' }).click();
    for (const tab of ['What it does', 'Edit', 'Versions']) {
      await own.getByRole('tab', { name: tab }).click();
      await stands(`template-${tab.toLowerCase().replaceAll(' ', '-')}`);
    }
    await context.close();
    expect(wrong.filter((line) => !/ERR_ABORTED/.test(line))).toEqual([]);
  });
});
