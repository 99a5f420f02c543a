import { createHash } from 'node:crypto';
import type { RecordWrite } from '../table/entity.ts';
import type { Right } from '../table/fields.ts';
import type { Item } from '../table/table.ts';
import type { Change } from './chain.ts';
import { canonical } from './chain.ts';

/** Fields over this many characters are told by length and hash, like notes. */
const longest = 1024;

/** Stands in an event for the text itself; `revision` names the record that keeps a replaced text. */
type TextReference = { length: number; sha256: string; revision?: number };

const isNothing = (value: unknown) => value === undefined || value === null;

const isLong = (value: unknown) => !isNothing(value) && canonical(value).length > longest;

const textOf = (value: unknown) => (typeof value === 'string' ? value : canonical(value));

/** By which an event knows a text that it does not hold. */
export const hashOfText = (value: unknown): string => createHash('sha256').update(textOf(value)).digest('hex');

function reference(value: unknown, revision?: number): TextReference | null {
  if (isNothing(value)) return null;
  return {
    length: textOf(value).length,
    sha256: hashOfText(value),
    ...(revision !== undefined && { revision }),
  };
}

const sealed = (value: unknown) => (isNothing(value) ? null : 'sealed');

/** Which of these fields of a record take which right, to be told with them. */
export function rightsTaken(
  rights: ReadonlyMap<string, Right>,
  fields: Readonly<Record<string, Change>>,
): Record<string, Right> {
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => {
      const right = rights.get(name);
      return right === undefined ? [] : [[name, right]];
    }),
  );
}

/** What an event tells of one record, and the texts that must be kept because the event only refers to them. */
export function changesOf({ entity, before, after, erases }: RecordWrite): {
  fields: Record<string, Change>;
  kept: Record<string, unknown>;
} {
  const old = (before ?? {}) as Record<string, unknown>;
  const now = after as unknown as Record<string, unknown>;
  const fields: Record<string, Change> = {};
  const kept: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (name === 'version' || canonical(old[name] ?? null) === canonical(now[name] ?? null)) continue;
    const kind = entity.kinds.get(name) ?? 'plain';
    const isReferred = kind === 'text' || isLong(old[name]) || isLong(now[name]);
    if (kind === 'sealed') fields[name] = [sealed(old[name]), sealed(now[name])];
    else if (isReferred) fields[name] = [reference(old[name], before?.version), reference(now[name])];
    else fields[name] = [old[name] ?? null, now[name] ?? null];
    if (erases) fields[name][0] = isNothing(old[name]) ? null : 'erased';
    else if (kind !== 'sealed' && isReferred && !isNothing(old[name])) kept[name] = old[name];
  }
  return { fields, kept };
}

export const revisionPrefix = (sk: string): string => `~REVISION#${sk}#`;
export const revisionKey = (sk: string, version: number): string =>
  `${revisionPrefix(sk)}${String(version).padStart(10, '0')}`;

/** The texts that a new version of a record replaced: beside the record, behind its partition's records. */
export function revision({ item, before }: RecordWrite, kept: Record<string, unknown>): Item | undefined {
  if (!before || Object.keys(kept).length === 0) return undefined;
  return {
    pk: item.pk,
    sk: revisionKey(item.sk, before.version),
    entity: 'revision',
    of: item.sk,
    version: before.version,
    fields: kept,
    ...(item.clientIds !== undefined && { clientIds: item.clientIds }),
  };
}
