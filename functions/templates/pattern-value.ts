import { addDays, type CivilDate, daysBetween } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { format as formatMoney, type Money } from '../../shared/money.ts';
import { asksForDay, type DateFormat, formatDate, inFull } from './date-format.ts';

export type Day = { readonly on: CivilDate };

/** A period that knows its neighbours: `shift(-1)` is the one before. */
export type Span = {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly label: string;
  readonly shift: (n: number) => Span | undefined;
};

/** One of a list: its name alone, or its fields. */
export type Entry = string | { readonly [name: string]: Value | undefined };

/** What a field can be. Nothing in it is ever read as a pattern. */
export type Value = string | number | boolean | Money | Day | Span | readonly Entry[];

/** What is known under a path, as `client.name`. */
export type Field = (path: string) => Value | undefined;

/** Values by their whole paths. */
export type Fields = { readonly [path: string]: Value | undefined };

/** Looks up what was given, and nothing that every object has. */
export const fieldIn =
  (fields: Fields): Field =>
  (path) =>
    Object.hasOwn(fields, path) ? fields[path] : undefined;

/** `today` tells the present year. */
export type Writing = { readonly today: CivilDate; readonly locale?: string };

/** One of a list that is being gone through, under the name that the pattern gives it. */
export type Scope = { readonly name: string; readonly entry: Entry };

export const isList = (value: Value | undefined): value is readonly Entry[] => Array.isArray(value);

const isSpan = (value: Value | undefined): value is Span => typeof value === 'object' && 'shift' in value;

const own = (entry: Entry, name: string): Value | undefined =>
  typeof entry === 'object' && Object.hasOwn(entry, name) ? entry[name] : undefined;

const nameOf = (entry: Entry): Value | undefined =>
  typeof entry === 'string' ? entry : (own(entry, 'title') ?? own(entry, 'name'));

function given(path: string, scopes: readonly Scope[], field: Field): Value | undefined {
  for (const { name, entry } of scopes) {
    if (path === name) return nameOf(entry);
    if (path.startsWith(`${name}.`)) return own(entry, path.slice(name.length + 1));
    const within = own(entry, path);
    if (within !== undefined) return within;
  }
  return field(path);
}

/** The value of a path: of the innermost thing gone through, of the firm's fields, or a part of a list or a period. */
export function valueAt(path: string, scopes: readonly Scope[], field: Field): Value | undefined {
  const value = given(path, scopes, field);
  const dot = path.lastIndexOf('.');
  if (value !== undefined || dot < 0) return value;
  const whole = given(path.slice(0, dot), scopes, field);
  const part = path.slice(dot + 1);
  if (isList(whole)) return part === 'count' ? whole.length : undefined;
  if (!isSpan(whole)) return undefined;
  if (part === 'start' || part === 'end') return { on: whole[part] };
  return part === 'label' ? whole.label : undefined;
}

export const isEmpty = (value: Value | undefined): value is undefined =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'number' && !Number.isFinite(value)) ||
  (isList(value) && value.length === 0);

export type Written = { readonly path: string; readonly shift?: number; readonly format?: DateFormat | 'list' };

/**
 * The day that a long period is named by: like a year of 52 or 53 weeks by the month that begins nearest to its start
 * (26 CFR 1.441-2), so that a year from December 29 is next year's.
 */
const namingDay = ({ start, end }: Span): CivilDate => (daysBetween(start, end) > 20 ? addDays(start, 6) : start);

// The house writes no comma before “and”, which American English has in Intl.
const listed = (names: string[], locale: string): string =>
  new Intl.ListFormat(locale === 'en-US' ? 'en-GB' : locale).format(names);

function writeSpan(span: Span, format: Written['format'], locale: string): string {
  if (typeof format !== 'object') return span.label;
  return formatDate(format, asksForDay(format) ? span.start : namingDay(span), locale);
}

function plain(value: Exclude<Value, readonly Entry[] | Day | Span>, locale: string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : formatMoney(value, locale);
}

/** A value as the reader sees it; nothing where a period has no such neighbour or one of a list no name. */
export function writeValue(
  value: Value,
  { path, shift, format }: Written,
  { today, locale = 'en-US' }: Writing,
): string | undefined {
  if (shift !== undefined && !isSpan(value)) throw broken(`{${path}} is no period: it has none before or after it`);
  if (isList(value)) {
    if (format !== 'list') throw broken(`{${path}} is a list: write {${path}, list}, or go through it`);
    const names = value.map(nameOf);
    return names.every((name) => typeof name === 'string' && !isEmpty(name))
      ? listed(names as string[], locale)
      : undefined;
  }
  if (format === 'list') throw broken(`{${path}} is no list`);
  if (isSpan(value)) {
    const span = shift === undefined ? value : value.shift(shift);
    return span && writeSpan(span, format, locale);
  }
  if (typeof value === 'object' && 'on' in value)
    return format ? formatDate(format, value.on, locale) : inFull(value.on, today, locale);
  if (format) throw broken(`{${path}} is no date: it has no other way of writing it`);
  return plain(value, locale);
}
