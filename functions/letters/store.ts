import * as z from 'zod';
import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import { notFound } from '../../shared/errors.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { entity, type RecordWrite, type Stored } from '../../shared/table/entity.ts';
import { ofKind } from '../../shared/table/fields.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { sends, sentBy } from '../requests/holders.ts';
import { Acceptance, Signature } from './acceptance.ts';
import { letterEvent } from './events.ts';
import { nextLookOn } from './chasing.ts';
import { isOut, Letter, type LetterStatus, owesCopies, Sha256 } from './letter.ts';

const partition = (id: string) => `LETTER#${id}`;
const pk = 'LETTER';

/** In which list it stands: what clients are to sign is one, by the day on which they are due. */
export const listOf = (letter: Pick<Letter, 'status'>): string => (isOut(letter) ? 'out' : letter.status);

export const letters = entity({
  name: 'letter',
  schema: Letter,
  key: (id: string) => ({ pk: partition(id), sk: 'LETTER' }),
  id: ({ id }) => id,
  indexes: (letter) => ({
    byStatusPk: pk,
    byStatusSk: `${listOf(letter)}#${letter.dueOn}#${letter.id}`,
    byClientPk: clients.key(letter.clientId).pk,
    byClientSk: `LETTER#${isOut(letter) ? 1 : 0}#${letter.id}`,
    ...((isOut(letter) || owesCopies(letter)) && { byNextPk: pk, byNextSk: `${nextLookOn(letter)}#${letter.id}` }),
  }),
  clientIds: ({ clientId }) => [clientId],
  holders: (letter) => sends(letter, isOut(letter) || owesCopies(letter)),
  handOver: sentBy,
});

/** What someone accepted, and how: never changed. A drawing is too long for events. */
export const acceptances = entity({
  name: 'acceptance',
  schema: Acceptance.extend({
    letterId: Id('letter'),
    clientId: Id('client'),
    signature: ofKind('text', Signature),
  }),
  key: ({ letterId, contactId }: { letterId: string; contactId: string }) => ({
    pk: partition(letterId),
    sk: `ACCEPTANCE#${contactId}`,
  }),
  id: ({ letterId, signer: { contactId } }) => ({ letterId, contactId }),
  clientIds: ({ clientId }) => [clientId],
});

const withHash = (sha256: string) => `LETTER-FILE#${sha256}`;

/** A file of a letter: found by its hash, which the letter's own chain vouches for. */
export const letterFiles = entity({
  name: 'letter file',
  schema: z.object({
    sha256: Sha256,
    letterId: Id('letter'),
    clientId: Id('client'),
    /** As it was sent, or with the page that shows who signed how. */
    which: z.enum(['letter', 'signed']),
  }),
  key: ({ letterId, which }: { letterId: string; which: string }) => ({ pk: partition(letterId), sk: `FILE#${which}` }),
  id: ({ letterId, which }) => ({ letterId, which }),
  indexes: ({ sha256, letterId }) => ({ byStatusPk: withHash(sha256), byStatusSk: letterId }),
  clientIds: ({ clientId }) => [clientId],
});

export type LoadedLetter = { letter: Stored<Letter>; tail: Tail };

export async function loadLetter(records: Records, id: string): Promise<LoadedLetter> {
  const tail = await records.tail(partition(id));
  const letter = await records.find(letters, id);
  if (!letter) throw notFound(letters.name, id);
  return { letter, tail };
}

/** One change of a letter as one event. */
export function changeLetter(
  { letter, tail }: LoadedLetter,
  type: Parameters<typeof letterEvent>[0],
  after: Letter,
  { beside = [], more }: { beside?: readonly RecordWrite[]; more?: Parameters<typeof letterEvent>[3] } = {},
) {
  const head = letters.replace(letter, after);
  return { decided: letterEvent(type, tail, [head, ...beside], more), letter: head.after as Stored<Letter> };
}

/** Letters of which something has to happen by itself on that day or before. */
export async function lettersComeUp(table: Table, on: CivilDate, from: Item | undefined) {
  const query = { index: 'byNext', pk, range: { below: addDays(on, 1) }, limit: 100 } as const;
  const page = await table.query({ ...query, from });
  return { ids: page.items.map((item) => item.pk.slice(partition('').length)), last: page.last };
}

type Page = { limit: number; cursor?: string | undefined };
const read = ({ items, next }: Awaited<ReturnType<Records['page']>>) => ({
  items: items.map(letters.read),
  ...(next !== undefined && { next }),
});

/** Of a client: those that are out first, then the others, each newest first. */
export async function lettersOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const query = { index: 'byClient', pk: clients.key(clientId).pk, range: { prefix: 'LETTER#' } } as const;
  const [page] = await Promise.all([
    records.page({ ...query, limit, newestFirst: true }, cursor),
    records.get(clients, clientId),
  ]);
  return read(page);
}

const mostBeside = 100;

/** The other letters for an engagement, each as it is now; what is out is found first. */
export async function othersFor(
  records: Records,
  { id, clientId }: Pick<Letter, 'id' | 'clientId'>,
  engagementId: string,
): Promise<Stored<Letter>[]> {
  const query = { index: 'byClient', pk: clients.key(clientId).pk, range: { prefix: 'LETTER#' } } as const;
  const { items } = await records.page({ ...query, limit: mostBeside, newestFirst: true });
  const beside = items.map(letters.read).filter((one) => one.engagementId === engagementId && one.id !== id);
  // An index may lag behind.
  const found = await Promise.all(beside.map((one) => records.find(letters, one.id)));
  return found.filter((one) => one !== undefined);
}

type Listed = Page & { state: 'out' | Exclude<LetterStatus, 'sent' | 'partly-signed'> };

/** Of all clients, by the day by which they are to be signed. */
export const lettersIn = async (records: Records, { state, limit, cursor }: Listed) =>
  read(await records.page({ index: 'byStatus', pk, range: { prefix: `${state}#` }, limit }, cursor));

const mostClients = 50;
const mostOfClient = 20;

/** What a client's person can have to do with: of each of their clients in turn, what is out first. */
export async function latestOf(records: Records, clientIds: readonly string[]): Promise<Stored<Letter>[]> {
  const pages = await Promise.all(
    clientIds.slice(0, mostClients).map((clientId) =>
      records.page({
        index: 'byClient',
        pk: clients.key(clientId).pk,
        range: { prefix: 'LETTER#' },
        limit: mostOfClient,
        newestFirst: true,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(letters.read));
}

/** The file with this hash, where a letter has one. */
export async function fileWithHash(records: Records, sha256: string) {
  const { items } = await records.page({ index: 'byStatus', pk: withHash(sha256), limit: 1 });
  return items.map(letterFiles.read)[0];
}
