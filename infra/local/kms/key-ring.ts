import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';

/** A key as the template describes it; aliases with their `alias/`. */
export type KmsKey = { id: string; arn: string; aliases: readonly string[]; spec: KeySpec };
export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_224' | 'HMAC_256' | 'HMAC_384' | 'HMAC_512';
type State = 'Enabled' | 'Disabled' | 'PendingDeletion';
type Row = { state: State; created: number; deletion: number | null; material: Uint8Array };
export type Key = KmsKey & Omit<Row, 'material'> & { material: KeyObject };

const MATERIAL_BYTES: Record<KeySpec, number> = {
  SYMMETRIC_DEFAULT: 32,
  HMAC_224: 28,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
};

export type KeyRing = ReturnType<typeof openKeyRing>;

/** The keys with their state; the material is made on the first start and never leaves the store. */
export function openKeyRing(store: DatabaseSync, clock: Clock, keys: readonly KmsKey[]) {
  store.exec(
    'CREATE TABLE IF NOT EXISTS kms_keys(id TEXT PRIMARY KEY, state TEXT, created INTEGER, deletion INTEGER, material BLOB)',
  );
  const make = store.prepare("INSERT OR IGNORE INTO kms_keys VALUES(?,'Enabled',?,NULL,?)");
  for (const { id, spec } of keys) make.run(id, clock.now(), randomBytes(MATERIAL_BYTES[spec]));
  const select = store.prepare('SELECT * FROM kms_keys WHERE id=?');
  const update = store.prepare('UPDATE kms_keys SET state=?, deletion=? WHERE id=?');

  function find(name: string | undefined): Key {
    const known = keys.find(({ id, arn, aliases }) => {
      const region = arn.slice(0, arn.indexOf(':key/'));
      return name === id || name === arn || aliases.some((alias) => name === alias || name === `${region}:${alias}`);
    });
    const row = known && (select.get(known.id) as Row | undefined);
    if (!known || !row || (row.deletion !== null && row.deletion <= clock.now()))
      throw new AwsError('NotFoundException', `Key ${name} does not exist`);
    return { ...known, ...row, material: createSecretKey(row.material) };
  }
  function usable(name: string | undefined, use: 'encrypt' | 'mac'): Key {
    const key = find(name);
    if (key.state === 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
    if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
    if ((key.spec === 'SYMMETRIC_DEFAULT') !== (use === 'encrypt'))
      throw new AwsError('InvalidKeyUsageException', `${key.arn} is a ${key.spec} key and cannot ${use}.`);
    return key;
  }
  const setState = (key: Key, state: State, deletion: number | null = null) => void update.run(state, deletion, key.id);
  return { find, usable, setState };
}
