import * as z from 'zod';

const Line = (max: number) => z.string().trim().min(1).max(max);

const accepted = ['pdf', 'image', 'csv', 'xlsx', 'docx', 'ofx', 'any'] as const;

const Upload = z
  .strictObject({
    kind: z.literal('upload'),
    accept: z.array(z.enum(accepted)).min(1).max(10).default(['any']),
    least: z.int().min(0).max(999).default(1),
    most: z.int().min(1).max(999).default(50),
    /** Of one file. */
    mostBytes: z
      .int()
      .min(1)
      .max(5 * 1024 ** 3)
      .optional(),
  })
  .refine(({ least, most }) => least <= most, { path: ['most'], message: 'Is less than least' });

export const answerTypes = ['text', 'long-text', 'yes-no', 'yes-no-text', 'money', 'number', 'date', 'choice'] as const;

const Answer = z
  .strictObject({
    kind: z.literal('answer'),
    type: z.enum(answerTypes).default('text'),
    choices: z.array(Line(120)).min(2).max(30).optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    message: 'A choice says what can be chosen, and nothing else does',
  });

/** What it takes of a record, of which 400 KB are all. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** What one table may hold in all; a request may have several. */
const mostOfTable = 60_000;

const Table = z
  .strictObject({
    kind: z.literal('table'),
    columns: z.array(Line(60)).min(1).max(12),
    rows: z
      .array(z.array(z.string().trim().max(300)).max(12))
      .min(1)
      .max(300),
    /** What is asked of each row. */
    asks: z.array(Line(120)).min(1).max(4),
  })
  .superRefine(({ columns, rows }, context) => {
    for (const [i, row] of rows.entries())
      if (row.length !== columns.length)
        context.addIssue({
          code: 'custom',
          path: ['rows', i],
          message: `Has ${row.length} cells, and there are ${columns.length} columns`,
        });
  })
  .refine((table) => bytesOf(table) <= mostOfTable, 'This table is too large; send it in parts');

const Confirm = z.strictObject({ kind: z.literal('confirm') });

/** What is asked for, and how it can be given. */
export const Asked = z.discriminatedUnion('kind', [Upload, Answer, Table, Confirm]).meta({ id: 'Asked' });
export type Asked = z.output<typeof Asked>;
export type AskedOf<Kind extends Asked['kind']> = Extract<Asked, { kind: Kind }>;

/** A cell of a table: which row, and which of the questions. */
export const cellKey = (row: number, ask: number): string => `${row}:${ask}`;

export const cellsOf = ({ rows, asks }: AskedOf<'table'>): string[] =>
  rows.flatMap((_, row) => asks.map((_ask, ask) => cellKey(row, ask)));
