import type { Tail } from '../../shared/events/chain.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { nameOf } from '../../shared/table/table.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import { clients, contacts, contactsOf, loadClient, loadContact } from '../clients/store.ts';
import type { Source } from './columns.ts';
import { type Draft, mailKey, nameKey } from './draft.ts';
import { clientsNamed, peopleWith } from './found-again.ts';
import { identify, type Seen } from './identify.ts';
import { holderOfMark, holderOfNumber, type Mark, marks, marksOf } from './mark.ts';
import { isAsBefore, type Known } from './plan.ts';

/** How clients and people are read: many in one request to tell what would happen, strongly to do it. */
export type Reading = {
  clients: (ids: readonly string[]) => Promise<Stored<Client>[]>;
  contacts: (ids: readonly string[]) => Promise<Stored<Contact>[]>;
};

export const inBulk = (records: Records): Reading => ({
  clients: async (ids) => once(await records.getMany(clients, ids)),
  contacts: async (ids) => once(await records.getMany(contacts, ids)),
});

/** Of two ids, one may have been merged into the other. */
const once = <T extends { id: string }>(found: readonly T[]): T[] => [
  ...new Map(found.map((one) => [one.id, one])).values(),
];

/** Each with the tail of its chain, read before it, ready to be changed. */
export function readyToChange(records: Records): Reading & { tails: Map<string, Tail> } {
  const tails = new Map<string, Tail>();
  const bulk = inBulk(records);
  const kept = <T extends { id: string }>(one: T, tail: Tail): T => {
    tails.set(one.id, tail);
    return one;
  };
  return {
    tails,
    clients: async (ids) =>
      Promise.all(
        (await bulk.clients(ids)).map(async ({ id }) => {
          const { client, tail } = await loadClient(records, id);
          return kept(client, tail);
        }),
      ),
    contacts: async (ids) =>
      Promise.all(
        (await bulk.contacts(ids)).map(async ({ id }) => {
          const { contact, tail } = await loadContact(records, id);
          return kept(contact, tail);
        }),
      ),
  };
}

export type Row = { draft: Draft; key: string };
/** `claimed` are the addresses of people, some of whom the caller may not see. */
export type Looked = Known & { claimed: ReadonlySet<string> };

const atOnce = 25;

export async function inTurns<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += atOnce) done.push(...(await Promise.all(all.slice(i, i + atOnce).map(run))));
  return done;
}

const mailsOf = ({ people }: Draft) => people.flatMap(({ mail }) => (mail === undefined ? [] : [mail.toLowerCase()]));

const mailsOfPerson = ({ mail, otherMails = [] }: Contact) =>
  [...otherMails, ...(mail === undefined ? [] : [mail])].map((one) => one.toLowerCase());

/** Who holds what the rows name: keys, names, numbers, addresses. One request for a hundred of them. */
async function holdersOf(
  records: Records,
  rows: readonly Row[],
): Promise<(of: { pk: string; sk: string }) => string | undefined> {
  const keys = rows.flatMap(({ draft, key }) => [
    holderOfMark(key),
    holderOfMark(nameKey(draft.name)),
    ...(draft.fields.number === undefined ? [] : [holderOfNumber(draft.fields.number)]),
    ...mailsOf(draft).map((mail) => holderOfMark(mailKey(mail))),
  ]);
  const items = await records.items([...new Map(keys.map((one) => [nameOf(one), one])).values()]);
  const held = new Map(items.map((item) => [nameOf(item), item.holder as string]));
  return (one) => held.get(nameOf(one));
}

const idOf = (holder: string | undefined, kind: 'CLIENT' | 'CONTACT') =>
  holder?.startsWith(`${kind}#`) ? holder.slice(kind.length + 1) : undefined;

type Holders = Awaited<ReturnType<typeof holdersOf>>;

