import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invalid } from '../errors.ts';
import { readSecret } from './secret.ts';
import type { Item, Table } from './table.ts';

/** Cursors are sealed: a key may name a record that the caller must not see, and none may be made up. */
export type Cursors = {
  seal: (last: Item, purpose: string) => Promise<string>;
  open: (cursor: string, purpose: string) => Promise<Item>;
};

/** AES-256-GCM under a key of the firm's, bound to the list it belongs to. */
export function sealedCursors(table: Table): Cursors {
  let reading: Promise<Buffer> | undefined;
  const secret = () =>
    (reading ??= readSecret(table, 'CURSOR').catch((error: unknown) => {
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
