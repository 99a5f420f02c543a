import type { ReadModel } from '../../shared/events/project.ts';
import type { Item } from '../../shared/table/table.ts';
import { clients, contacts } from '../clients/store.ts';
import { relations } from '../relations/store.ts';
import { keyOf, soundsOf, wordsOf } from './names.ts';

/** Someone who is named in the firm's records: a client, a person, or a party outside in a relation. */
export type Party = {
  what: 'client' | 'contact' | 'relation';
  of: string;
  /** The client in whose partition a relation stands. */
  clientId?: string;
  names: readonly { name: string; former: boolean }[];
  clientIds: readonly string[];
};

export const exactPk = (name: string): string => `PARTY#NAME#${keyOf(name)}`;
export const soundPk = (code: string): string => `PARTY#SOUND#${code}`;

/** Rows of one record; a change may replace them all in one transaction, which takes 100 items. */
const mostExact = 11;
const mostWords = 38;

/** One row for each name as a whole, one for each word and way that it sounds. */
function rows(party: Party): Item[] {
  const row = { entity: 'party', ...party };
  const exact = [...new Set(party.names.map(({ name }) => exactPk(name)))].slice(0, mostExact);
  const words = [...new Set(party.names.flatMap(({ name }) => wordsOf(name).words))];
  const sounds = words.flatMap((word) =>
    soundsOf(word).map((code): Item => ({ pk: soundPk(code), sk: `${word}#${party.of}`, ...row })),
  );
  return [...exact.map((pk): Item => ({ pk, sk: party.of, ...row })), ...sounds.slice(0, mostWords)];
}

type Named = { id: string; name: string; erasedAt?: string | undefined; formerNames?: readonly string[] };

const namesOf = ({ name, formerNames = [] }: Named) => [
  { name, former: false },
  ...formerNames.map((former) => ({ name: former, former: true })),
];

/** Whoever may stand in the way of a new client. Archived clients and prospects are among them; who was erased is not. */
export const partyModels: readonly ReadModel[] = [
  {
    of: 'client',
    part: 'PARTY',
    rows(item) {
      const client: Named = clients.read(item);
      if (client.erasedAt) return [];
      return rows({ what: 'client', of: client.id, names: namesOf(client), clientIds: [client.id] });
    },
  },
  {
    of: 'contact',
    part: 'PARTY',
    rows(item) {
      const { clientIds, ...contact } = contacts.read(item);
      if (contact.erasedAt) return [];
      return rows({ what: 'contact', of: contact.id, names: namesOf(contact), clientIds });
    },
  },
  {
    of: 'relation',
    part: 'PARTY',
    rows(item) {
      const { id, clientId, other, status, erasedAt } = relations.read(item);
      if (erasedAt !== undefined || other.name === undefined) return [];
      const names = [{ name: other.name, former: status === 'removed' }];
      return rows({ what: 'relation', of: id, clientId, names, clientIds: [clientId] });
    },
  },
];
