import type { ListUsersRequest } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter } from './errors.ts';
import type { Parts } from './parts.ts';
import { describeUser, toAttributes, type User } from './users.ts';

const SEARCHABLE = new Set(
  'username email phone_number name given_name family_name preferred_username cognito:user_status status sub'.split(
    ' ',
  ),
);

function searchedValue(user: User, attribute: string): string | undefined {
  if (attribute === 'username') return user.username;
  if (attribute === 'sub') return user.sub;
  if (attribute === 'cognito:user_status') return user.status;
  if (attribute === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes[attribute];
}

const foldStatus = (attribute: string, text: string) =>
  attribute === 'cognito:user_status' ? text.toUpperCase() : text;

/** The filter of ListUsers: one attribute, `=` for equal or `^=` for a prefix, and the value in quotation marks. */
export function parseFilter(filter: string | undefined): (user: User) => boolean {
  if (!filter?.trim()) return () => true;
  const [, attribute, operator, quoted] = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (attribute === undefined || quoted === undefined) throw invalidParameter(`Error while parsing filter: ${filter}`);
  if (!SEARCHABLE.has(attribute))
    throw invalidParameter(`One or more filter attributes cannot be searched: ${attribute}`);
  const wanted = foldStatus(attribute, quoted.replace(/\\(.)/g, '$1'));
  return (user) => {
    const value = searchedValue(user, attribute);
    return value !== undefined && (operator === '=' ? value === wanted : value.startsWith(wanted));
  };
}

export function listUsersOperation({ pools, users }: Parts) {
  return function ListUsers(request: ListUsersRequest) {
    const matching = users.all(pools.get(request.UserPoolId)).filter(parseFilter(request.Filter));
    const limit = request.Limit ?? 60;
    if (!(limit >= 1 && limit <= 60)) throw invalidParameter('Limit must be between 1 and 60');
    const after = Buffer.from(request.PaginationToken ?? '', 'base64url').toString();
    const rest = matching
      .filter((user) => user.username > after)
      .toSorted((a, b) => (a.username < b.username ? -1 : 1));
    const page = rest.slice(0, limit);
    const wanted = request.AttributesToGet && new Set(request.AttributesToGet);
    return {
      Users: page.map((user) => ({
        ...describeUser(user),
        Attributes: toAttributes(user).filter(({ Name }) => !wanted || wanted.has(Name!)),
      })),
      ...(rest.length > limit && { PaginationToken: Buffer.from(page.at(-1)!.username).toString('base64url') }),
    };
  };
}
