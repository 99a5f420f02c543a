import { randomBytes } from 'node:crypto';
import { type Key, type Table, WriteRefused } from './table.ts';

export type Purpose = 'CURSOR' | 'REPLY';

/** Each in a partition of its own: a function is let into those that it needs, and no other. */
export const secretKey = (purpose: Purpose): Key => ({ pk: `SECRET#${purpose}`, sk: 'SECRET' });

/** A key of the firm's, for one purpose, made once by whoever comes first. */
export async function readSecret(table: Table, purpose: Purpose): Promise<Buffer> {
  const key = secretKey(purpose);
  const found = await table.get(key);
  if (found) return Buffer.from(found.secret as string, 'base64url');
  const secret = randomBytes(32);
  const item = { ...key, entity: 'secret', secret: secret.toString('base64url') };
  try {
    await table.write([{ put: item, if: 'absent' }]);
    return secret;
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    return Buffer.from((await table.get(key, { strong: true }))!.secret as string, 'base64url');
  }
}
