import { parseArgs } from 'node:util';

/** How many clients the firm has in each part of the run, and how often each call is timed there. */
export type Options = { sizes: number[]; rounds: number };

const count = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes whole numbers from 1, not ${text}`);
  return value;
};

/** The firm grows from one size to the next: the first has to hold a page of ten. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '10,1000,10000' },
      rounds: { type: 'string', default: '20' },
    },
  });
  const sizes = values.sizes
    .split(',')
    .map((size) => count('sizes', size))
    .toSorted((a, b) => a - b);
  if (sizes[0]! < 10) throw new Error('--sizes begins at 10 clients: lists are measured by pages of ten');
  return { sizes, rounds: count('rounds', values.rounds) };
}
