import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { ClientKind, Tag } from '../clients/client.ts';
import { fill } from '../clients/custom-field.ts';
import { Registration } from '../clients/registration.ts';
import { newAccounts, sayAccount } from './accounts-said.ts';
import type { Value } from './answer.ts';
import { type Into, withClient, withMore, withPerson } from './into.ts';
import type { Kind } from './question.ts';
import { newRegistrations, sayRegistration } from './registrations-said.ts';
import { readYearEnd, sayYearEnd } from './year-end-said.ts';

export const Plain = z.union([z.string(), z.number(), z.boolean()]);
export type Plain = z.output<typeof Plain>;

/** An answer as it is written: as it was given, on one line, and what was asked. */
export type Said = { value: Value; text: string; question: string };

/** A field of the record that an answer can be written into. */
export type Writable = {
  /** The questions whose answers it takes, and what it takes in words. */
  kinds: readonly Kind[];
  takes: string;
  /** What is there stays, and several questions may add to it. */
  isList?: true;
  /** As it is shown before it is accepted: what is there now, and what would be. */
  shown: (into: Into) => Plain | undefined;
  /** Throws where it does not take the answer. */
  written: (into: Into, said: Said) => Into;
};

const line = { kinds: ['short-text', 'one-of'], takes: 'a line of text' } as const;
const lines = ['short-text', 'long-text'] as const;
const answers: readonly Kind[] = [...lines, 'number', 'money', 'date', 'yes-no', 'one-of', 'several-of'];

/** “S corporation” is `s-corporation`. */
export const kindOf = (choice: string): string =>
  choice
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const ofClient = (name: 'name' | 'phone' | 'website'): Writable => ({
  ...line,
  shown: ({ client }) => client[name],
  written: (into, { text }) => withClient(into, { [name]: text }),
});

const ofAddress = (part: 'street' | 'city' | 'region' | 'postcode' | 'country'): Writable => ({
  ...line,
  shown: ({ client }) => client.address?.[part],
  written: (into, { text }) =>
    withClient(into, { address: { ...into.client.address, [part]: part === 'country' ? text.toUpperCase() : text } }),
});

const ofPerson = (name: 'name' | 'mail' | 'phone' | 'title'): Writable => ({
  ...line,
  shown: ({ person }) => person?.[name],
  written: (into, { text }) => withPerson(into, { [name]: text }),
});

const languages: Readonly<Record<string, string>> = { english: 'en', spanish: 'es', español: 'es' };

const listed = (all: readonly string[]) => (all.length === 0 ? undefined : all.join('; '));

const ofTax = (tax: Registration['tax']): Writable => ({
  kinds: [...lines, 'several-of'],
  takes: 'a text, or several of some choices',
  isList: true,
  shown: ({ client: { registrations = [] } }) =>
    listed(registrations.filter((one) => one.tax === tax).map(sayRegistration)),
  written: (into, { value }) =>
    withMore(into, 'registrations', newRegistrations(tax, value, into.client.registrations ?? [])),
});

function withTags(into: Into, { value }: Said): Into {
  const { tags } = into.client;
  const known = new Set(tags.map((tag) => tag.toLowerCase()));
  const said = typeof value === 'string' ? [value] : value;
  const more = said.map((tag) => Tag.parse(tag)).filter((tag) => !known.has(tag.toLowerCase()));
  if (tags.length + more.length > 50) throw broken('A client has at most 50 tags');
  return withClient(into, { tags: [...tags, ...more] });
}

function withNote(into: Into, { question, text }: Said): Into {
  const note = `${question.replace(/[.:]$/, '')}${question.endsWith('?') ? '' : ':'} ${text}`;
  if (Array.from(note).length > 500) throw broken('A standing note has 500 characters at most, with its question');
  const isThere = into.client.standingNotes?.some((one) => one.text === note);
  return isThere ? into : withMore(into, 'standingNotes', [{ text: note }]);
}

const taxes = Object.fromEntries(
  Registration.shape.tax.options.map((tax) => [`client.registrations.${tax}`, ofTax(tax)]),
);

/** Every field that an answer can be written into, but for those that the firm gave its clients itself. */
const writables: Readonly<Record<string, Writable>> = {
  'client.name': ofClient('name'),
  'client.phone': ofClient('phone'),
  'client.website': ofClient('website'),
  'client.kind': {
    kinds: ['one-of'],
    takes: 'one of several: ask for one of them',
    shown: ({ client }) => client.kind,
    written(into, { text }) {
      const kind = ClientKind.safeParse(kindOf(text));
      if (!kind.success) throw broken('Is no kind of client');
      return withClient(into, { kind: kind.data });
    },
  },
  'client.address.street': ofAddress('street'),
  'client.address.city': ofAddress('city'),
  'client.address.region': ofAddress('region'),
  'client.address.postcode': ofAddress('postcode'),
  'client.address.country': ofAddress('country'),
  'client.yearEnd': {
    kinds: ['short-text', 'one-of', 'date'],
    takes: 'a month and a day, as a line of text or a date',
    shown: ({ client: { yearEnd } }) => yearEnd && sayYearEnd(yearEnd),
    written: (into, { text }) => withClient(into, { yearEnd: readYearEnd(text) }),
  },
  'client.accounts': {
    kinds: lines,
    takes: 'a text',
    isList: true,
    shown: ({ client: { accounts = [] } }) => listed(accounts.map(sayAccount)),
    written: (into, { text }) => withMore(into, 'accounts', newAccounts(text, into.client.accounts ?? [])),
  },
  ...taxes,
  'client.tags': {
    kinds: ['one-of', 'several-of'],
    takes: 'one or several of some choices',
    isList: true,
    shown: ({ client: { tags } }) => listed(tags),
    written: withTags,
  },
  'client.standingNotes': {
    kinds: answers,
    takes: 'an answer',
    isList: true,
    shown: ({ client: { standingNotes = [] } }) => listed(standingNotes.map(({ text }) => text)),
    written: withNote,
  },
  'contact.name': ofPerson('name'),
  'contact.mail': ofPerson('mail'),
  'contact.phone': ofPerson('phone'),
  'contact.title': ofPerson('title'),
  'contact.language': {
    ...line,
    shown: ({ person }) => person?.language,
    written: (into, { text }) => withPerson(into, { language: languages[text.toLowerCase()] ?? text }),
  },
};

export const writableNames = Object.keys(writables);

/** An answer as a field of the firm’s own takes it, by the type that it has. */
function typed(type: string | undefined, text: string): Plain {
  if (type === 'number') return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  return type === 'yes-no' && (text === 'yes' || text === 'no') ? text === 'yes' : text;
}

const ofFirm = (key: string): Writable => ({
  kinds: answers,
  takes: 'an answer',
  shown: ({ client }) => client.custom?.[key],
  written(into, { text }) {
    const { fields, client } = into;
    const type = fields.find((one) => one.key === key && one.status === 'active')?.type;
    return withClient(into, {}, { custom: fill(fields, client.custom ?? {}, { [key]: typed(type, text) }) });
  },
});

/** The field of this name; one of the firm’s own is `custom.` and its key. */
export function writableAt(name: string): Writable | undefined {
  const key = /^custom\.(.+)$/.exec(name)?.[1];
  if (key !== undefined) return ofFirm(key);
  return Object.hasOwn(writables, name) ? writables[name] : undefined;
}
