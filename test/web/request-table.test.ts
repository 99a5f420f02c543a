import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorsOf, fresh, requestOf, type TaskSeen, tasksToEnd } from '../../web/console/src/lib/request-form.ts';
import { freshItem, itemsOf, valuesOfItem } from '../../web/console/src/lib/request-item-form.ts';
import { hintOf, readyReasons } from '../../web/console/src/features/requests/ready-reasons.ts';
import { readTable, writeTable } from '../../web/console/src/lib/table-text.ts';
import { Problem } from '../../web/console/src/lib/problem.ts';
import { NewRequest } from '../../functions/requests/request.ts';
import { readyReasons as ours } from '../../functions/requests/reviewing.ts';

describe('a pasted table', () => {
  test.each([
    [
      'commas',
      'Date,Payee\n2026-03-02,"Acme, Inc."',
      [
        ['Date', 'Payee'],
        ['2026-03-02', 'Acme, Inc.'],
      ],
    ],
    [
      'tabs, as a spreadsheet has them',
      'Date\tPayee\r\n2 Mar\tAcme, Inc.\r\n',
      [
        ['Date', 'Payee'],
        ['2 Mar', 'Acme, Inc.'],
      ],
    ],
    [
      'semicolons',
      'Date;Amount\n2 Mar;1,50',
      [
        ['Date', 'Amount'],
        ['2 Mar', '1,50'],
      ],
    ],
    ['quotes in quotes', 'Payee\n"The ""Corner"""', [['Payee'], ['The "Corner"']]],
    [
      'a line break in a cell',
      'Payee,For\n"Acme\nInc.",rent',
      [
        ['Payee', 'For'],
        ['Acme\nInc.', 'rent'],
      ],
    ],
    ['an inch sign in the middle of a cell', 'Item\n3" pipe', [['Item'], ['3" pipe']]],
    ['empty lines', 'Payee\n\nAcme\n', [['Payee'], ['Acme']]],
    ['nothing', '  ', []],
  ])('is read with %s', (_, text, rows) => expect(readTable(text)).toEqual(rows));

  test('is read as it was, after it was written for its form', () => {
    const letters = fc.constantFrom('a', '"', ',', ';', '\t', ' ', '’', '3');
    const cell = fc.string({ unit: fc.oneof(letters, fc.constant('\n')), maxLength: 6 }).map((text) => text.trim());
    const heading = fc.string({ unit: letters, minLength: 1, maxLength: 6 }).map((text) => `H${text}`.trim());
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((wide) =>
        fc.tuple(
          fc.array(heading, { minLength: wide, maxLength: wide }),
          fc.array(fc.array(cell, { minLength: wide, maxLength: wide }), { maxLength: 5 }),
        ),
      )
      .map(([columns, rows]) => [columns, ...rows.filter((row) => row.some((text) => text !== ''))]);
    fc.assert(
      fc.property(table, (rows) => {
        expect(readTable(writeTable(rows))).toEqual(rows);
      }),
    );
  });
});

