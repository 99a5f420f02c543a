import { DomainError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Key, Table, Write } from '../../shared/table/table.ts';

/** What one contact may begin to send in a day: more than anyone has, and no bill that would hurt. */
export const mostInDay = { files: 300, bytes: 50 * 1024 ** 3 };
const day = 86_400;

const keyOf = (contactId: string, window: number): Key => ({
  pk: `LIMIT#portal-uploads#${contactId}`,
  sk: String(window),
});

/**
 * Counts a file of a contact, in the transaction that lets it come, or refuses it for the rest of the day. The team is not
 * counted: it brings the archives of years.
 */
export async function underUploadLimit(
  table: Table,
  { id, role }: Pick<Caller, 'id' | 'role'>,
  size: number,
  now: string,
): Promise<Write[]> {
  if (role !== 'contact') return [];
  const at = Date.parse(now) / 1000;
  const window = Math.floor(at / day);
  const key = keyOf(id, window);
  const found = await table.get(key, { strong: true });
  const { files = 0, bytes = 0 } = (found ?? {}) as { files?: number; bytes?: number };
  if (files >= mostInDay.files || bytes + size > mostInDay.bytes) {
    const says = `In a day, ${mostInDay.files} files come from one person, and 50 GB; send the rest tomorrow`;
    throw new DomainError('too-many', says, { retryAfter: Math.ceil((window + 1) * day - at) });
  }
  const ttl = (window + 2) * day;
  return [{ update: key, add: { files: 1, bytes: size }, set: { entity: 'limit', ttl }, if: 'always' }];
}
