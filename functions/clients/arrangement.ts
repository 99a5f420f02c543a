import { invalid } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from './client.ts';
import { clientEvent } from './events.ts';
import { join, leave } from './group.ts';
import { checkPaysForItself, payFor, payNoMore } from './payer.ts';
import { clients, findGroup, groups, loadClient, loadGroup } from './store.ts';

type Wanted = { groupId?: string | null | undefined; billingClientId?: string | null | undefined };
type LoadedGroup = Awaited<ReturnType<typeof loadGroup>>;
type LoadedPayer = Awaited<ReturnType<typeof loadClient>>;

/** The groups and payers that a change of a client touches; each is told in its own history too. */
export type Arrangement = {
  left?: LoadedGroup | undefined;
  joined?: LoadedGroup | undefined;
  paid?: LoadedPayer | undefined;
  pays?: (LoadedPayer & { group: LoadedGroup['group'] | undefined }) | undefined;
};

/** What the caller may not see cannot be named anew. */
async function visible<T>(path: string, message: string, reading: Promise<T | undefined>): Promise<T> {
  const found = await reading;
  if (!found) throw invalid({ path, message });
  return found;
}

export async function payerWith(records: Records, all: Records, id: string) {
  const path = 'body.billingClientId';
  await visible(path, 'There is no client with this id', records.find(clients, id));
  const payer = await loadClient(all, id);
  return { ...payer, group: payer.client.groupId ? await findGroup(all, payer.client.groupId) : undefined };
}

async function groupWith(records: Records, all: Records, id: string) {
  await visible('body.groupId', 'There is no group with this id', findGroup(records, id));
  return loadGroup(all, id);
}

/** `all` looks past the caller's walls: who paid until now may stand behind one. */
export async function loadArrangement(
  records: Records,
  all: Records,
  clientId: string,
  { groupId, billingClientId }: Wanted,
  had?: Client,
): Promise<Arrangement> {
  const moves = groupId !== undefined && (groupId ?? undefined) !== had?.groupId;
  const changes = billingClientId !== undefined && (billingClientId ?? undefined) !== had?.billingClientId;
  const another = (id: string | null | undefined) => (id && id !== clientId ? id : undefined);
  const [from, to] = [changes && another(had?.billingClientId), changes && another(billingClientId)];
  const [left, joined, paid, pays] = await Promise.all([
    moves && had?.groupId ? loadGroup(all, had.groupId) : undefined,
    moves && groupId ? groupWith(records, all, groupId) : undefined,
    from ? loadClient(all, from) : undefined,
    to ? payerWith(records, all, to) : undefined,
  ]);
  return { left, joined, paid, pays };
}

/** What follows for others from a client's new group or payer. */
export function arrange(after: Client, { left, joined, paid, pays }: Arrangement): Decided[] {
  checkPaysForItself(after);
  return [
    ...(left ? [clientEvent('group.left', left.tail, [groups.replace(left.group, leave(left.group, after.id))])] : []),
    ...(joined
      ? [clientEvent('group.joined', joined.tail, [groups.replace(joined.group, join(joined.group, after.id))])]
      : []),
    ...(paid
      ? [
          clientEvent('client.payer-changed', paid.tail, [
            clients.replace(paid.client, payNoMore(paid.client, after.id)),
          ]),
        ]
      : []),
    ...(pays
      ? [
          clientEvent('client.payer-changed', pays.tail, [
            clients.replace(pays.client, payFor(pays.client, pays.group, after.id)),
          ]),
        ]
      : []),
  ];
}
