import * as z from 'zod';
import { broken, DomainError } from '../../shared/errors.ts';
import { type Block, openBlock, type Part, PatternError, readField } from './pattern-tag.ts';
import {
  type Field,
  isEmpty,
  isList,
  type Scope,
  type Value,
  valueAt,
  writeValue,
  type Writing,
} from './pattern-value.ts';

/** Words with fields in them: `Monthly close – {period, MMMM yyyy}`. */
export type Pattern = readonly Part[];

export class MissingField extends DomainError {
  readonly field: string;
  constructor(field: string) {
    super('rule-broken', `{${field}} is empty, and nothing is sent with a hole in it`, { field });
    this.field = field;
  }
}

const deepest = 4;
const longestTag = 200;
const longestText = 200_000;

/** Reads a pattern in one pass. Throws a PatternError with a sentence and the place. */
export function parsePattern(text: string): Pattern {
  const parts: Part[] = [];
  const blocks: Block[] = [];
  const add = (part: Part): void => {
    const block = blocks.at(-1);
    (block ? (block.otherwise ?? block.parts) : parts).push(part);
  };
  const addText = (piece: string, start: number): void => {
    const stray = piece.indexOf('}');
    if (stray >= 0) throw new PatternError('This brace closes nothing', text, start + stray);
    if (piece !== '') add({ text: piece });
  };
  let from = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
    addText(text.slice(from, at), from);
    const [, tag] = /^\{([^{}\n]*)\}/.exec(text.slice(at, at + longestTag)) ?? [];
    if (tag === undefined) throw new PatternError('This brace is not closed', text, at);
    takeTag(tag.trim(), at, { blocks, add, fail: (message) => new PatternError(message, text, at) });
    from = at + tag.length + 2;
  }
  addText(text.slice(from), from);
  const open = blocks.at(-1);
  if (open) throw new PatternError('This has no {end}', text, open.at);
  return parts;
}

type Reading = { blocks: Block[]; add: (part: Part) => void; fail: (message: string) => PatternError };

function takeTag(tag: string, at: number, { blocks, add, fail }: Reading): void {
  const within = blocks.at(-1);
  if (tag === 'end') {
    if (!blocks.pop() || !within) throw fail('This {end} ends nothing');
    add(within.close());
  } else if (tag === 'else') {
    if (!within || within.each !== undefined || within.otherwise) throw fail('This {else} belongs to no {if …}');
    within.otherwise = [];
  } else {
    const block = openBlock(tag, at);
    if (!block) return add(readField(tag, fail));
    if (blocks.length === deepest) throw fail(`Blocks stand within each other ${deepest} deep at most`);
    // Going through a list within itself would multiply what is written.
    if (block.each !== undefined && blocks.some(({ each }) => each === block.each))
      throw fail(`This stands within {for each ${block.each}} already`);
    blocks.push(block);
  }
}

/** The paths that a pattern asks for, each once and as written: `client.name`, `items.count`, `item.title`. */
export function fieldsOf(pattern: Pattern): string[] {
  const paths = (part: Part): string[] => {
    if ('text' in part) return [];
    if ('path' in part) return [part.path];
    if ('each' in part) return [part.list, ...part.parts.flatMap(paths)];
    return ['one' in part ? part.list : part.when, ...part.parts.flatMap(paths), ...part.otherwise.flatMap(paths)];
  };
  return [...new Set(pattern.flatMap(paths))];
}

const holds = (value: Value | undefined): boolean => !isEmpty(value) && value !== false && value !== 0;

/** The words with the fields filled in. One that is empty stands there as it is written, and among the missing. */
export function fill(pattern: Pattern, field: Field, writing: Writing): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const pieces: string[] = [];
  let length = 0;
  const say = (text: string): void => {
    length += text.length;
    if (length > longestText) throw broken(`The text comes out longer than ${longestText} characters`);
    pieces.push(text);
  };
  const leave = (path: string): void => {
    missing.add(path);
    say(`{${path}}`);
  };
  const writeParts = (parts: readonly Part[], scopes: readonly Scope[]): void => {
    for (const part of parts) writePart(part, scopes);
  };
  const writePart = (part: Part, scopes: readonly Scope[]): void => {
    if ('text' in part) return say(part.text);
    if ('when' in part)
      return writeParts(holds(valueAt(part.when, scopes, field)) === part.not ? part.otherwise : part.parts, scopes);
    const asked = 'path' in part ? part.path : part.list;
    const value = valueAt(asked, scopes, field);
    if ('path' in part) {
      const written = isEmpty(value) ? undefined : writeValue(value, part, writing);
      return isEmpty(written) ? leave(asked) : say(written);
    }
    if (value !== undefined && !isList(value)) throw broken(`{${asked}} is no list to go through`);
    if ('one' in part) {
      const [entry, another] = value ?? [];
      if (entry === undefined || another !== undefined) return writeParts(part.otherwise, scopes);
      return writeParts(part.parts, [{ name: part.one, entry }, ...scopes]);
    }
    if (isEmpty(value)) return leave(asked);
    value.forEach((entry, index) => {
      if (index > 0) say('\n');
      writeParts(part.parts, [{ name: part.each, entry }, ...scopes]);
    });
  };
  writeParts(pattern, []);
  return { text: pieces.join(''), missing: [...missing] };
}

/** The words with every field filled in. Throws MissingField, naming the first that is empty. */
export function render(pattern: Pattern, field: Field, writing: Writing): string {
  const { text, missing } = fill(pattern, field, writing);
  if (missing[0] !== undefined) throw new MissingField(missing[0]);
  return text;
}

/** The text of a pattern as templates store it, refused where it cannot be read. */
export const PatternText = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .superRefine((text, context) => {
      try {
        parsePattern(text);
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    });
