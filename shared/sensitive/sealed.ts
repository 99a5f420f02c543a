import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { ofKind } from '../table/fields.ts';

/** A sensitive value as stored: encrypted under its owner's key, with the few characters that may be shown. */
export const Sealed = ofKind(
  'sealed',
  z.object({ iv: z.string(), data: z.string(), tag: z.string(), shown: z.string() }),
);
export type Sealed = z.output<typeof Sealed>;

/** Seals and opens the values of one owner (a client, a contact). `name` is the field: a value cannot be moved to another. */
export type Sealer = {
  seal: (name: string, value: string) => Sealed;
  open: (name: string, sealed: Sealed) => string;
};

/** `•••••6789`: the last four of what is long enough to leave more hidden than shown. */
export function mask(value: string): string {
  const plain = Array.from(value.replace(/[^\p{L}\p{N}]/gu, ''));
  return `•••••${plain.length > 8 ? plain.slice(-4).join('') : ''}`;
}

/** AES-256-GCM; the owner and the field are authenticated with the value. */
export function sealer(dataKey: Uint8Array, owner: string): Sealer {
  const context = (name: string) => Buffer.from(`${owner}#${name}`);
  return {
    seal(name, value) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(context(name));
      const data = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]).toString('base64');
      return { iv: iv.toString('base64'), data, tag: cipher.getAuthTag().toString('base64'), shown: mask(value) };
    },
    open(name, { iv, data, tag }) {
      const decipher = createDecipheriv('aes-256-gcm', dataKey, Buffer.from(iv, 'base64'), { authTagLength: 16 })
        .setAAD(context(name))
        .setAuthTag(Buffer.from(tag, 'base64'));
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
    },
  };
}
