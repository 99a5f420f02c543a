import { randomInt } from 'node:crypto';
import { AwsError } from '../aws-api.ts';
import { makeVerifier, matches, type Verifier } from './srp.ts';
import type { PasswordPolicy, Pool } from './pools.ts';

const SYMBOL = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+=]/;

/** Says what the password lacks, in Cognito's words; undefined when it conforms. */
export function weakness(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < policy.minimumLength) return 'Password not long enough';
  if (password.length > 256) return 'Password too long';
  if (/^\s|\s$/.test(password)) return 'Password must not begin or end with a space';
  if (policy.requireUppercase && !/[A-Z]/.test(password)) return 'Password must have uppercase characters';
  if (policy.requireLowercase && !/[a-z]/.test(password)) return 'Password must have lowercase characters';
  if (policy.requireNumbers && !/\d/.test(password)) return 'Password must have numeric characters';
  if (policy.requireSymbols && !SYMBOL.test(password)) return 'Password must have symbol characters';
  return undefined;
}

/** What SRP calls the pool: its id without the region. */
export const poolName = (pool: Pool) => pool.id.slice(pool.id.indexOf('_') + 1);

/** Refuses a password that the pool's policy forbids, and keeps of the others only what checks them. */
export function keepPassword(pool: Pool, username: string, password: string | undefined): Verifier {
  const weak = typeof password === 'string' ? weakness(pool.passwordPolicy, password) : 'Password missing';
  if (weak) throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${weak}`);
  return makeVerifier({ poolName: poolName(pool), username, password: password! });
}

export const isPassword = (pool: Pool, user: { username: string; password: Verifier }, password: string) =>
  matches({ poolName: poolName(pool), username: user.username, password }, user.password);

// Without the letters and digits that are read as others when a password is copied from a mail by hand.
const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!@#$%*-_+='] as const;
const pick = (letters: string) => letters[randomInt(letters.length)]!;

export function temporaryPassword(policy: PasswordPolicy): string {
  const letters = KINDS.map(pick);
  while (letters.length < Math.max(policy.minimumLength, 12)) letters.push(pick(KINDS.join('')));
  for (let last = letters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [letters[last], letters[other]] = [letters[other]!, letters[last]!];
  }
  return letters.join('');
}
