import type * as z from 'zod';
import type { VerifiedLetter } from '../../../../functions/letters/verify-route.ts';
import { checksumsOf } from '../../../shared/checksums.ts';
import { call, Refused } from './http.ts';

export type Verified = z.output<typeof VerifiedLetter>;

/** What is known of a file, by its hash alone: the file itself goes nowhere. Nothing, where it is none of the firm's letters. */
export async function verify(file: File): Promise<{ sha256: string; verified: Verified | undefined }> {
  const { sha256 } = await checksumsOf(file, () => {}, new AbortController().signal);
  // No letter is as large as what is summed up in parts.
  if (!/^[0-9a-f]{64}$/.test(sha256)) return { sha256, verified: undefined };
  try {
    return { sha256, verified: await call<Verified>('GET', `/v1/letters/verify/${sha256}`) };
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { sha256, verified: undefined };
    throw error;
  }
}
