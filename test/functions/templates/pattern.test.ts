import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthOf, quarterOf } from '../../../shared/dates/periods.ts';
import { addMonths } from '../../../shared/dates/civil-date.ts';
import {
  fieldsOf,
  fill,
  MissingField,
  parsePattern,
  PatternText,
  render,
} from '../../../functions/templates/pattern.ts';
import type { Span, Value } from '../../../functions/templates/pattern-value.ts';
import { formatDate, readDateFormat } from '../../../functions/templates/date-format.ts';
import { anyDate } from '../../shared/dates/any-date.ts';

const month = (date: string): Span => ({
  ...monthOf(date),
  label: date.slice(0, 7),
  shift: (n) => month(addMonths(monthOf(date).start, n)),
});
const quarter: Span = { ...quarterOf('2026-12-09'), label: 'Q4 2026', shift: () => undefined };
const period = (start: string, end: string): Span => ({ start, end, label: `${start}/${end}`, shift: () => undefined });

const written = (text: string, values: Record<string, Value> = {}, today = '2026-12-01') =>
  render(parsePattern(text), (path) => (Object.hasOwn(values, path) ? values[path] : undefined), { today });
const items = [{ title: 'Bank statement' }, { title: 'Receipts' }, { title: 'Loan papers' }];

describe('a pattern', () => {
  test.each<[string, Record<string, Value>, string]>([
    ['Monthly close – {period, MMMM yyyy}', { period: month('2026-01-31') }, 'Monthly close – January 2026'],
    ['{period -1, MMMM yyyy}', { period: month('2026-01-31') }, 'December 2025'],
    ['{period +2, MMM yyyy}', { period: month('2026-11-30') }, 'Jan 2027'],
    ["Payroll returns – {period, 'Q'Q yyyy}", { period: quarter }, 'Payroll returns – Q4 2026'],
    ['{period, yyyy} return', { period: quarter }, '2026 return'],
    [
      'Sales tax – {period.label} – {registration.state}',
      { period: quarter, 'registration.state': 'CO' },
      'Sales tax – Q4 2026 – CO',
    ],
    ['through {period.end, MMM d}', { period: month('2028-02-03') }, 'through Feb 29'],
    ['from {period.start, EEE d.M.}', { period: month('2026-12-03') }, 'from Tue 1.12.'],
    ['Payroll – pay date {payDate, MMM d}', { payDate: { on: '2026-12-04' } }, 'Payroll – pay date Dec 4'],
    ['{payDate, EEEE dd/MM/yyyy}', { payDate: { on: '2026-12-04' } }, 'Friday 04/12/2026'],
    ["{payDate, d 'o''clock' ''}", { payDate: { on: '2026-12-04' } }, "4 o'clock '"],
    ['Week {n}', { n: 3 }, 'Week 3'],
    [
      'over {materialPercent} % and ${materialAmount}',
      { materialPercent: 10, materialAmount: 1500 },
      'over 10 % and $1,500',
    ],
    ['{invoice.total}', { 'invoice.total': { amount: 123_450, currency: 'USD' } }, '$1,234.50'],
    ['{items, list}', { items }, 'Bank statement, Receipts and Loan papers'],
    ['{items, list}', { items: ['one', 'two'] }, 'one and two'],
    ['{items.count} things', { items }, '3 things'],
    ['{for each item}– {item.title}{end}', { items }, '– Bank statement\n– Receipts\n– Loan papers'],
    ['a\n{for each item}\n– {item}\n{end}\nb', { items: ['x', 'y'] }, 'a\n– x\n– y\nb'],
    [
      '{for each file}{file.name}, for "{item.title}"{end}',
      { files: [{ name: 'w2.pdf', 'item.title': 'W-2' }] },
      'w2.pdf, for "W-2"',
    ],
    ['{for each entry}{entry}{end}', { entries: ['x', 'y'] }, 'x\ny'],
  ])('%s', (text, values, expected) => expect(written(text, values)).toBe(expected));

  test('goes through what each of a list has a list of', () => {
    const clients = [
      { name: 'Larch', items: [{ title: 'A', dueOn: { on: '2026-12-08' } }] },
      {
        name: 'Birch',
        items: [
          { title: 'B', dueOn: { on: '2026-12-09' } },
          { title: 'C', dueOn: { on: '2027-01-04' } },
        ],
      },
    ];
    const text = '{for each client}**{client.name}**\n{for each item}– {item.title}, by {item.dueOn}{end}{end}';
    expect(written(text, { clients, 'client.name': 'not this one' })).toBe(
      '**Larch**\n– A, by Tuesday, December 8\n**Birch**\n– B, by Wednesday, December 9\n– C, by Monday, January 4, 2027',
    );
  });

  test('chooses between two ways of saying it', () => {
    const text = '{if open items}Still open: {items, list}.{else}That was everything.{end}';
    expect(written(text, { items: ['x'] })).toBe('Still open: x.');
    expect(written(text, { items: [] })).toBe('That was everything.');
    expect(written(text)).toBe('That was everything.');
    expect(written('{if not open items}None{end}.', { items })).toBe('.');
    expect(written('{if late}late{else}in time{end}', { late: false })).toBe('in time');
  });

  test('says it of the only one by its name', () => {
    const text = '{if one item}{item.title} for {client.name}{else}{items.count} things for {client.name}{end}';
    const client = { 'client.name': 'Larch' };
    expect(written(text, { items: [{ title: 'W-2' }], ...client })).toBe('W-2 for Larch');
    expect(written(text, { items, ...client })).toBe('3 things for Larch');
    expect(() => written(text, client)).toThrow('{items.count} is empty');
  });

  test('names a year of weeks by the month that begins nearest, and a short period by its first day', () => {
    expect(written('{period, yyyy}', { period: period('2025-12-29', '2027-01-03') })).toBe('2026');
    expect(written('{period, yyyy}', { period: period('2025-07-01', '2026-06-30') })).toBe('2025');
    expect(written('{period, MMMM}', { period: period('2026-01-26', '2026-02-22') })).toBe('February');
    expect(written('{period, MMM d}', { period: period('2026-01-26', '2026-02-22') })).toBe('Jan 26');
    expect(written('{period, MMMM}', { period: period('2026-03-30', '2026-04-05') })).toBe('March');
  });

  test('says dates in full, with the year only where it is not the present one', () => {
    const due = { due: { on: '2026-12-08' } };
    expect(written('{due}', due)).toBe('Tuesday, December 8');
    expect(written('{due}', due, '2025-12-30')).toBe('Tuesday, December 8, 2026');
  });

  test('is written in another language', () => {
    const field = (path: string) => ({ due: { on: '2026-12-08' }, items: ['a', 'b', 'c'] })[path];
    const pattern = parsePattern('{due}; {due, d. MMMM}; {items, list}');
    expect(render(pattern, field, { today: '2026-01-01', locale: 'de-DE' })).toBe(
      'Dienstag, 8. Dezember; 8. Dezember; a, b und c',
    );
  });

  test('tells which fields it asks for, each once', () => {
    const text =
      '{client.name}{client.name}{period -1, yyyy}{for each item}{item.title}{end}{if open files}{n}{else}{link}{end}';
    expect(fieldsOf(parsePattern(text))).toEqual([
      'client.name',
      'period',
      'items',
      'item.title',
      'files',
      'n',
      'link',
    ]);
  });
});

