import type * as z from 'zod';
import type { NewRequest as New } from '../../../../functions/requests/request.ts';
import { addDays } from './dates.ts';
import { fieldErrors } from './problem.ts';
import { readTable } from './table-text.ts';

type NewRequest = z.input<typeof New>;
type Asked = NewRequest['items'][number]['asks'];
export type Kind = Asked['kind'];
export type AnswerType = NonNullable<Extract<Asked, { kind: 'answer' }>['type']>;

export type ItemValues = {
  key: string;
  kind: Kind;
  title: string;
  note: string;
  optional: boolean;
  type: AnswerType;
  /** What can be chosen, one on each line. */
  choices: string;
  /** A table as it was pasted, its headings first. */
  table: string;
  /** What is asked of each row, one on each line. */
  questions: string;
};

export type Values = {
  title: string;
  why: string;
  dueOn: string;
  ladder: NonNullable<NewRequest['ladder']>;
  contactIds: string[];
  items: ItemValues[];
  send: 'now' | 'on' | 'draft';
  sendOn: string;
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

export const freshItem = (kind: Kind = 'upload'): ItemValues => ({
  key: crypto.randomUUID(),
  kind,
  title: '',
  note: '',
  optional: false,
  type: 'text',
  choices: '',
  table: '',
  questions: 'What was this for?',
});

const usualDays = 10;

export const fresh = (today: string): Values => ({
  title: '',
  why: '',
  dueOn: addDays(today, usualDays),
  ladder: 'standard',
  contactIds: [],
  items: [freshItem()],
  send: 'now',
  sendOn: addDays(today, 1),
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function asksOf({ kind, type, choices, table, questions }: ItemValues): Asked {
  switch (kind) {
    case 'upload':
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

const withText = <Name extends string>(name: Name, text: string) =>
  (text.trim() === '' ? {} : { [name]: text.trim() }) as { [name in Name]?: string };

/** What the API is asked for. */
export const requestOf = ({ items, send, sendOn, why, ...values }: Values, jobId: string | undefined): NewRequest => ({
  ...values,
  ...withText('why', why),
  ...(jobId !== undefined && { jobId }),
  ...(send !== 'draft' && { send: send === 'now' ? 'now' : sendOn }),
  items: items.map(({ title, note, optional, ...item }) => ({
    title,
    ...withText('note', note),
    optional,
    asks: asksOf({ title, note, optional, ...item }),
  })),
});

/** Whatever is wrong within what an item asks is told at the item: `items.2.asks.rows.4` at `items.2.asks`. */
export const errorsOf = (error: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      path.replace(/^(items\.\d+\.asks)\..*$/, '$1').replace(/^contactIds\.\d+$/, 'contactIds'),
      message,
    ]),
  );
