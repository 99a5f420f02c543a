import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { canonical } from '../events/chain.ts';

/**
 * A value that is only ever read as a whole, made small: what a write costs goes by its size, and what is much alike shrinks
 * to an eighth. The same value is the same text, whatever order its fields are in: else it would look changed.
 */
export const packed = (value: unknown): string => deflateRawSync(canonical(value)).toString('base64');

export const unpacked = (text: string): unknown => JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
