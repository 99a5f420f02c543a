import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken, invalid } from '../../shared/errors.ts';
import { readAnswer } from './answer-text.ts';
import { type AskedOf, bytesOf, cellsOf } from './asked.ts';
import { withFilesPut } from './files.ts';
import { isOpen, type Item } from './item.ts';

export type By = { by: string; now: string };

export const AnswerInput = z
  .strictObject({
    text: z.string().trim().min(1).max(10_000).optional(),
    confirmed: z.literal(true).optional(),
  })
  .meta({ id: 'RequestAnswer' });
export type AnswerInput = z.output<typeof AnswerInput>;

export const CellsInput = z
  .strictObject({
    cells: z
      .array(
        z.strictObject({ row: z.int().min(0).max(299), ask: z.int().min(0).max(3), text: z.string().trim().max(500) }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'RequestCells' });
export type CellsInput = z.output<typeof CellsInput>;

export const MoreTimeInput = z
  .strictObject({ until: CivilDate, why: z.string().trim().min(1).max(1000).optional() })
  .meta({ id: 'MoreTimeInput' });

const notNow = ({ title, status }: Item) =>
  broken(status === 'submitted' ? `“${title}” was sent already` : `“${title}” is settled: nothing more is needed`);

function toBeGiven(item: Item): void {
  if (!isOpen(item)) throw notNow(item);
}

const needed = (message: string) => invalid({ path: 'body.text', message });

/** What an answer of its type looks like, as it is kept. */
function checkedText(asks: AskedOf<'answer'>, text: string): string {
  const read = readAnswer(asks, text);
  if ('wrong' in read) throw needed(read.wrong);
  return read.text;
}

function givenTo(item: Item, { text, confirmed }: AnswerInput): { text?: string; confirmed?: true } {
  const { asks } = item;
  switch (asks.kind) {
    case 'answer':
      if (text === undefined) throw needed('Say what the answer is');
      return { text: checkedText(asks, text) };
    case 'confirm':
      if (confirmed === undefined) throw invalid({ path: 'body.confirmed', message: 'Confirm it with true' });
      return { confirmed: true, ...(text !== undefined && { text }) };
    case 'table': {
      const open = cellsOf(asks).filter((key) => (item.cells?.[key] ?? '') === '').length;
      if (open > 0) throw broken(`${open === 1 ? 'One cell is' : `${open} cells are`} still empty in “${item.title}”`);
      return {};
    }
    case 'upload':
      throw broken(`“${item.title}” is answered with files`);
  }
}

/** Given by the client, or by one of the team on their behalf. What was sent back is answered anew. */
export function answer(item: Item, input: AnswerInput, { by, now }: By): Item {
  toBeGiven(item);
  const { returned: _, ...rest } = item;
  return { ...rest, status: 'submitted', given: { ...givenTo(item, input), by, at: now } };
}

const mostOfCells = 100_000;

/** Cell by cell: what was typed is kept at once, and is sent when all is answered. An empty text empties the cell. */
export function fill(item: Item, { cells }: CellsInput): Item {
  toBeGiven(item);
  const { asks } = item;
  if (asks.kind !== 'table') throw broken(`“${item.title}” is no table`);
  const known = new Set(cellsOf(asks));
  const filled = new Map(Object.entries(item.cells ?? {}));
  for (const [i, { row, ask, text }] of cells.entries()) {
    const key = `${row}:${ask}`;
    if (!known.has(key)) throw invalid({ path: `body.cells.${i}`, message: 'The table has no such cell' });
    if (text === '') filled.delete(key);
    else filled.set(key, text);
  }
  const after = Object.fromEntries(filled);
  if (bytesOf(after) > mostOfCells) throw broken('These answers are too long for one table; keep them shorter');
  return { ...item, cells: after };
}

export function doesNotApply(item: Item, why: string | undefined, { by, now }: By): Item {
  toBeGiven(item);
  if (!item.mayNotApply) throw broken(`“${item.title}” is needed in any case; write to us if you cannot send it`);
  return { ...item, status: 'does-not-apply', settled: { ...(why !== undefined && { why }), by, at: now } };
}

/** What one gave is taken back, until the firm has accepted it. */
export function takeBack(item: Item): Item {
  const { given: _, settled: _settled, ...rest } = withFilesPut(item, 'taken-back');
  if (item.status !== 'submitted' && item.status !== 'does-not-apply')
    throw broken(isOpen(item) ? `“${item.title}” was not answered yet` : `“${item.title}” was accepted already`);
  return { ...rest, status: 'open' };
}

export function askMoreTime(
  item: Item,
  { until, why }: z.output<typeof MoreTimeInput>,
  by: By,
  { dueOn, today }: { dueOn: CivilDate; today: CivilDate },
): Item {
  toBeGiven(item);
  const due = item.dueOn ?? dueOn;
  if (until <= due) throw invalid({ path: 'body.until', message: `Lies not after ${due}, when it is due` });
  if (until < today) throw invalid({ path: 'body.until', message: 'Lies in the past' });
  if (item.moreTime && !item.moreTime.answer) throw broken('You asked for more time already; we will answer soon');
  return { ...item, moreTime: { until, ...(why !== undefined && { why }), by: by.by, at: by.now } };
}
