import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invalid } from '../errors.ts';
import type { Item, Table } from './table.ts';
import { WriteRefused } from './table.ts';

/** Cursors are sealed: a key may name a record that the caller must not see, and none may be made up. */
export type Cursors = {
  seal: (last: Item, purpose: string) => Promise<string>;
  open: (cursor: string, purpose: string) => Promise<Item>;
};

const secretKey = { pk: 'SECRET', sk: 'CURSOR' };

/** The firm's cursor key, made once by whoever comes first. */
async function readSecret(table: Table): Promise<Buffer> {
  const found = await table.get(secretKey);
  if (found) return Buffer.from(found.secret as string, 'base64url');
  const secret = randomBytes(32);
  const item = { ...secretKey, entity: 'secret', secret: secret.toString('base64url') };
  try {
    await table.write([{ put: item, if: 'absent' }]);
    return secret;
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    return Buffer.from((await table.get(secretKey, { strong: true }))!.secret as string, 'base64url');
  }
}

/** AES-256-GCM under a key of the firm's, bound to the list it belongs to. */
export function sealedCursors(table: Table): Cursors {
  let reading: Promise<Buffer> | undefined;
  const secret = () =>
    (reading ??= readSecret(table).catch((error: unknown) => {
      reading = undefined;
      throw error;
    }));

  return {
    async seal(last, purpose) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await secret(), iv).setAAD(Buffer.from(purpose));
      const data = Buffer.concat([cipher.update(JSON.stringify(last)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64url');
    },
    async open(cursor, purpose) {
      const bytes = Buffer.from(cursor, 'base64url');
      const key = await secret();
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(12, 28));
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as Item;
      } catch {
        throw invalid({ path: 'cursor', message: 'This cursor is not one of this list; begin again without it' });
      }
    },
  };
}