describe('a field without a value', () => {
  test.each<[string, Record<string, Value>, string]>([
    ['Hello {contact.firstName}', {}, 'contact.firstName'],
    ['{a}', { a: '  ' }, 'a'],
    ['{items, list}', { items: [] }, 'items'],
    ['{items, list}', { items: [{ title: '' }] }, 'items'],
    ['{for each item}x{end}', { items: [] }, 'items'],
    ['{for each item}{item.hint}{end}', { items }, 'item.hint'],
    ['{period.middle}', { period: quarter }, 'period.middle'],
    ['{period -1}', { period: quarter }, 'period'],
  ])('stops %s', (text, values, field) => {
    expect(() => written(text, values)).toThrow(MissingField);
    expect(() => written(text, values)).toThrow(`{${field}} is empty, and nothing is sent with a hole in it`);
  });

  test('is named together with all others', () => {
    const pattern = parsePattern('{a} {b} {a} {if c}{c}{else}{d}{end}');
    expect(fill(pattern, (path) => (path === 'b' ? 'B' : undefined), { today: '2026-01-01' })).toEqual({
      text: '{a} B {a} {d}',
      missing: ['a', 'd'],
    });
  });

  test('is what a name from the language’s own objects is', () => {
    for (const name of ['constructor', 'toString', 'valueOf', 'item.constructor', 'items.length', 'items.constructor'])
      expect(() => written(`{for each item}{${name}}{end}`, { items })).toThrow(`{${name}} is empty`);
  });
});

