import type { Stored } from '../../shared/table/entity.ts';
import type { Client } from '../clients/client.ts';
import { normalised } from './cells.ts';
import type { Draft } from './draft.ts';

/** A client as someone may see it, or that there is one they may not. */
export type Seen = Stored<Client> | 'hidden';

/** Who a row may be, by each way of knowing somebody again. */
export type Candidates = {
  /** Whom a file of the same system brought under the same id, number or name. */
  byKey?: Seen;
  byNumber?: Seen;
  /** Whom another system's file brought under the name. */
  byNameKey?: Seen;
  /** Those of the same name, however they came here. */
  named: readonly Stored<Client>[];
  /** Clients that are another one of this system already. */
  bound: ReadonlySet<string>;
};

export type Identified =
  | { client: Stored<Client>; by: 'key' | 'number' | 'name' }
  | { refused: string; clientIds?: readonly string[] }
  | 'new';

const ask = 'ask an administrator';

function ofKey(client: Stored<Client>, { fields: { number } }: Draft, byNumber: Seen | undefined): Identified {
  if (client.erasedAt)
    return { refused: 'This client was erased, and does not come back with a file', clientIds: [client.id] };
  if (byNumber === 'hidden') return { refused: `A client with the number ${number} exists already; ${ask}` };
  if (byNumber && byNumber.id !== client.id)
    return { refused: `The number ${number} belongs to another client`, clientIds: [client.id] };
  return { client, by: 'key' };
}

function ofNumber(client: Stored<Client>, { name, fields: { number } }: Draft): Identified {
  if (normalised(client.name) === normalised(name)) return { client, by: 'number' };
  return {
    refused: `The number ${number} is that of ${client.name}; change it here or in the file`,
    clientIds: [client.id],
  };
}

/** Which client a row is. What may not be seen is told of only where it must be: a number, or a key, is taken. */
export function identify(draft: Draft, { byKey, byNumber, byNameKey, named, bound }: Candidates): Identified {
  if (byKey === 'hidden') return { refused: `This client exists already; ${ask}` };
  if (byKey) return ofKey(byKey, draft, byNumber);
  if (byNumber === 'hidden')
    return { refused: `A client with the number ${draft.fields.number} exists already; ${ask}` };
  if (byNumber) return ofNumber(byNumber, draft);
  const { number } = draft.fields;
  const possible = [
    ...new Map(
      [...(byNameKey && byNameKey !== 'hidden' ? [byNameKey] : []), ...named].map((one) => [one.id, one]),
    ).values(),
  ]
    .filter((client) => !client.erasedAt && normalised(client.name) === normalised(draft.name))
    .filter((client) => number === undefined || client.number === undefined);
  const free = possible.filter((client) => !bound.has(client.id));
  if (free.length > 1)
    return { refused: `There are ${free.length} clients of this name; give the row the number of one` };
  if (free[0]) return { client: free[0], by: 'name' };
  const isByName = draft.sourceId === undefined && number === undefined;
  if (possible.length > 0 && isByName)
    return { refused: 'A client of this name was imported under a number; give the row that number' };
  return 'new';
}
