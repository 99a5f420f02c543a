import { broken } from '../../shared/errors.ts';
import { type Keys, ownerKeys } from '../../shared/sensitive/keys.ts';
import type { Sealer } from '../../shared/sensitive/sealed.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';

/** What routes with sensitive fields load with. */
export type Sensitive = { keys: Keys };

/** An owner's sealer, and the key's record where it has yet to be written. */
export type Vault = { sealer: Sealer; write: readonly RecordWrite[] };

/** A vault for an owner that has none: its key is written together with the first sealed value. */
export async function vaultFor(keys: Keys, pk: string, owner: string): Promise<Vault> {
  const { wrapped, sealer } = await keys.make(owner);
  return { sealer, write: [ownerKeys.create({ of: pk, owner, wrapped })] };
}

/** The vault of an owner; a destroyed one opens no more. */
export async function openVault(records: Records, keys: Keys, pk: string, owner: string): Promise<Vault> {
  const found = await records.find(ownerKeys, pk);
  if (!found) return vaultFor(keys, pk, owner);
  if (found.wrapped === undefined) throw broken('The key of these values was destroyed; they cannot be read again');
  return { sealer: await keys.open(owner, found.wrapped), write: [] };
}
