import { broken } from '../../shared/errors.ts';
import type { Client } from './client.ts';
import type { Group } from './group.ts';

/** Who is billed for a client: whom it names, else whom its group names, else the client itself. */
export const payerOf = (
  client: Pick<Client, 'id' | 'billingClientId'>,
  group: Pick<Group, 'billingClientId'> | undefined,
): string => client.billingClientId ?? group?.billingClientId ?? client.id;

const paysForOthers = ({ paysFor = [], paysForGroups = [] }: Client) => paysFor.length + paysForGroups.length > 0;

/**
 * Who pays for others pays for themselves, so that no chain of payers can arise. Whoever begins to pay for someone is
 * therefore made to name themselves: from then on no change of a group can make another pay for them.
 */
export function checkPaysForItself(client: Client): void {
  if (paysForOthers(client) && client.billingClientId !== client.id)
    throw broken('This client pays for others, so it pays for itself; name another payer for those first', {
      field: 'billingClientId',
    });
}

/** The client who pays, with one more client or group that it pays for. */
function begin(payer: Client, group: Group | undefined): Client {
  if (payer.erasedAt) throw broken('Who was erased can pay for nobody', { field: 'billingClientId' });
  if (payerOf(payer, group) !== payer.id)
    throw broken('Who is to pay has another client pay for them; name that one, or let them pay for themselves first', {
      field: 'billingClientId',
    });
  return { ...payer, billingClientId: payer.id };
}

const most = 200;
function joined(ids: readonly string[] = [], id: string): string[] {
  if (ids.length >= most && !ids.includes(id))
    throw broken(`One client pays for at most ${most} others`, { field: 'billingClientId' });
  return [...new Set([...ids, id])];
}

export const payFor = (payer: Client, group: Group | undefined, clientId: string): Client => ({
  ...begin(payer, group),
  paysFor: joined(payer.paysFor, clientId),
});

/** `own` is the group of the payer, `groupId` the one to be paid for; they may be the same. */
export const payForGroup = (payer: Client, own: Group | undefined, groupId: string): Client => ({
  ...begin(payer, own),
  paysForGroups: joined(payer.paysForGroups, groupId),
});

/** The client who paid, with one client or group fewer. That it pays for itself stays. */
export function payNoMore(payer: Client, id: string): Client {
  const { paysFor = [], paysForGroups = [], ...rest } = payer;
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const [others, groups] = [without(paysFor), without(paysForGroups)];
  return {
    ...rest,
    ...(others.length > 0 && { paysFor: others }),
    ...(groups.length > 0 && { paysForGroups: groups }),
  };
}
