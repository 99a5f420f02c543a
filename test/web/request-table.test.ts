import { describe, expect, test } from 'vitest';
import { errorsOf, fresh, freshItem, requestOf } from '../../web/console/src/lib/request-form.ts';
import { hintOf, readyReasons } from '../../web/console/src/features/requests/ready-reasons.ts';
import { readTable } from '../../web/console/src/lib/table-text.ts';
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
