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
  'client.access-changed': 'changed who may see the client',
  'client.contact-linked': 'changed what a person may do here',
  'client.contact-removed': 'took a person off the client',
  'client.handed-over': 'gave a part in the work to someone else',
  'client.matched': 'found the client in an imported file, with nothing new',
  'client.merged': 'merged another record into this one',
  'client.merged-away': 'merged this record into another one',
  'client.payer-changed': 'changed who pays for whom',
  'client.records-arrived': 'brought what another record had',
  'client.records-left': 'brought what this record had to another one',
  'client.note-added': 'wrote a note',
  'client.note-changed': 'changed a note',
  'client.relation-removed': 'ended a relation',
  'contact.added': 'added a person',
  'contact.updated': 'changed a person',
  'contact.linked': 'made a person a contact of one more client',
  'contact.unlinked': 'took a person off a client',
  'contact.merged': 'merged two records of a person',
  'contact.merged-away': 'merged a second record of a person away',
  'conflict.searched': 'searched for conflicts',
  'conflict.decided': 'decided on a conflict search',
  'client.hold-set': 'put the client under a legal hold',
  'client.hold-lifted': 'lifted the legal hold of the client',
  'document.expected': 'began to add a file',
  'document.hold-set': 'put a file under a legal hold',
  'document.hold-lifted': 'lifted the legal hold of a file',
  'document.kept': 'kept a file that was to be erased',
  'document.became-version': 'added a new version of a file',
  'document.version-read': 'replaced a file by its new version',
  'document.trashed': 'threw a file away',
  'document.restored': 'brought a file back from the trash',
  'folder.tree-grown': 'added the folders of a tree',
  'engagement.activated': 'began an engagement',
  'engagement.agreed': 'added what the client chose to an engagement',
  'engagement.resumed': 'took an engagement up again',
  'engagement.handed-over': 'gave a part in an engagement to someone else',
  'engagement.service-added': 'added a service',
  'engagement.service-changed': 'changed a service',
  'engagement.service-removed': 'took a service away',
  'engagement.updated': 'changed an engagement',
  'group.joined': 'put the client into a group',
  'group.left': 'took the client out of a group',
  'job.letter-not-signed': 'gave a task back: its letter was not signed',
  'mail.held': 'wrote a mail, which is held',
  'mail.queued': 'wrote a mail',
  'mail.released': 'released a held mail',
  'mail.discarded': 'threw a held mail away',
  'mail.sent': 'sent a mail',
  'request.file-came': 'sent a file for a request',
  'request.file-decided': 'sent a file for a request, which was looked at',
  'organizer.file-came': 'sent a file for an organizer',
  'organizer.returned': 'gave an organizer back to the client',
  'organizer.cancelled': 'called an organizer off',
  'thread.started': 'began a conversation',
  'thread.written': 'wrote in a conversation',
  'thread.changed': 'changed who takes part in a conversation',
  'thread.closed': 'closed a conversation',
  'thread.reopened': 'opened a conversation again',
  'thread.note-added': 'noted something about a conversation',
  'thread.mailed': 'mailed what was written in a conversation',
  'thread.reply-held': 'held a reply from an address that is not known',
  'thread.reply-accepted': 'took a held reply for what the person wrote',
  'thread.reply-discarded': 'threw a held reply away',
  'thread.erased': 'erased what was said in a conversation',
  'record.relinked': 'moved a record here',
};

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a');

const isNew = ({ changes = {} }: Pick<Entry, 'changes'>) =>
  Object.values(changes).every((fields) =>
    Object.values(fields).every(([before]) => before === null || before === undefined),
  );

/** Names are a noun and what was done to it: `engagement.drafted` is “drafted an engagement”, `client.payer-changed` “changed a payer”. */
export function sayEvent(entry: Pick<Entry, 'type' | 'changes'>): string {
  const { type } = entry;
  if (type === 'client.contact-linked' && isNew(entry)) return 'made a person a contact';
  const [noun = '', done = ''] = type.replaceAll('-', ' ').split('.');
  const [, part, of] = /^(\w+) (\w+ed)$/.exec(done) ?? [];
  const [verb, what] = part && !part.endsWith('ed') ? [of, part] : [done, noun];
  return sayings[type] ?? `${verb} ${article(what)} ${what}`;
}
