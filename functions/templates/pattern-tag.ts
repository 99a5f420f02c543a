import { DomainError } from '../../shared/errors.ts';
import { readDateFormat } from './date-format.ts';
import type { Written } from './pattern-value.ts';

export type Part =
  | { readonly text: string }
  | Written
  | { readonly each: string; readonly list: string; readonly parts: readonly Part[] }
  | {
      readonly one: string;
      readonly list: string;
      readonly parts: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | {
      readonly when: string;
      readonly not: boolean;
      readonly parts: readonly Part[];
      readonly otherwise: readonly Part[];
    };

export class PatternError extends DomainError {
  constructor(message: string, text: string, at: number) {
    const before = text.slice(0, at).split('\n');
    const line = text.includes('\n') ? `line ${before.length}, ` : '';
    super('invalid-input', `${message} (${line}character ${before.at(-1)!.length + 1})`, { at });
  }
}

const path = String.raw`[A-Za-z]\w*(?:\.[A-Za-z]\w*)*`;
const eachTag = /^for each ([A-Za-z]\w*)$/;
const oneTag = /^if one ([A-Za-z]\w*)$/;
const ifTag = new RegExp(`^if (not )?(?:open )?(${path})$`);
const fieldTag = new RegExp(String.raw`^(${path})(?:\s*([+-])\s*(\d{1,3}))?(?:\s*,\s*(\S.*))?$`);

/** A block that is not ended yet. */
export type Block = {
  readonly at: number;
  readonly each?: string;
  readonly parts: Part[];
  otherwise?: Part[];
  readonly close: () => Part;
};

/** `item` goes through `items`, `entry` through `entries`. */
const manyOf = (one: string): string => (/[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`);

/** Each of a list stands on lines of its own, whether the braces stand on those lines or round them. */
function ownLines(parts: readonly Part[]): Part[] {
  const last = parts.length - 1;
  return parts.map((part, index) => {
    if (!('text' in part)) return part;
    const text = index === 0 ? part.text.replace(/^\n/, '') : part.text;
    return { text: index === last ? text.replace(/\n$/, '') : text };
  });
}

/** What `{for each …}` and `{if …}` open; nothing where the tag is a field. */
export function openBlock(tag: string, at: number): Block | undefined {
  const parts: Part[] = [];
  const [, each] = eachTag.exec(tag) ?? [];
  if (each !== undefined)
    return { at, each, parts, close: () => ({ each, list: manyOf(each), parts: ownLines(parts) }) };
  const [, one] = oneTag.exec(tag) ?? [];
  const [, not, when] = ifTag.exec(tag) ?? [];
  const asks = one === undefined ? when !== undefined && { when, not: not !== undefined } : { one, list: manyOf(one) };
  if (!asks) return undefined;
  const block: Block = { at, parts, close: () => ({ ...asks, parts, otherwise: block.otherwise ?? [] }) };
  return block;
}

export function readField(tag: string, fail: (message: string) => PatternError): Written {
  const [, name, sign, count, format] = fieldTag.exec(tag) ?? [];
  if (name === undefined) throw fail(`“{${tag}}” is no field: write a name, as in {client.name}`);
  const field = { path: name, ...(count !== undefined && { shift: Number(`${sign}${count}`) }) };
  if (format === undefined || format === 'list') return { ...field, ...(format && { format }) };
  const read = readDateFormat(format);
  if ('wrong' in read) throw fail(read.wrong);
  return { ...field, format: read };
}
