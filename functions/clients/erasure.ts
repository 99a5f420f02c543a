import type { Decided } from '../../shared/events/types.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { broken } from '../../shared/errors.ts';
import { ownerKeys, type OwnerKey } from '../../shared/sensitive/keys.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { left } from '../../shared/table/left.ts';
import type { Client } from './client.ts';
import type { Contact } from './contact.ts';
import { clientEvent } from './events.ts';
import { blank as blankNote, type Note } from './note.ts';
import { clients, contacts, notes } from './store.ts';

/** Without its key, every sealed value of the owner is noise. */
function destroyKey(key: Stored<OwnerKey> | undefined, now: string): RecordWrite[] {
  if (!key || key.wrapped === undefined) return [];
  const { wrapped: _, ...rest } = key;
  return [ownerKeys.erase(key, { ...rest, destroyedAt: now })];
}

/** What says nothing of who someone is. */
const keptOfClient = [
  'id',
  'kind',
  'lifecycle',
  'responsible',
  'manager',
  'groupId',
  'billingClientId',
  'paysFor',
  'paysForGroups',
  'createdAt',
  'mergedInto',
] as const satisfies readonly (keyof Stored<Client>)[];
const keptOfContact = [
  'id',
  'clientIds',
  'createdAt',
  'mergedInto',
] as const satisfies readonly (keyof Stored<Contact>)[];

/** Who was merged into it is still known, by id only: they are erased too. */
const namelessly = <T extends { id: string; at: string }>(mergedFrom: readonly T[] | undefined, name: string) =>
  mergedFrom && { mergedFrom: mergedFrom.map(({ id, at }) => ({ id, name, at })) };

/**
 * Erases what a client's own records say of it: all but what `keptOfClient` names, sealed values with their key, notes.
 * What happened, when and by whom stays; the events up to here lose their content by `strip`.
 */
export function eraseClient(
  {
    client,
    tail,
    key,
    written,
  }: {
    client: Stored<Client>;
    tail: Tail;
    key: Stored<OwnerKey> | undefined;
    written: readonly Stored<Note>[];
  },
  now: string,
): Decided {
  if (client.lifecycle !== 'archived' && client.mergedInto === undefined)
    throw broken('Archive the client before you erase it');
  const name = 'Erased client';
  const blank = {
    ...left(client, keptOfClient),
    ...namelessly(client.mergedFrom, name),
    name,
    tags: [],
    erasedAt: client.erasedAt ?? now,
  };
  return clientEvent(
    'client.erased',
    tail,
    [
      clients.erase(client, blank),
      ...destroyKey(key, now),
      ...written.map((note) => notes.erase(note, blankNote(note))),
    ],
    { erases: tail.seq },
  );
}

export function eraseContact(
  { contact, tail, key }: { contact: Stored<Contact>; tail: Tail; key: Stored<OwnerKey> | undefined },
  now: string,
): Decided {
  const name = 'Erased person';
  const blank = {
    ...left(contact, keptOfContact),
    ...namelessly(contact.mergedFrom, name),
    name,
    erasedAt: contact.erasedAt ?? now,
  };
  return clientEvent('contact.erased', tail, [contacts.erase(contact, blank), ...destroyKey(key, now)], {
    erases: tail.seq,
  });
}
