import { indexes, type Item } from './table.ts';

const longestKey = { Pk: 2048, Sk: 1024 };
const largestItem = 400 * 1024;
/** DynamoDB keeps numbers down to 1E-130. */
const smallest = 1e-130;

function refuse(why: string): never {
  throw Object.assign(new Error(why), { name: 'ValidationException' });
}

function checkKey(name: string, value: unknown, longest: number): void {
  if (typeof value !== 'string' || value === '') refuse(`The key attribute ${name} must be a text, and not empty`);
  if (Buffer.byteLength(value) > longest) refuse(`The key attribute ${name} has more than ${longest} bytes`);
}

function checkValue(value: unknown): void {
  if (typeof value === 'string' && !value.isWellFormed()) refuse('A text has half of a surrogate pair');
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < smallest) refuse('Number underflow');
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    checkValue(name);
    checkValue(inner);
  }
}

/** Refuses what DynamoDB refuses, so that a test on the table in memory does not pass with what could never be stored. */
export function refuseUnstorable(item: Item): void {
  checkKey('pk', item.pk, longestKey.Pk);
  checkKey('sk', item.sk, longestKey.Sk);
  for (const index of indexes)
    for (const part of ['Pk', 'Sk'] as const) {
      const value = item[`${index}${part}`];
      if (value !== undefined) checkKey(`${index}${part}`, value, longestKey[part]);
    }
  checkValue(item);
  if (Buffer.byteLength(JSON.stringify(item)) > largestItem) refuse('Item size has exceeded the maximum allowed size');
}
