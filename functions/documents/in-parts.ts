import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DomainError, invalid } from '../../shared/errors.ts';

/** What one request brings, summed up in memory by the browser; more comes in parts. */
export const mostInOne = 100 * 1024 ** 2;
const leastOfPart = 16 * 1024 ** 2;
/** So many requests are signed in one call. */
export const mostAtOnce = 50;

const Sum = z.string().regex(/^[0-9a-f]{64}$/, 'is 64 hexadecimal digits');

/** A file in parts: all of one size but the last, each with its SHA-256. */
export const Parts = z
  .strictObject({
    size: z.int().min(leastOfPart).max(mostInOne),
    sha256: z.array(Sum).min(2).max(320),
  })
  .meta({ id: 'DocumentParts' });
export type Parts = z.output<typeof Parts>;

export type Part = { number: number; size: number; sha256: string };

/** S3 makes no SHA-256 of what came in parts: it is of the parts’ own, one after the other, and tells how many there are. */
export function compositeOf(sums: readonly string[]): string {
  const together = createHash('sha256');
  for (const sum of sums) together.update(Buffer.from(sum, 'hex'));
  return `${together.digest('hex')}-${sums.length}`;
}

/** Whether the checksum is of a file in parts. */
export const isInParts = ({ sha256 }: { sha256: string }): boolean => sha256.includes('-');

export const partsOf = ({ size, sha256 }: Parts, whole: number): Part[] =>
  sha256.map((sum, i) => ({ number: i + 1, size: Math.min(size, whole - i * size), sha256: sum }));

/** What is said of the whole and of its parts is one and the same file. */
export function checkParts({ size, sha256 }: { size: number; sha256: string }, parts: Parts | undefined): void {
  if (!parts) {
    if (size > mostInOne) throw new DomainError('too-large', 'More than 100 MB comes in parts', { limit: mostInOne });
    if (isInParts({ sha256 })) throw invalid({ path: 'body.sha256', message: 'is of parts, and there are none' });
    return;
  }
  if (size <= mostInOne) throw invalid({ path: 'body.parts', message: 'Up to 100 MB come in one piece' });
  if (Math.ceil(size / parts.size) !== parts.sha256.length)
    throw invalid({ path: 'body.parts', message: `${parts.sha256.length} parts of this size are not ${size} bytes` });
  if (compositeOf(parts.sha256) !== sha256)
    throw invalid({ path: 'body.sha256', message: 'is not the checksum of these parts' });
}
