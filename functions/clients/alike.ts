import { doubleMetaphone } from 'double-metaphone';
import type { ReadModel } from '../../shared/events/project.ts';
import type { Item } from '../../shared/table/table.ts';
import { longNamesOf } from './nicknames.ts';
import { clients, contacts } from './store.ts';
import { cut, digitsOf, joined, plain, wordsOf } from './as-typed.ts';

/** Why two records may be of the same person or client, most telling first. */
export const reasons = ['number', 'mail', 'phone', 'name', 'nickname', 'sound'] as const;
export type Reason = (typeof reasons)[number];

/** What two records that mean the same have in common. */
export type AlikeKey = { why: Reason; key: string };

export type Alike = {
  names?: readonly string[];
  mails?: readonly (string | undefined)[];
  phones?: readonly (string | undefined)[];
  number?: string | undefined;
};

/** Says how a company is set up, not what it is called. */
const legal = new Set(
  'the and of co company corp corporation inc incorporated llc lllp llp lp ltd limited pc pllc plc pa gmbh ag sa nv bv dba'.split(
    ' ',
  ),
);
const notSurnames = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'cpa', 'esq', 'md', 'phd']);

/** P.C. is pc, and a company is named by what is left. */
const named = (name: string): string[] => {
  const words = wordsOf(name.replace(/\b(\p{L})\.(?=\p{L}\b|\s|,|$)/gu, '$1'));
  const telling = words.filter((word) => !legal.has(word));
  return telling.length > 0 ? telling : words;
};

/** First and last names; of Jonathan & Alicia Whitaker there are two. The last name may come first, before a comma. */
function peopleIn(name: string): { first: string; last: string }[] {
  const [last = '', ...firsts] = name.split(',').map((part) => part.trim());
  const isTurned = firsts.length === 1 && !notSurnames.has(plain(firsts[0]!).replaceAll('.', ''));
  const whole = isTurned ? `${firsts[0]} ${last}` : name;
  const people = whole
    .split(/&|\band\b/i)
    .map((one) => wordsOf(one).filter((word) => !notSurnames.has(word)))
    .filter((words) => words.length > 0);
  const surname = people.at(-1)?.at(-1);
  if (surname === undefined) return [];
  return people
    .map((words) => ({ first: words[0]!, last: words.length > 1 ? words.at(-1)! : surname }))
    .filter(({ first, last: of }) => first !== of);
}

const soundOf = (word: string) => doubleMetaphone(cut(word, 40))[0] || word;

function nameKeys(name: string): AlikeKey[] {
  const words = named(name);
  const key = words.toSorted().join(' ');
  const whole = words.length === 0 ? [] : [{ why: 'name', key } as const];
  const people = peopleIn(name)
    .slice(0, 2)
    .flatMap(({ first, last }): AlikeKey[] => [
      ...longNamesOf(first).map((long) => ({ why: 'nickname' as const, key: `${last} ${long}` })),
      { why: 'sound', key: `${last} ${soundOf(first)}` },
    ]);
  return [...whole, ...people];
}

const mostNames = 2;
const shortestPhone = 7;

/** By what a record is found again by whoever adds the same once more. At most 45: they are one part of a read model. */
export function alikeKeys({ names = [], mails = [], phones = [], number }: Alike): AlikeKey[] {
  const digits = phones.map((phone) => digitsOf(phone ?? '').slice(-10));
  const keys: AlikeKey[] = [
    ...(number === undefined ? [] : joined(number).map((key) => ({ why: 'number' as const, key }))),
    ...mails.flatMap((mail) => (mail === undefined ? [] : [{ why: 'mail' as const, key: mail.toLowerCase() }])),
    ...digits.filter((key) => key.length >= shortestPhone).map((key) => ({ why: 'phone' as const, key })),
    ...names.slice(0, mostNames).flatMap(nameKeys),
  ];
  const short = keys.map(({ why, key }) => ({ why, key: cut(key, 120) }));
  const unique = new Map(short.map((one) => [`${one.why} ${one.key}`, one]));
  return [...unique.values()].slice(0, 45);
}

export const alikePk = (kind: 'client' | 'contact', { why, key }: AlikeKey): string =>
  `ALIKE#${kind}#${why.toUpperCase()}#${key}`;

type Found = { kind: 'client' | 'contact'; id: string; title: string; detail: string; clientIds: readonly string[] };

const rows = (found: Found, alike: Alike): Item[] =>
  alikeKeys(alike).map((key) => ({
    pk: alikePk(found.kind, key),
    sk: found.id,
    entity: 'alike',
    why: key.why,
    ...found,
  }));

export const alikeModels: readonly ReadModel[] = [
  {
    of: 'client',
    part: 'ALIKE',
    rows(item) {
      const { id, name, formerNames = [], number, phone, kind, erasedAt } = clients.read(item);
      if (erasedAt) return [];
      const detail = [number, kind].filter(Boolean).join(' · ');
      const found = { kind: 'client' as const, id, title: name, detail, clientIds: [id] };
      return rows(found, { names: [name, ...formerNames], phones: [phone], number });
    },
  },
  {
    of: 'contact',
    part: 'ALIKE',
    rows(item) {
      const contact = contacts.read(item);
      if (contact.erasedAt) return [];
      const { id, name, mail, phone, clientIds } = contact;
      return rows({ kind: 'contact', id, title: name, detail: mail ?? phone ?? '', clientIds }, alikeOf(contact));
    },
  },
];

export const alikeOf = ({
  name,
  formerNames = [],
  mail,
  otherMails = [],
  phone,
  otherPhones = [],
}: Pick<
  ReturnType<typeof contacts.read>,
  'name' | 'formerNames' | 'mail' | 'otherMails' | 'phone' | 'otherPhones'
>): Alike => ({
  names: [name, ...formerNames],
  mails: [mail, ...otherMails],
  phones: [phone, ...otherPhones],
});
