import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Document } from '../documents/document.ts';
import { documentEvent } from '../documents/events.ts';
import { shelfOf } from '../documents/folder-store.ts';
import type { Shelf } from '../documents/shelf.ts';
import { mayContactSee } from '../documents/sight.ts';
import { documents, loadDocument, type LoadedDocument } from '../documents/store.ts';
import type { Message } from './message.ts';

/** A file that goes with a message, as both sides are told of it. */
export const MessageFile = z
  .object({
    id: Id('document'),
    name: z.string(),
    size: z.int(),
    status: z.enum(['checking', 'received', 'rejected']),
    /** Why it was turned away. */
    why: z.string().optional(),
    /** Why, for pages that say it in another language. */
    code: z.string().optional(),
    canDownload: z.boolean(),
  })
  .meta({ id: 'MessageFile' });
export type MessageFile = z.output<typeof MessageFile>;

/** Files by their ids, and the folders that decide who sees them. */
export type Files = { byId: ReadonlyMap<string, Stored<Document>>; shelf: Shelf };

/** The files that go with these messages: one read for all of them, and one for each client whose folders they lie in. */
export async function filesOf(records: Records, said: readonly Pick<Message, 'documentIds'>[]): Promise<Files> {
  const ids = [...new Set(said.flatMap(({ documentIds = [] }) => documentIds))];
  const found = ids.length === 0 ? [] : await records.getMany(documents, ids);
  const inFolders = new Set(found.filter(({ folderId }) => folderId !== undefined).map(({ clientId }) => clientId));
  const shelves = await Promise.all([...inFolders].map((clientId) => shelfOf(records, clientId)));
  return { byId: new Map(found.map((one) => [one.id, one])), shelf: new Map(shelves.flatMap((one) => [...one])) };
}

/** What holds back a file is for the firm to decide; for whoever sent it, it has come. */
function statusOf({ status }: Document): MessageFile['status'] {
  if (status === 'rejected') return 'rejected';
  return status === 'released' || status === 'held' ? 'received' : 'checking';
}

/** A contact sees what the firm shows them; of what was erased nobody sees anything. */
const isShown = (document: Document, caller: Caller, shelf: Shelf): boolean =>
  document.erasedAt === undefined &&
  !document.trashed &&
  (caller.role !== 'contact' || mayContactSee(document, caller, shelf));

/** Of a message, the files that the caller may see. */
export const filesWith = (
  { documentIds = [] }: Pick<Message, 'documentIds'>,
  { byId, shelf }: Files,
  caller: Caller,
): z.input<typeof MessageFile>[] =>
  documentIds
    .flatMap((id) => byId.get(id) ?? [])
    .filter((document) => isShown(document, caller, shelf))
    .map((document) => {
      const { id, name, size, status, why } = document;
      return {
        id,
        name,
        size,
        status: statusOf(document),
        ...(status === 'rejected' && why && { why: why.says, code: why.code }),
        canDownload: status === 'released',
      };
    });

type For = { clientId: string; caller: Caller; shelf: Shelf };

function whyNot(document: Document | undefined, { clientId, caller, shelf }: For): string | undefined {
  const isTheirs = document?.clientId === clientId && document.privateTo === undefined;
  if (!isTheirs || !isShown(document, caller, shelf)) return 'No file of this client has this id';
  if (document.status === 'rejected') return `${document.name} was turned away`;
  if (document.visibility !== 'client') return `${document.name} is for the firm only: show it to the client first`;
  return undefined;
}

/** What goes with a message is its client’s, and shown to clients. */
export async function checkFiles(records: Records, clientId: string, documentIds: readonly string[]): Promise<Files> {
  const [files, caller] = await Promise.all([filesOf(records, [{ documentIds: [...documentIds] }]), records.reader()]);
  const wrong = documentIds.flatMap((id, i) => {
    const message = whyNot(files.byId.get(id), { clientId, caller: caller as Caller, shelf: files.shelf });
    return message === undefined ? [] : [{ path: `body.documentIds.${i}`, message }];
  });
  if (wrong.length > 0) throw invalid(...wrong);
  return files;
}

/** The files that go to these people and are not addressed to all of them yet, to be changed. */
export function loadToAddress(records: Records, { byId }: Files, contactIds: readonly string[]) {
  const isForAll = (document: Document) => contactIds.every((id) => document.contactIds?.includes(id));
  return Promise.all([...byId.values()].filter((one) => !isForAll(one)).map(({ id }) => loadDocument(records, id)));
}

const mostContacts = 20;

/** Whoever gets a message may see what goes with it, also with limited access. */
export const addressed = (toAddress: readonly LoadedDocument[], contactIds: readonly string[]): Decided[] =>
  toAddress.map(({ document, tail }) => {
    const whom = [...new Set([...(document.contactIds ?? []), ...contactIds])].slice(-mostContacts);
    return documentEvent('document.changed', tail, [documents.replace(document, { ...document, contactIds: whom })]);
  });
