import { describe, expect, test } from 'vitest';
import { answer, askMoreTime, doesNotApply, fill, takeBack } from '../../../functions/requests/answering.ts';
import type { Asked } from '../../../functions/requests/asked.ts';
import { csvOf } from '../../../functions/requests/csv.ts';
import { ask, type Item, NewItem } from '../../../functions/requests/item.ts';
import { draft, sent } from '../../../functions/requests/handling.ts';
import { countsOf, following, NewRequest } from '../../../functions/requests/request.ts';
import {
  accept,
  answerMoreTime,
  readyReasons,
  reopen,
  sendBack,
  settle,
} from '../../../functions/requests/reviewing.ts';

const by = { by: 'con_1', now: '2026-03-04T17:00:00.000Z' };
const ids = { id: 'rqi_1', requestId: 'req_1', clientId: 'cli_1' };
const asked = (asks: object, more: object = {}): Item =>
  ask(NewItem.parse({ title: 'The statement', asks, ...more }), ids);
const text = () => asked({ kind: 'answer' });
const table = () =>
  asked({ kind: 'table', columns: ['Payee', 'Amount'], rows: [['Acme', '12']], asks: ['What for?', 'Whose?'] });

describe('an item', () => {
  test('goes from open to submitted to accepted', () => {
    const given = answer(text(), { text: 'A van' }, by);
    expect(given).toMatchObject({ status: 'submitted', given: { text: 'A van', by: 'con_1' } });
    expect(accept(given, by)).toMatchObject({ status: 'accepted', acceptedBy: 'con_1' });
    expect(() => accept(text(), by)).toThrow('Nothing has come yet');
    expect(() => answer(given, { text: 'A bus' }, by)).toThrow('was sent already');
  });

  test('comes back with its reason, and with what helps where the reason is a ready one', () => {
    const given = answer(text(), { text: 'A van' }, by);
    const [{ reason, hint }] = readyReasons as [{ reason: string; hint: string }];
    expect(sendBack(given, { reason }, by).returned).toMatchObject({ reason, hint });
    const own = sendBack(accept(given, by), { reason: 'It names no year' }, by);
    expect(own).toMatchObject({ status: 'returned', returned: { reason: 'It names no year' } });
    expect(own.acceptedAt).toBeUndefined();
    expect(answer(own, { text: 'A van, 2024' }, by).returned).toBeUndefined();
    expect(() => sendBack(text(), { reason }, by)).toThrow('Nothing has come yet');
  });

  test('leaves no brace in what helps: what only a person can fill in is not sent', () => {
    const given = answer(text(), { text: 'A van' }, by);
    for (const { reason } of readyReasons) expect(sendBack(given, { reason }, by).returned!.hint).not.toMatch(/[{}]/);
  });

  test('can always be finished by the firm, and asked for after all', () => {
    for (const status of ['waived', 'received-another-way'] as const) {
      const settled = settle(text(), status, 'By telephone', by);
      expect(settled).toMatchObject({ status, settled: { why: 'By telephone' } });
      expect(reopen(settled)).toEqual(text());
    }
    expect(() => reopen(text())).toThrow('was not settled by the firm');
  });

  test('may not apply, unless the firm needs it in any case', () => {
    const none = doesNotApply(text(), 'No van', by);
    expect(none).toMatchObject({ status: 'does-not-apply', settled: { why: 'No van' } });
    expect(takeBack(none)).toEqual(text());
    expect(() => doesNotApply(asked({ kind: 'answer' }, { mayNotApply: false }), undefined, by)).toThrow('in any case');
  });

  test('is taken back until it was accepted', () => {
    const given = answer(text(), { text: 'A van' }, by);
    expect(takeBack(given)).toEqual(text());
    expect(() => takeBack(accept(given, by))).toThrow('was accepted already');
    expect(() => takeBack(text())).toThrow('was not answered yet');
  });

  test('is due later once more time was granted, and on its day where it was refused', () => {
    const on = { dueOn: '2026-03-13', today: '2026-03-01' };
    const later = askMoreTime(text(), { until: '2026-03-20', why: 'Away' }, by, on);
    expect(() => askMoreTime(later, { until: '2026-03-21' }, by, on)).toThrow('already');
    expect(answerMoreTime(later, true, by)).toMatchObject({
      dueOn: '2026-03-20',
      moreTime: { answer: { granted: true } },
    });
    expect(answerMoreTime(later, false, by).dueOn).toBeUndefined();
    expect(() => askMoreTime(text(), { until: '2026-03-13' }, by, on)).toThrow('Lies not after');
    expect(() => answerMoreTime(text(), true, by)).toThrow('Nobody asks');
  });

  test('that is overdue can have more time from today on', () => {
    const overdue = { dueOn: '2026-03-13', today: '2026-03-18' };
    expect(() => askMoreTime(text(), { until: '2026-03-17' }, by, overdue)).toThrow('body.until: Lies in the past');
    expect(askMoreTime(text(), { until: '2026-03-18' }, by, overdue).moreTime).toMatchObject({ until: '2026-03-18' });
  });

  test.each<[string, Partial<Asked>, string, string | undefined]>([
    ['yes-no', {}, 'maybe', undefined],
    ['yes-no-text', {}, 'yes, a van', 'yes, a van'],
    ['yes-no-text', {}, 'a van', undefined],
    ['money', {}, '1,250.50', '1250.50'],
    ['number', {}, '12 apples', undefined],
    ['date', {}, '2026-02-30', undefined],
    ['date', {}, '2026-02-28', '2026-02-28'],
    ['choice', { choices: ['Cash', 'Card'] } as Partial<Asked>, 'Card', 'Card'],
    ['choice', { choices: ['Cash', 'Card'] } as Partial<Asked>, 'Coin', undefined],
  ])('of the type %s is answered as such', (type, more, given, kept) => {
    const item = asked({ kind: 'answer', type, ...more });
    if (kept === undefined) expect(() => answer(item, { text: given }, by)).toThrow();
    else expect(answer(item, { text: given }, by).given).toMatchObject({ text: kept });
  });
});

