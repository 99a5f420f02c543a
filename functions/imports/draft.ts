import type { Client } from '../clients/client.ts';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { normalised } from './cells.ts';
import type { Source } from './columns.ts';

/** What a file may say of a client beside the name; each field is applied, compared and remembered by itself. */
export type Fields = Partial<
  Pick<Client, 'name' | 'number' | 'kind' | 'lifecycle' | 'tags' | 'phone' | 'website' | 'address'>
> & { [custom: `custom.${string}`]: string | number | boolean };

export type Person = {
  name: string;
  /** The name stands in the file; otherwise it was taken from the client or the mail address. */
  isNamed: boolean;
  mail?: string;
  phone?: string;
  title?: string;
};

/** A row as a client with their people, before anything is known of what exists. */
export type Draft = {
  row: number;
  name: string;
  kind: Client['kind'];
  /** The system's own id of it, where the file has one. */
  sourceId?: string;
  fields: Fields;
  /** In clear, until it is sealed; never remembered, nor compared. */
  taxId?: string;
  people: Person[];
  /** What of the row is not imported, and why. */
  notes: string[];
};

/** A row that can be no client, and why. */
export type Unfit = { row: number; name: string; why: string };

/** Short, and telling nothing of what is hashed: by it two imports are compared. */
export const hashOf = (value: unknown): string => sha256(canonical(value)).slice(0, 20);

const keyOf = (...parts: string[]) => hashOf(parts);

export const nameKey = (name: string): string => keyOf('name', normalised(name));
export const numberKey = (number: string): string => keyOf('number', number.toLowerCase());
export const mailKey = (mail: string): string => keyOf('mail', mail.toLowerCase());

/**
 * By what a row is known again: the system's own id, else the firm's number, else the name, which is the same in every
 * system.
 */
export function keyOfDraft({ sourceId, fields, name }: Draft, source: Source): string {
  if (sourceId !== undefined) return keyOf('id', source, sourceId);
  return fields.number === undefined ? nameKey(name) : numberKey(fields.number);
}

export const identOf = ({ mail, name }: Pick<Person, 'mail' | 'name'>): string =>
  mail === undefined ? normalised(name) : mail.toLowerCase();

/** What a row says, field by field, as hashes: what is compared with the same row of an earlier file. */
export function baseOf({ fields, people }: Draft): Record<string, string> {
  const told = Object.entries(fields).map(([field, value]): [string, string] => [field, hashOf(value)]);
  const ofPeople = people.flatMap((person): [string, string][] => {
    const ident = hashOf(identOf(person)).slice(0, 12);
    const { name, isNamed, ...rest } = person;
    return Object.entries({ ...rest, name: isNamed ? name : '' }).map(([field, value]) => [
      `contact.${ident}.${field}`,
      hashOf(value),
    ]);
  });
  return Object.fromEntries([...told, ...ofPeople]);
}

export const digestOf = (draft: Draft): string => hashOf(baseOf(draft));
