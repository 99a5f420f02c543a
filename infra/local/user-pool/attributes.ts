import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter } from './errors.ts';
import { fold, type Pool } from './pools.ts';

type Attributes = Record<string, string>;

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export const isEmail = (text: string) => EMAIL.test(text);

/** The attributes after a change: a blank value removes one, and a new email is unverified unless the change says so. */
export function changeAttributes(pool: Pool, before: Attributes, changes: AttributeType[] = []): Attributes {
  const given: Attributes = Object.fromEntries(changes.map(({ Name, Value }) => [Name ?? '', Value ?? '']));
  if ('sub' in given || '' in given) throw invalidParameter('Cannot modify the non-mutable attribute sub');
  for (const name of ['email', 'preferred_username']) if (given[name]) given[name] = fold(pool, given[name]);
  const after: Attributes = { ...before, ...given };
  if (after.email && !isEmail(after.email)) throw invalidParameter('Invalid email address format.');
  if (after.email !== before.email && !('email_verified' in given)) delete after.email_verified;
  if (after.email_verified === 'true' && !after.email)
    throw invalidParameter('Email is required to set email_verified to true');
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== ''));
}