describe('a table', () => {
  test('is filled in cell by cell, and sent when no cell is empty', () => {
    const one = fill(table(), { cells: [{ row: 0, ask: 0, text: 'Paint' }] });
    expect(() => answer(one, {}, by)).toThrow('One cell is still empty');
    const both = fill(one, { cells: [{ row: 0, ask: 1, text: 'Ours' }] });
    expect(answer(both, {}, by)).toMatchObject({ status: 'submitted', cells: { '0:0': 'Paint', '0:1': 'Ours' } });
    expect(fill(both, { cells: [{ row: 0, ask: 1, text: '' }] }).cells).toEqual({ '0:0': 'Paint' });
  });

  test('has no cells beyond its own', () => {
    expect(() => fill(table(), { cells: [{ row: 1, ask: 0, text: 'x' }] })).toThrow('no such cell');
    expect(() => fill(table(), { cells: [{ row: 0, ask: 2, text: 'x' }] })).toThrow('no such cell');
    expect(() => fill(text(), { cells: [{ row: 0, ask: 0, text: 'x' }] })).toThrow('is no table');
  });

  test('comes out as CSV, in which nothing is a formula and numbers stay numbers', () => {
    const asks = {
      kind: 'table' as const,
      columns: ['Payee', 'Amount'],
      rows: [['Acme, Inc.', '-12.50']],
      asks: ['For'],
    };
    expect(csvOf(asks, { '0:0': '=HYPERLINK("x")' })).toBe(
      'Payee,Amount,For\r\n"Acme, Inc.",-12.50,"\'=HYPERLINK(""x"")"\r\n',
    );
  });

  test('says which row is too short', () => {
    const broken = NewItem.safeParse({
      title: 'T',
      asks: { kind: 'table', columns: ['A', 'B'], rows: [['1', '2'], ['1']], asks: ['C'] },
    });
    expect(broken.error?.issues[0]).toMatchObject({ path: ['asks', 'rows', 1] });
  });
});

describe('a request', () => {
  const drawn = (items: Item[]) => {
    const body = NewRequest.parse({
      title: 'Statements',
      dueOn: '2026-03-13',
      contactIds: [`con_${'0'.repeat(26)}`],
      items: [{ title: 'x', asks: { kind: 'confirm' } }],
    });
    return sent(draft(body, items, { id: 'req_1', clientId: 'cli_1', by: 'mem_1', now: by.now }), by.now);
  };
  const optional = () => asked({ kind: 'answer' }, { optional: true });
  const stateWith = (...items: Item[]) => following(drawn(items), items, by.now).status;
  const given = (item: Item) => answer(item, { text: 'x' }, by);

  test('stands where its items stand', () => {
    expect(stateWith(text(), text())).toBe('sent');
    expect(stateWith(given(text()), text())).toBe('in-progress');
    expect(stateWith(given(text()), given(text()))).toBe('submitted');
    expect(stateWith(accept(given(text()), by), settle(text(), 'waived', undefined, by))).toBe('completed');
    expect(stateWith(accept(given(text()), by), sendBack(given(text()), { reason: 'x' }, by))).toBe('in-progress');
  });

  test('does not wait for what is optional, and is not over before anything came', () => {
    expect(stateWith(optional(), optional())).toBe('sent');
    expect(stateWith(optional(), accept(given(text()), by))).toBe('completed');
    expect(stateWith(sendBack(given(optional()), { reason: 'x' }, by), accept(given(text()), by))).toBe('in-progress');
  });

  test('goes on when what it was completed by comes back', () => {
    const done = following(drawn([text()]), [accept(given(text()), by)], by.now);
    expect(done.completedAt).toBe(by.now);
    const again = following(done, [sendBack(given(text()), { reason: 'x' }, by)], by.now);
    expect(again).toMatchObject({ status: 'in-progress', items: { needed: 1 } });
    expect(again.completedAt).toBeUndefined();
    expect(countsOf([text(), given(text()), optional()])).toEqual({ all: 3, needed: 1, submitted: 1 });
  });
});
