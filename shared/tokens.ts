import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that open something: told once, and kept nowhere. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token in its place. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
