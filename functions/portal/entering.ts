import { DomainError } from '../../shared/errors.ts';
import type { Table } from '../../shared/table/table.ts';
import { hashOfToken } from '../../shared/tokens.ts';
import { accessOf } from './admission.ts';
import { isOpen } from './link.ts';
import { readLink } from './store.ts';

/** Never was, expired, revoked, of someone who was shut out: whoever tries links learns nothing from the answer. */
const noWay = () =>
  new DomainError('unauthenticated', 'This link does not open the page any more; have a new one sent to you');

/** Who comes by a link, with the link and its chain. */
export async function enter(table: Table, token: string, now: string) {
  const found = await readLink(table, hashOfToken(token));
  const access = found && (await accessOf(table, found.link.contactId));
  if (!found || !access || !isOpen(found.link, access.marks, now)) throw noWay();
  return { ...found, ...access };
}
