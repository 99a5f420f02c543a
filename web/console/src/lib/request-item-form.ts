import type * as z from 'zod';
import type { NewRequest as New } from '../../../../functions/requests/request.ts';
import type { RequestItemView } from '../../../../functions/requests/view.ts';
import { readTable, writeTable } from './table-text.ts';

type Items = z.input<typeof New>['items'];
type Asked = Items[number]['asks'];
export type Kind = Asked['kind'];
export type FileKind = NonNullable<Extract<Asked, { kind: 'upload' }>['accept']>[number];
export type AnswerType = NonNullable<Extract<Asked, { kind: 'answer' }>['type']>;

export type ItemValues = {
  key: string;
  kind: Kind;
  title: string;
  note: string;
  optional: boolean;
  mayNotApply: boolean;
  /** Where it is another day than the request’s. */
  dueOn: string;
  /** Which files; none chosen is any. */
  accept: FileKind[];
  /** How many files, and how large one may be; what is left empty is as usual. */
  least: string | number;
  most: string | number;
  mostMegabytes: string | number;
  type: AnswerType;
  /** What can be chosen, one on each line. */
  choices: string;
  /** A table as it was pasted, its headings first. */
  table: string;
  /** What is asked of each row, one on each line. */
  questions: string;
};

export const kinds: readonly { value: Kind; label: string }[] = [
  { value: 'upload', label: 'Files' },
  { value: 'answer', label: 'An answer' },
  { value: 'confirm', label: 'A confirmation' },
  { value: 'table', label: 'Answers in a table' },
];

export const answerTypes: readonly { value: AnswerType; label: string }[] = [
  { value: 'text', label: 'A line of text' },
  { value: 'long-text', label: 'A longer text' },
  { value: 'yes-no', label: 'Yes or no' },
  { value: 'yes-no-text', label: 'Yes or no, and what about it' },
  { value: 'money', label: 'An amount of money' },
  { value: 'number', label: 'A number' },
  { value: 'date', label: 'A date' },
  { value: 'choice', label: 'One of these' },
];

export const fileKinds: readonly { value: FileKind; label: string }[] = [
  { value: 'pdf', label: 'PDF' },
  { value: 'image', label: 'Photos and pictures' },
  { value: 'xlsx', label: 'Spreadsheets' },
  { value: 'csv', label: 'CSV' },
  { value: 'docx', label: 'Word' },
  { value: 'ofx', label: 'Bank downloads (OFX)' },
];

export const freshItem = (kind: Kind = 'upload'): ItemValues => ({
  key: crypto.randomUUID(),
  kind,
  title: '',
  note: '',
  optional: false,
  mayNotApply: true,
  dueOn: '',
  accept: [],
  least: '',
  most: '',
  mostMegabytes: '',
  type: 'text',
  choices: '',
  table: '',
  questions: 'What was this for?',
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const megabyte = 1024 ** 2;

const withNumber = <Name extends string>(name: Name, value: string | number, times = 1) =>
  (value === '' ? {} : { [name]: Math.round(Number(value) * times) }) as { [name in Name]?: number };

function asksOf({ kind, type, choices, table, questions, ...item }: ItemValues): Asked {
  switch (kind) {
    case 'upload':
      return {
        kind,
        ...(item.accept.length > 0 && { accept: item.accept }),
        ...withNumber('least', item.least),
        ...withNumber('most', item.most),
        ...withNumber('mostBytes', item.mostMegabytes, megabyte),
      };
    case 'confirm':
      return { kind };
    case 'answer':
      return type === 'choice' ? { kind, type, choices: linesOf(choices) } : { kind, type };
    case 'table': {
      const [columns = [], ...rows] = readTable(table);
      return { kind, columns, rows, asks: linesOf(questions) };
    }
  }
}

export const withText = <Name extends string>(name: Name, text: string) =>
  (text.trim() === '' ? {} : { [name]: text.trim() }) as { [name in Name]?: string };

export const itemsOf = (items: readonly ItemValues[]): Items =>
  items.map((item) => ({
    title: item.title,
    ...withText('note', item.note),
    ...withText('dueOn', item.dueOn),
    optional: item.optional,
    mayNotApply: item.mayNotApply,
    asks: asksOf(item),
  }));

/** How many files, where nobody says otherwise. */
export const usual = { least: 1, most: 50 };

type Asking = Pick<z.output<typeof RequestItemView>, 'title' | 'note' | 'optional' | 'mayNotApply' | 'dueOn' | 'asks'>;

/** What stands in the form of an item that was asked before. */
export function valuesOfItem({ title, note = '', optional, mayNotApply, dueOn = '', asks }: Asking): ItemValues {
  const item = { ...freshItem(asks.kind), title, note, optional, mayNotApply, dueOn };
  switch (asks.kind) {
    case 'upload': {
      const { accept, least, most, mostBytes } = asks;
      const mostMegabytes = mostBytes === undefined ? '' : mostBytes / megabyte;
      return {
        ...item,
        accept: accept.includes('any') ? [] : accept,
        least: least === usual.least ? '' : least,
        most: most === usual.most ? '' : most,
        mostMegabytes,
      };
    }
    case 'confirm':
      return item;
    case 'answer':
      return { ...item, type: asks.type, choices: (asks.choices ?? []).join('\n') };
    case 'table':
      return { ...item, table: writeTable([asks.columns, ...asks.rows]), questions: asks.asks.join('\n') };
  }
}
