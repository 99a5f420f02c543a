import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { StatesError } from './errors.ts';
import { isObject, plain, type Json } from './json.ts';
import type { Template } from './machine.ts';

/** What an expression can name: `$states` and the variables. */
export type Bindings = Record<string, unknown>;

const compiled = new Map<string, jsonata.Expression>();
const dates = jsonata('$fromMillis($ms, $picture, $zone)');

export function expressionIn(text: Json): string | undefined {
  return typeof text === 'string' && text.startsWith('{%') && text.endsWith('%}')
    ? text.slice(2, -2).trim()
    : undefined;
}

/** Throws what is wrong with the expression's syntax. */
export function compile(expression: string): jsonata.Expression {
  const known = compiled.get(expression);
  if (known) return known;
  const made = jsonata(expression);
  compiled.set(expression, made);
  return made;
}

/** A whole template, every expression in it replaced by its value. */
export async function fill(template: Template, bindings: Bindings, now: number): Promise<Json> {
  const expression = expressionIn(template);
  if (expression !== undefined) return evaluate(expression, bindings, now);
  if (Array.isArray(template)) return Promise.all(template.map((value) => fill(value, bindings, now)));
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(
    async ([key, value]) => [key, await fill(value, bindings, now)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluate(expression: string, bindings: Bindings, now: number): Promise<Json> {
  try {
    const value: unknown = await compile(expression).evaluate(undefined, { ...bindings, ...functions(now) });
    if (value === undefined) throw new Error('it returned nothing (undefined)');
    if (typeof value === 'function') throw new Error('it returned a function');
    return plain(value);
  } catch (error) {
    if (error instanceof StatesError) throw error;
    const why = isMessage(error) ? error.message : String(error);
    throw new StatesError('States.QueryEvaluationError', `The JSONata expression '${expression}' failed: ${why}`);
  }
}

// JSONata throws plain objects as well as errors.
function isMessage(error: unknown): error is { message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}

/** What AWS adds to JSONata, and the time of the one clock. */
function functions(now: number): Bindings {
  return {
    partition: (list: Json[], size: number) =>
      Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size)),
    range,
    hash: (text: string, algorithm: string) =>
      createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex'),
    uuid: () => randomUUID(),
    random: (seed?: number) => (seed === undefined ? Math.random() : seeded(seed)),
    parse: (text: string) => JSON.parse(text) as Json,
    now: (picture?: string, zone?: string): Promise<unknown> =>
      picture === undefined
        ? Promise.resolve(new Date(now).toISOString())
        : dates.evaluate(undefined, { ms: now, picture, zone }),
    millis: () => now,
    eval: () => {
      throw new Error('$eval is not allowed in a state machine; use $parse for JSON');
    },
  };
}

function range(first: number, last: number, step: number): number[] {
  const length = Math.floor((last - first) / step) + 1;
  if (!Number.isFinite(length) || length > 1000) throw new Error('$range gives at most 1,000 numbers');
  return Array.from({ length: Math.max(0, length) }, (_, index) => first + index * step);
}

function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE() / 2 ** 32;
}