describe('a pattern that cannot be read', () => {
  test.each([
    ['Hello {client.name', 'This brace is not closed (character 7)'],
    ['a {b {c}', 'This brace is not closed (character 3)'],
    ['{a\n}', 'This brace is not closed (line 1, character 1)'],
    ['a } b', 'This brace closes nothing (character 3)'],
    ['{}', '“{}” is no field: write a name, as in {client.name} (character 1)'],
    ['{client name}', '“{client name}” is no field'],
    ['{a.}', 'is no field'],
    ['{1}', 'is no field'],
    ['{a()}', 'is no field'],
    ['{__proto__}', 'is no field'],
    ['{a.__proto__}', 'is no field'],
    ['{if a and b}x{end}', 'is no field'],
    ['x\ny {for each item}', 'This has no {end} (line 2, character 3)'],
    ['{end}', 'This {end} ends nothing (character 1)'],
    ['{else}', 'This {else} belongs to no {if …}'],
    ['{for each item}{else}{end}', 'This {else} belongs to no {if …} (character 16)'],
    ['{if a}{else}{else}{end}', 'This {else} belongs to no {if …}'],
    ['{for each item}{for each item}{end}{end}', 'This stands within {for each item} already (character 16)'],
    ['{due, MMMMM}', '“MMMMM” is no part of a date: use yyyy, MMMM'],
    ["{due, 'Q}", 'A quote in a date format needs its second one'],
    ["{due, 'day'}", 'Say after the comma how to write the date'],
  ])('%s', (text, message) => expect(() => parsePattern(text)).toThrow(message));

  test('nests too deep', () => {
    const nested = (depth: number) => `${'{if a}'.repeat(depth)}x${'{end}'.repeat(depth)}`;
    expect(written(nested(4), { a: true })).toBe('x');
    expect(() => parsePattern(nested(5))).toThrow('Blocks stand within each other 4 deep at most (character 25)');
  });

  test('is refused where templates are stored', () => {
    expect(PatternText(100).safeParse('{client.name}').success).toBe(true);
    expect(PatternText(100).safeParse('{client.name').error?.issues[0]?.message).toContain('not closed');
  });
});

describe('a field that is of another kind', () => {
  test.each<[string, Value, string]>([
    ['{a, MMMM}', 'text', '{a} is no date'],
    ['{a, list}', 'text', '{a} is no list'],
    ['{a -1}', { on: '2026-01-01' }, '{a} is no period'],
    ['{for each a}x{end}', 'text', '{as} is no list to go through'],
    ['{as}', ['x'], '{as} is a list: write {as, list}, or go through it'],
  ])('stops %s', (text, value, message) => expect(() => written(text, { a: value, as: value })).toThrow(message));

  test('cannot make a text without bounds', () => {
    const many = Array.from({ length: 300 }, () => 'x'.repeat(10));
    const text = '{for each a}{for each b}{for each c}{a}{b}{c}{end}{end}{end}';
    expect(() => written(text, { as: many, bs: many, cs: many })).toThrow('comes out longer than 200000 characters');
  });
});

describe('whatever is written', () => {
  test('without braces is itself', () =>
    fc.assert(
      fc.property(fc.string(), (any) => {
        const text = any.replaceAll(/[{}]/g, '');
        expect(written(text)).toBe(text);
      }),
    ));

  test('in a field is never read as a pattern', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('{b}', '{end}', '{for each item}', "{a, 'x'}")), (value) => {
        fc.pre(value.trim() !== '');
        expect(
          written('<{a}>{for each item}{item.title}{end}|{items, list}', { a: value, items: [{ title: value }] }),
        ).toBe(`<${value}>${value}|${value}`);
      }),
    ));

  test('is read, or refused in a sentence', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('{', '}', 'a', ', ', ' -1', '\n', '{if a}', '{end}', '{else}', '{for each b}'),
        }),
        (text) => {
          try {
            fieldsOf(parsePattern(text));
          } catch (error) {
            expect(error).toMatchObject({
              code: 'invalid-input',
              message: expect.stringMatching(/ \(.*character \d+\)$/),
            });
          }
        },
      ),
    ));

  test('of a date’s numbers is the date again', () =>
    fc.assert(
      fc.property(anyDate, (date) => {
        const format = readDateFormat('yyyy-MM-dd');
        if ('wrong' in format) throw new Error(format.wrong);
        expect(formatDate(format, date, 'en-US')).toBe(date);
      }),
    ));
});
