import { broken } from '../../shared/errors.ts';
import { Client } from '../clients/client.ts';
import { alsoCalled, combine, type Difference, differing, within } from './combine.ts';

const treated = {
  apart: new Set([
    'id',
    'version',
    'name',
    'number',
    'createdAt',
    'mergedFrom',
    'taxId',
    'billingClientId',
    'paysFor',
    'paysForGroups',
  ]),
  filled: new Set(['custom']),
};

function mayMerge(client: Client, other: Client): void {
  if (client.id === other.id) throw broken('This is the same client', { field: 'from' });
  for (const { erasedAt, name } of [client, other])
    if (erasedAt) throw broken(`${name} was erased; nothing can be merged with it`);
}

/** Whom either paid for, this one pays for now, and then for itself too. */
function paying(client: Client, other: Client): Pick<Client, 'billingClientId' | 'paysFor' | 'paysForGroups'> {
  const both = [client.id, other.id];
  const joined = (one: readonly string[] = [], more: readonly string[] = []) => [...new Set([...one, ...more])];
  const paysFor = joined(client.paysFor, other.paysFor).filter((id) => !both.includes(id));
  const paysForGroups = joined(client.paysForGroups, other.paysForGroups);
  const payers = [client, other].flatMap(({ billingClientId = '' }) =>
    both.includes(billingClientId) ? client.id : billingClientId || [],
  );
  const paysItself = paysFor.length + paysForGroups.length > 0;
  if (paysItself && payers.some((id) => id !== client.id))
    throw broken('One of the two pays for others while someone else pays for the other; settle who pays first', {
      field: 'from',
    });
  const [payer = paysItself ? client.id : undefined] = payers;
  return {
    ...(payer !== undefined && { billingClientId: payer }),
    ...(paysFor.length > 0 && { paysFor }),
    ...(paysForGroups.length > 0 && { paysForGroups }),
  };
}

export type Merge<T> = {
  merged: T;
  /** The other one as it is left: it leads to the first. */
  left: T;
  differences: Difference[];
};

/**
 * The client with everything that another one had, who is found to be the same. The other keeps what it had, but gives
 * its number away. Sealed values are the caller's business: they are sealed anew.
 */
export function mergeClients<C extends Client>(client: C, other: C, now: string): Merge<C> {
  mayMerge(client, other);
  const { combined, differences } = combine<C>(client, other, treated);
  const { id, name, number } = other;
  const { billingClientId: _payer, paysFor: _for, paysForGroups: _groups, ...rest } = combined;
  const merged = {
    ...rest,
    ...paying(client, other),
    ...alsoCalled(client.name, combined, name),
    ...(client.number === undefined && number !== undefined && { number }),
    createdAt: client.createdAt < other.createdAt ? client.createdAt : other.createdAt,
    mergedFrom: [
      ...(client.mergedFrom ?? []),
      ...(other.mergedFrom ?? []),
      { id, name, ...(number !== undefined && { number }), at: now },
    ],
  } as C;
  const { number: _, ...left } = other;
  return {
    merged: within(Client, merged),
    left: { ...left, mergedInto: client.id } as C,
    differences: [
      ...differing('name', client.name, name),
      ...differing('number', client.number, number),
      ...differences,
    ],
  };
}