/** Whom keys and numbers lead to, and what was imported of them before. */
async function knownByKey(records: Records, reading: Reading, rows: readonly Row[], holders: Holders) {
  const wanted = rows.map(({ draft, key }) => ({
    byKey: idOf(holders(holderOfMark(key)), 'CLIENT'),
    byNameKey: idOf(holders(holderOfMark(nameKey(draft.name))), 'CLIENT'),
    byNumber:
      draft.fields.number === undefined ? undefined : idOf(holders(holderOfNumber(draft.fields.number)), 'CLIENT'),
  }));
  const ids = [...new Set(wanted.flatMap((one) => Object.values(one)).filter((id) => id !== undefined))];
  const found = await reading.clients(ids);
  // Who was merged into another is that one now.
  const byId = new Map(found.flatMap((one) => [one, ...(one.mergedFrom ?? [])].map(({ id }) => [id, one] as const)));
  const seen = (id: string | undefined): Seen | undefined =>
    id === undefined ? undefined : (byId.get(id) ?? 'hidden');
  const markIds = rows.flatMap(({ key }, i) => {
    const one = seen(wanted[i]!.byKey);
    return one && one !== 'hidden' ? [{ of: clients.key(one.id).pk, key }] : [];
  });
  const had = await records.getMany(marks, markIds);
  const markOf = new Map(had.map((mark) => [mark.key, mark]));
  return wanted.map(({ byKey, byNameKey, byNumber }, i) => ({
    byKey: seen(byKey),
    byNameKey: seen(byNameKey),
    byNumber: seen(byNumber),
    mark: byKey === undefined ? undefined : markOf.get(rows[i]!.key),
  }));
}

type ByKey = Awaited<ReturnType<typeof knownByKey>>[number];

/** A mark of this system under an id or number of its own: that client is another one of it. */
const isOther = (mark: Mark, { draft, key }: Row, source: Source) =>
  mark.bases[source] !== undefined && mark.key !== key && mark.key !== nameKey(draft.name);

/** For rows that no key leads anywhere: clients of the same name. */
async function knownByName(records: Records, reading: Reading, row: Row, found: ByKey, source: Source) {
  if (found.byKey || found.byNumber) return { named: [], bound: new Set<string>() };
  const ids = await clientsNamed(records, row.draft.name);
  const others = found.byNameKey && found.byNameKey !== 'hidden' ? [found.byNameKey] : [];
  const named = await reading.clients(ids.filter((id) => !others.some((one) => one.id === id)));
  const bound = await Promise.all(
    [...named, ...others].map(async ({ id }) => {
      const all = await marksOf(records, clients.key(id).pk);
      return all.some((mark) => isOther(mark, row, source)) ? [id] : [];
    }),
  );
  return { named, bound: new Set(bound.flat()) };
}

/** The client's own people, and whoever has an address of the row. */
async function peopleOf(
  records: Records,
  reading: Reading,
  { draft }: Row,
  holders: Holders,
  client: Stored<Client> | undefined,
) {
  const mails = mailsOf(draft);
  const [own, same] = await Promise.all([
    client ? contactsOf(records, client.id) : [],
    Promise.all(mails.map((mail) => peopleWith(records, mail))),
  ]);
  const held = mails.flatMap((mail) => idOf(holders(holderOfMark(mailKey(mail))), 'CONTACT') ?? []);
  const ids = new Set([...own.map(({ contact }) => contact.id), ...held, ...same.flat()]);
  const found = await reading.contacts([...ids]);
  const isOwn = (id: string) => own.some(({ contact }) => contact.id === id);
  const byMail = new Map(
    // Of several with one address, whom an import brought is meant.
    found
      .toSorted((a, b) => Number(held.includes(a.id)) - Number(held.includes(b.id)))
      .flatMap((one) => mailsOfPerson(one).map((mail) => [mail, one] as const)),
  );
  return { linked: found.filter(({ id }) => isOwn(id)), byMail };
}

/** Everything that the rows meet. What no row asks for is not read: a row imported before costs no request of its own. */
export async function look(
  records: Records,
  reading: Reading,
  rows: readonly Row[],
  source: Source,
): Promise<Looked[]> {
  if (rows.length === 0) return [];
  const holders = await holdersOf(records, rows);
  const byKeys = await knownByKey(records, reading, rows, holders);
  return inTurns([...rows.keys()], async (i) => {
    const row = rows[i]!;
    const { byKey, byNameKey, byNumber, mark } = byKeys[i]!;
    const claimed = new Set(mailsOf(row.draft).filter((mail) => holders(holderOfMark(mailKey(mail))) !== undefined));
    const found = {
      ...(byKey && { byKey }),
      ...(byNameKey && { byNameKey }),
      ...(byNumber && { byNumber }),
      ...(mark && { mark }),
      claimed,
    };
    const nobody = { linked: [], byMail: new Map() };
    if (byKey && isAsBefore(row.draft, 'key', mark, source))
      return { ...found, named: [], bound: new Set<string>(), people: nobody };
    const candidates = { ...found, ...(await knownByName(records, reading, row, byKeys[i]!, source)) };
    const who = identify(row.draft, candidates);
    if (who !== 'new' && 'refused' in who) return { ...candidates, people: nobody };
    const client = who === 'new' ? undefined : who.client;
    return { ...candidates, people: await peopleOf(records, reading, row, holders, client) };
  });
}
