import { createHmac, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

export function makeSecret(): string {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits
    .match(/.{5}/g)!
    .map((five) => ALPHABET[parseInt(five, 2)])
    .join('');
}

function keyOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}

/** The six digits of RFC 6238 that an authenticator app shows at `time`. */
export const codeAt = (secret: string, time: number) => codeOfStep(secret, Math.floor(time / STEP));

function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', keyOf(secret)).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The step whose code this is, one step of clock skew allowed either way. */
export function stepOf(secret: string, code: string, time: number): number | undefined {
  const now = Math.floor(time / STEP);
  return [now, now - 1, now + 1].find((step) => codeOfStep(secret, step) === code);
}