describe('the form of a new request', () => {
  const values = fresh('2026-03-04');
  const filled = { ...values, title: 'Statements', contactIds: [`con_${'0'.repeat(26)}`] };

  test('asks the API for what it takes, whatever is asked', () => {
    const items = [
      { ...freshItem('upload'), title: 'Statement' },
      { ...freshItem('confirm'), title: 'The address is right' },
      { ...freshItem('answer'), title: 'Which', type: 'choice' as const, choices: 'One\n\n Two ' },
      { ...freshItem('table'), title: 'What for', table: 'Date,Payee\n2 Mar,Acme' },
    ];
    const asked = NewRequest.parse(requestOf({ ...filled, items }, undefined));
    expect(asked).toMatchObject({ dueOn: '2026-03-14', send: 'now' });
    expect(asked.items.map(({ asks }) => asks)).toMatchObject([
      { kind: 'upload' },
      { kind: 'confirm' },
      { kind: 'answer', choices: ['One', 'Two'] },
      { kind: 'table', columns: ['Date', 'Payee'], rows: [['2 Mar', 'Acme']], asks: ['What was this for?'] },
    ]);
  });

  test('says no more than was said of an item: what is usual is left to the API', () => {
    const [plain] = requestOf({ ...filled, items: [{ ...freshItem(), title: 'x' }] }, undefined).items;
    expect(plain).toEqual({ title: 'x', optional: false, mayNotApply: true, asks: { kind: 'upload' } });
    const said = { dueOn: '2026-03-10', accept: ['pdf' as const], least: 2, most: 3, mostMegabytes: 1.5 };
    const item = { ...freshItem(), title: 'x', mayNotApply: false, ...said };
    expect(NewRequest.parse(requestOf({ ...filled, items: [item] }, undefined)).items).toEqual([
      {
        title: 'x',
        optional: false,
        mayNotApply: false,
        dueOn: '2026-03-10',
        asks: { kind: 'upload', accept: ['pdf'], least: 2, most: 3, mostBytes: 1_572_864 },
      },
    ]);
  });

  test('shows what a draft asks as it was asked', () => {
    const items = [
      { ...freshItem('upload'), title: 'Statement', accept: ['pdf' as const], most: 3, dueOn: '2026-03-10' },
      { ...freshItem('upload'), title: 'Anything', note: 'Else', optional: true, mostMegabytes: 20 },
      { ...freshItem('confirm'), title: 'The address is right', mayNotApply: false },
      { ...freshItem('answer'), title: 'Which', type: 'choice' as const, choices: 'One\nTwo' },
      { ...freshItem('table'), title: 'What for', table: 'Date\tPayee\n2 Mar\t"3"" pipe"' },
    ];
    const asked = NewRequest.parse(requestOf({ ...filled, items }, undefined)).items;
    const again = asked.map(valuesOfItem);
    expect(NewRequest.parse({ ...requestOf(filled, undefined), items: itemsOf(again) }).items).toEqual(asked);
  });

  test('names the job, and what of it is done when all is in, only together', () => {
    const taskId = `tsk_${'0'.repeat(26)}`;
    const jobId = `job_${'0'.repeat(26)}`;
    expect(requestOf({ ...filled, taskId }, jobId)).toMatchObject({ jobId, taskId });
    expect(requestOf({ ...filled, taskId }, undefined)).not.toHaveProperty('taskId');
    expect(requestOf(filled, jobId)).not.toHaveProperty('taskId');
  });

  test('offers what of a job only has to be ticked off, and steps that could not ask', () => {
    const given: (TaskSeen & { title: string })[] = [
      { title: 'Open', status: 'open' },
      { title: 'Begun', status: 'active', records: ['total'] },
      { title: 'Done', status: 'done' },
      { title: 'Not yet asked for', status: 'dormant' },
      { title: 'By itself', status: 'open', auto: { kind: 'send-mail' } },
      { title: 'Asks', status: 'asked', auto: { kind: 'send-request' } },
      { title: 'Could not', status: 'asked', auto: { kind: 'send-request' }, askedWhy: 'Not released' },
      { title: 'Approval', status: 'open', review: { of: 'x' } },
      { title: 'Asks for a number', status: 'open', records: ['number'] },
    ];
    expect(tasksToEnd(given, { total: 1 }).map(({ title }) => title)).toEqual(['Open', 'Begun', 'Could not']);
  });

  test('says when it is sent, and nothing of it for a draft', () => {
    expect(requestOf({ ...filled, send: 'draft' }, undefined)).not.toHaveProperty('send');
    expect(requestOf({ ...filled, send: 'on', sendOn: '2026-03-09' }, undefined)).toMatchObject({ send: '2026-03-09' });
  });

  test('tells what is wrong within an item at the item', () => {
    const issues = [
      { path: 'body.items.1.asks.rows.3', message: 'Has 2 cells' },
      { path: 'body.items.0.title', message: 'Is missing' },
    ];
    expect(errorsOf(new Problem(422, { issues }))).toEqual({
      'items.1.asks': 'Has 2 cells',
      'items.0.title': 'Is missing',
    });
  });
});

describe('the ready reasons', () => {
  test('are those that the API knows', () => expect(readyReasons).toEqual(ours));

  test('leave open what only a person knows', () => {
    expect(hintOf('It’s for another period')).toBe('We need ');
    expect(hintOf('Too blurred to read')).toMatch(/^Daylight/);
    expect(hintOf('Something else')).toBe('');
  });
});
