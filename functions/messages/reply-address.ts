import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The address that replies of one person in one conversation come to: the conversation, and a proof that only whoever was
 * written to can know. Mail servers may change the case of it and must not change anything else, so it is in small
 * letters and digits. It is derived and not kept: who leaves the conversation or the client takes its worth with them.
 */
export type Place = { threadId: string; contactId: string };

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const proofLength = 26;

/** 130 bits. */
export function proofOf(secret: Uint8Array, { threadId, contactId }: Place): string {
  const digest = createHmac('sha256', secret).update(`reply ${threadId} ${contactId}`).digest();
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letter = (_: unknown, i: number) => letters[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]!;
  return Array.from({ length: proofLength }, letter).join('');
}

export const replyAddress = (secret: Uint8Array, place: Place, domain: string): string =>
  `${place.threadId.slice('thr_'.length).toLowerCase()}${proofOf(secret, place)}@${domain}`;

/** What an address says of itself; whether it is true is to be proven. */
export type Claim = { threadId: string; proof: string };

export function claimIn(address: string, domain: string): Claim | undefined {
  const [local = '', at] = address.toLowerCase().split('@');
  const [, id, proof] = /^([0-9a-hjkmnp-tv-z]{26})([a-z2-7]{26})$/.exec(local) ?? [];
  return at === domain && id && proof ? { threadId: `thr_${id.toUpperCase()}`, proof } : undefined;
}

export const isProven = (secret: Uint8Array, { threadId, proof }: Claim, contactId: string): boolean =>
  timingSafeEqual(Buffer.from(proofOf(secret, { threadId, contactId })), Buffer.from(proof));
