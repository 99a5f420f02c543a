import type * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { type Client, ClientPatch, update } from '../clients/client.ts';
import { type Contact, ContactPatch, update as updateContact } from '../clients/contact.ts';
import type { CustomField } from '../clients/custom-field.ts';
import { type entries, make, type Made } from '../clients/entries.ts';

/** What answers are written into, and by whom: the client, and who of its people answered. */
export type Into = {
  client: Client;
  /** Who of the client answered, where that is known. */
  person?: Contact | undefined;
  /** The fields that the firm gave its clients. */
  fields: readonly CustomField[];
  making: { newId: NewId; by: string; at: string };
};

/** What is to be read by the schema of the record. */
type Patch = Readonly<Record<string, unknown>>;

export function withClient(into: Into, patch: Patch, made: Made = {}): Into {
  return { ...into, client: update(into.client, ClientPatch.parse(patch), undefined, made) };
}

type Lists = z.output<z.ZodObject<typeof entries>>;

const most = { registrations: 50, accounts: 50, standingNotes: 20 };

/** The client with entries more in one of its lists; those that are there stay. */
export function withMore<L extends keyof Lists>(into: Into, list: L, more: NonNullable<Lists[L]>): Into {
  if (more.length === 0) return into;
  const had = into.client[list] ?? [];
  if (had.length + more.length > most[list]) throw broken(`There is room for ${most[list]} of these, and no more`);
  const made = make(into.client, { [list]: [...had, ...more] } as Lists, into.making);
  return { ...into, client: update(into.client, {}, undefined, made) };
}

export function withPerson(into: Into, patch: Patch): Into {
  if (!into.person) throw broken('Who of the client answered is not known, so that nothing is written of them');
  return { ...into, person: updateContact(into.person, ContactPatch.parse(patch)) };
}
