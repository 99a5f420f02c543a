import { broken } from '../../../shared/errors.ts';
import { uniqueKey } from '../../../shared/events/write.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import { nameOf } from '../../../shared/table/table.ts';
import type { Client } from '../../clients/client.ts';
import { clients } from '../../clients/store.ts';
import type { Member } from '../../firm/member.ts';
import { normalised } from '../cells.ts';
import { nameKey } from '../draft.ts';
import { clientsNamed } from '../found-again.ts';
import { holderOfMark, holderOfNumber } from '../mark.ts';
import type { WorkDraft } from './draft.ts';

type Whose = WorkDraft['client'];

/** Whom a number, and a name in an imported file, led to before. */
async function heldBy(records: Records, { number, name }: Whose) {
  const keys = {
    // Who has one column for both writes numbers into it, too.
    byNumber: holderOfNumber(number ?? name!),
    byMark: holderOfMark(nameKey(name ?? '')),
  };
  const items = await records.items(Object.values(keys));
  const idOf = (key: { pk: string; sk: string }) => {
    const holder = items.find((item) => nameOf(item) === nameOf(key))?.holder as string | undefined;
    return holder?.startsWith('CLIENT#') ? holder.slice('CLIENT#'.length) : undefined;
  };
  const client = async (id: string | undefined) => (id === undefined ? undefined : records.present(clients, id));
  const [byNumber, byMark] = await Promise.all([client(idOf(keys.byNumber)), client(idOf(keys.byMark))]);
  return { byNumber, byMark };
}

/** The client whom a row means: by number, or by the one name. Whom the caller may not see is nobody here. */
export async function clientFor(records: Records, whose: Whose): Promise<Stored<Client>> {
  const { number, name } = whose;
  const { byNumber, byMark } = await heldBy(records, whose);
  if (number !== undefined && !byNumber) throw broken(`There is no client with the number ${number}`);
  if (byNumber) {
    const isMeant = number === undefined || name === undefined || byMark?.id === byNumber.id;
    if (isMeant || normalised(byNumber.name) === normalised(name)) return byNumber;
    throw broken(`The number ${number} is that of ${byNumber.name}; change it here or in the file`);
  }
  const alike = await records.getMany(clients, await clientsNamed(records, name!));
  const named = alike.filter((one) => normalised(one.name) === normalised(name!));
  const found = [...new Map([...(byMark ? [byMark] : []), ...named].map((one) => [one.id, one])).values()].filter(
    (one) => !one.erasedAt,
  );
  if (found.length > 1) throw broken(`There are ${found.length} clients of this name; give the row the number of one`);
  if (!found[0]) throw broken('There is no client of this name');
  return found[0];
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .toLowerCase();

/** Someone of the team by mail address, name, first name or initials, as long as that is one person. */
export function memberFor(team: readonly Member[], cell: string): string {
  const words = normalised(cell.replace(/,.*$/, ''));
  const here = team.filter(({ status, role }) => status === 'active' && role !== 'guest');
  const ways: ((one: Member) => boolean)[] = [
    ({ mail }) => mail.toLowerCase() === cell.toLowerCase(),
    ({ name }) => normalised(name.replace(/,.*$/, '')) === words,
    ({ name }) => normalised(name).split(' ')[0] === words,
    ({ name }) => cell.length <= 4 && initialsOf(name) === words.replaceAll(' ', ''),
  ];
  for (const isMeant of ways) {
    const found = here.filter(isMeant);
    if (found.length > 1)
      throw broken(`“${cell}” may be ${found.map(({ name }) => name).join(' or ')}; write the mail address`);
    if (found[0]) return found[0].id;
  }
  throw broken(`There is nobody called “${cell}” in the team`);
}

/** Where it stands whose a mark is, as the record that has it. */
export async function holderOf(records: Records, key: string): Promise<string | undefined> {
  const [item] = await records.items([holderOfMark(key)]);
  return item?.holder as string | undefined;
}

/** Who holds what only one record may hold. */
export async function uniqueHolder(records: Records, key: string): Promise<string | undefined> {
  const [item] = await records.items([uniqueKey(key)]);
  return item?.holder as string | undefined;
}
