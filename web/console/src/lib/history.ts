import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { HistoryEntry } from '../../../../functions/audit/history.ts';
import { type Page, read } from './http.ts';

export type Entry = z.output<typeof HistoryEntry>;

/** Newest first. `path` is the timeline of a client, or the chain of a record. */
export const historyQuery = (key: readonly string[], path: string) =>
  infiniteQueryOptions({
    queryKey: [...key, 'history', path],
    queryFn: ({ pageParam }) => read<Page<Entry>>(path, { limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** What reads better than its verb and its noun. */
const sayings: Record<string, string> = {
  'client.opened': 'added the client',
  'client.updated': 'changed the client',
  'client.revealed': 'looked at a sensitive value in clear',
  'client.erased': 'erased the personal data',
  'client.contact-linked': 'linked a person, or changed their part',
  'client.contact-removed': 'took a person off the client',
  'client.note-added': 'wrote a note',
  'client.note-changed': 'changed a note',
  'contact.added': 'added a person',
  'contact.updated': 'changed a person',
  'contact.linked': 'made a person a contact of one more client',
  'contact.unlinked': 'took a person off a client',
  'group.joined': 'put the client into a group',
  'group.left': 'took the client out of a group',
  'mail.held': 'wrote a mail, which is held',
  'mail.queued': 'wrote a mail',
  'mail.sent': 'sent a mail',
};

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a');

/** Names are a noun and what was done to it: `engagement.drafted` is “drafted an engagement”, `client.payer-changed` “changed a payer”. */
export function sayEvent(type: string): string {
  const [noun = '', done = ''] = type.replaceAll('-', ' ').split('.');
  const [, part, of] = /^(\w+) (\w+ed)$/.exec(done) ?? [];
  const [verb, what] = part && !part.endsWith('ed') ? [of, part] : [done, noun];
  return sayings[type] ?? `${verb} ${article(what)} ${what}`;
}
