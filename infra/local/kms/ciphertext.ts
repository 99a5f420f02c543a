import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../aws-api.ts';
import type { Key } from './key-ring.ts';

const FORMAT = 1;

export type Context = Record<string, string> | undefined;

export const invalidCiphertext = () =>
  new AwsError('InvalidCiphertextException', 'The ciphertext or its context is not valid');

/** The context as the cipher's additional data: the same pairs in any order are the same context. */
function additionalData(keyId: string, context: Context): Buffer {
  const pairs = Object.entries(context ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([keyId, pairs]));
}

/** A blob says which key made it: format, length of the key's id, the id, nonce, tag, ciphertext. */
export function seal(key: Key, plaintext: Uint8Array, context: Context): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(additionalData(key.id, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const id = Buffer.from(key.id);
  return Buffer.concat([Buffer.of(FORMAT, id.length), id, nonce, cipher.getAuthTag(), body]).toString('base64');
}

export const keyIdOf = (blob: Buffer) => blob.subarray(2, 2 + (blob[1] ?? 0)).toString();

export function unseal(key: Key, blob: Buffer, context: Context): Buffer {
  const rest = blob.subarray(2 + blob[1]!);
  if (blob[0] !== FORMAT || rest.length < 28) throw invalidCiphertext();
  const decipher = createDecipheriv('aes-256-gcm', key.material, rest.subarray(0, 12), { authTagLength: 16 })
    .setAAD(additionalData(key.id, context))
    .setAuthTag(rest.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(rest.subarray(28)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}
