import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { payerWith } from './arrangement.ts';
import { clientEvent } from './events.ts';
import { everything, type Unwalled } from './everything.ts';
import { type Group, GroupPatch, GroupView, NewGroup, remove, view } from './group.ts';
import { payForGroup, payNoMore } from './payer.ts';
import { put } from './put.ts';
import { clients, getGroup, groups, listGroups, loadClient, loadGroup } from './store.ts';

const on = routesOf<Unwalled>();
const ById = z.object({ groupId: Id('group') });

type Payers = { paid?: Awaited<ReturnType<typeof loadClient>>; pays?: Awaited<ReturnType<typeof payerWith>> };

/** Who paid for the group until now, and who is to; the first may stand behind a wall. */
async function loadPayers(
  { records, table }: Loading<Unwalled>,
  wanted: string | null | undefined,
  had?: string,
): Promise<Payers> {
  const all = everything({ table });
  if (wanted === undefined || (wanted ?? undefined) === had) return {};
  const [paid, pays] = await Promise.all([
    had === undefined ? undefined : loadClient(all, had),
    wanted === null ? undefined : payerWith(records, all, wanted),
  ]);
  return { ...(paid && { paid }), ...(pays && { pays }) };
}

const payersChange = (groupId: string, { paid, pays }: Payers): Decided[] => [
  ...(paid
    ? [clientEvent('client.payer-changed', paid.tail, [clients.replace(paid.client, payNoMore(paid.client, groupId))])]
    : []),
  ...(pays
    ? [
        clientEvent('client.payer-changed', pays.tail, [
          clients.replace(pays.client, payForGroup(pays.client, pays.group, groupId)),
        ]),
      ]
    : []),
];

export const groupRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/groups',
    summary: 'Add a group of clients',
    description: 'A group gets no bill; its billing client pays for those of it that name no one else.',
    allow: staff,
    body: NewGroup,
    status: 201,
    response: GroupView,
    load: async ({ body }, from) => ({
      id: from.newId('group'),
      payers: await loadPayers(from, body.billingClientId),
    }),
    decide({ loaded: { id, payers }, body, caller, now }) {
      const write = groups.create({ id, ...body, clients: [], status: 'active', createdAt: now });
      return {
        write: [clientEvent('group.opened', start(write.item.pk), [write]), ...payersChange(id, payers)],
        answer: view(write.after as Stored<Group>, caller),
        location: `/v1/groups/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/groups',
    summary: 'Groups of clients, by name',
    allow: everyone,
    query: Paging,
    response: List(GroupView),
    load: ({ query: { limit, cursor } }, { records }) => listGroups(records, limit, cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((group) => view(group, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/groups/{groupId}',
    summary: 'A group of clients',
    allow: everyone,
    params: ById,
    response: GroupView,
    load: ({ params }, { records }) => getGroup(records, params.groupId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/groups/{groupId}',
    summary: 'Change the name of a group, or who pays for it',
    allow: staff,
    params: ById,
    body: GroupPatch,
    response: GroupView,
    async load({ params, body }, from) {
      const loaded = await loadGroup(from.records, params.groupId);
      return { ...loaded, payers: await loadPayers(from, body.billingClientId, loaded.group.billingClientId) };
    },
    subject: ({ group }) => group,
    decide({ loaded: { group, tail, payers }, body, caller }) {
      const write = groups.replace(group, put(group, body, ['clients']));
      return {
        write: [clientEvent('group.updated', tail, [write]), ...payersChange(group.id, payers)],
        answer: view(write.after as Stored<Group>, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/groups/{groupId}',
    summary: 'Remove a group that has no clients any more',
    allow: staff,
    params: ById,
    status: 204,
    async load({ params }, from) {
      const loaded = await loadGroup(from.records, params.groupId);
      return { ...loaded, payers: await loadPayers(from, null, loaded.group.billingClientId) };
    },
    subject: ({ group }) => group,
    decide: ({ loaded: { group, tail, payers } }) => ({
      write: [
        clientEvent('group.removed', tail, [groups.replace(group, remove(group))]),
        ...payersChange(group.id, payers),
      ],
      answer: undefined,
    }),
  }),
];
