import type { ReadModel } from '../../shared/events/project.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import type { Client } from './client.ts';
import { clients, getGroup, pageOfClients, placeOf, sorted } from './store.ts';
import { plain } from './as-typed.ts';

/** By what clients are listed. All of it holds of what is given; the first of it that is named finds them. */
export type ListOf = {
  lifecycle?: Client['lifecycle'] | undefined;
  responsible?: string | undefined;
  manager?: string | undefined;
  /** Whoever has any part in the work: responsible, manager or in a role. */
  member?: string | undefined;
  role?: string | undefined;
  tag?: string | undefined;
  groupId?: string | undefined;
  limit: number;
};
export type Narrowing = Pick<ListOf, 'lifecycle' | 'responsible' | 'member' | 'tag'>;

type Place = Pick<Client, 'id' | 'name' | 'lifecycle'>;

const tagPk = (tag: string) => `LIST#TAG#${plain(tag) || tag}`;
const memberPk = (memberId: string) => `LIST#MEMBER#${memberId}`;
const row = (pk: string, client: Place): Item => ({
  pk,
  sk: placeOf(client),
  entity: 'listed',
  id: client.id,
  clientIds: [client.id],
});

const peopleOf = ({ responsible, manager, roles = [] }: Client): string[] => [
  ...new Set([responsible, manager, ...roles.map(({ memberId }) => memberId)].filter((id) => id !== undefined)),
];

/** A part takes 100 items: itself, and each row once taken away and once put. */
const mostTags = 49;

/** Clients by tag, and by who works for them: the record's own places in the indexes are taken. */
export const listModels: readonly ReadModel[] = [
  {
    of: 'client',
    part: 'TAGS',
    rows(item) {
      const client = clients.read(item);
      return client.tags.slice(0, mostTags).map((tag) => row(tagPk(tag), client));
    },
  },
  {
    of: 'client',
    part: 'LISTS',
    rows(item) {
      const client = clients.read(item);
      return client.erasedAt ? [] : peopleOf(client).map((memberId) => row(memberPk(memberId), client));
    },
  },
];

const hasTag = (client: Client, tag: string) => client.tags.some((one) => plain(one) === plain(tag));
const isIn = ({ roles = [] }: Client, memberId: string | undefined, role: string) =>
  roles.some((one) => one.role.toLowerCase() === role.toLowerCase() && one.memberId === memberId);

/** A row follows its record a moment later: what is listed is looked at as it is now. */
export const isListed =
  ({ lifecycle, responsible, manager, member, role, tag, groupId }: Omit<ListOf, 'limit'>) =>
  (client: Client): boolean =>
    (lifecycle === undefined || client.lifecycle === lifecycle) &&
    (responsible === undefined || client.responsible === responsible) &&
    (manager === undefined || client.manager === manager) &&
    (member === undefined || peopleOf(client).includes(member)) &&
    (role === undefined || isIn(client, member, role)) &&
    (tag === undefined || hasTag(client, tag)) &&
    (groupId === undefined || client.groupId === groupId);

const byName = <T extends Place>(found: readonly T[]): T[] =>
  found
    .map((client) => ({ client, place: sorted(client.name) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ client }) => client);

/** These clients, which are at most 200, in one read. */
async function among(records: Records, ids: readonly string[], list: ListOf) {
  return { items: byName((await records.getMany(clients, ids)).filter(isListed(list))) };
}

/** A page of rows, then the clients that they name. */
async function pageOfRows(records: Records, pk: string, list: ListOf, cursor?: string) {
  const range = { prefix: list.lifecycle === undefined ? '' : `${list.lifecycle}#` };
  const { items, next } = await records.page({ pk, ...(range.prefix && { range }), limit: list.limit }, cursor);
  const found = await records.getMany(
    clients,
    items.map(({ id }) => id as string),
  );
  return { items: found.filter(isListed(list)), ...(next !== undefined && { next }) };
}

export async function listClients(records: Records, list: ListOf, cursor?: string) {
  const { only } = (await records.reader()).scope;
  // Who may see only some clients is given just those.
  if (only) return among(records, only, list);
  if (list.groupId !== undefined) return among(records, (await getGroup(records, list.groupId)).clients, list);
  if (list.tag !== undefined) return pageOfRows(records, tagPk(list.tag), list, cursor);
  const member = list.member ?? list.manager;
  if (member !== undefined) return pageOfRows(records, memberPk(member), list, cursor);
  return pageOfClients(records, list, cursor);
}
