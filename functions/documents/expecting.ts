import type * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import type { Caller, Circumstances, Loading, Outcome } from '../../shared/http/route.ts';
import { instant } from '../../shared/clock.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/table.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { type Document, expectUpload, type NewDocument } from './document.ts';
import { documentEvent } from './events.ts';
import type { Folder } from './folder.ts';
import { folderIn, shelfOf } from './folder-store.ts';
import { howToGoOn } from './going-on.ts';
import { counting, stillThere } from './in-folder.ts';
import type { Parts } from './in-parts.ts';
import type { HowToUpload } from './instructions.ts';
import { partsKept } from './part-store.ts';
import { type PortalExpected, portalExpected } from './portal-view.ts';
import { type Filed, mint } from './routing.ts';
import { continued, type IsGone, noteSent, readSent } from './sent-before.ts';
import { shownOf } from './shelf.ts';
import { documents } from './store.ts';
import { underUploadLimit } from './upload-limit.ts';
import { type Expected, view } from './view.ts';

export type Place = Pick<Document, 'clientId'> & Partial<Pick<Document, 'jobId' | 'about' | 'privateTo' | 'versionOf'>>;
type Prepared = {
  document: Document;
  upload: HowToUpload;
  folder: Stored<Folder> | undefined;
  /** This is the one that was begun before. */
  isContinued: boolean;
  also: readonly Write[];
};

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** What was begun when the call that asked for it is lost is given up by the bucket, after a day. */
async function begin({ uploads }: Filed, document: Document, parts: Parts | undefined) {
  if (!parts) return { upload: await uploads.instructionsFor(document), also: [] };
  const uploadId = await uploads.parts.begin(document);
  const upload: HowToUpload = { partSize: parts.size, count: parts.sha256.length, arrived: [] };
  return { upload, also: [partsKept(document.id, parts, uploadId)] };
}

/**
 * The document and how it is brought: the one that this person began to send before, if it is the same file. Who calls is
 * known by their records.
 */
export async function prepare(
  asked: NewDocument,
  place: Place,
  from: Loading<Filed>,
  {
    isGone = () => false,
    check = () => {},
  }: { isGone?: IsGone; /** What else must hold for a file to come. */ check?: () => void } = {},
): Promise<Prepared> {
  const { records, newId } = from;
  const { folderId } = asked;
  const [client, shelf] = await Promise.all([
    records.get(clients, place.clientId),
    folderId === undefined ? undefined : shelfOf(records, place.clientId),
  ]);
  notErased(client);
  const folder = shelf && folderIn(shelf, folderId!);
  const isOpen = shelf !== undefined && shownOf(shelf, folderId) !== 'firm';
  const { visibility = isOpen ? 'client' : 'firm' } = asked;
  const caller = await records.reader();
  const { id: addedBy = 'system' } = caller;
  const now = instant();
  const document = expectUpload(given({ ...asked, visibility, ...place, addedBy }), mint(newId), now);
  const { noted, before } = await readSent(from, document);
  const isContinued = continued(before, document, isGone);
  check();
  if (before && isContinued)
    return { document: before, folder, upload: await howToGoOn(from, before), isContinued, also: [] };
  const counted = await underUploadLimit(from.table, caller as Caller, document.size, now);
  const { upload, also } = await begin(from, document, asked.parts);
  return { document, folder, upload, isContinued, also: [noteSent(document, noted), ...counted, ...also] };
}

export function expected({
  loaded: { document, folder, upload, isContinued, also },
  caller,
}: Circumstances<Prepared>): Outcome<z.input<typeof Expected>> {
  const location = `/v1/documents/${document.id}`;
  if (isContinued)
    return { write: [], answer: { ...view(document as Stored<Document>, caller), upload }, location, status: 200 };
  const write = documents.create(document);
  const more = { provided: stillThere(folder), also: [...also, ...counting([{ after: document }])] };
  return {
    write: [documentEvent('document.expected', start(write.item.pk), [write], more)],
    answer: { ...view(write.after as Stored<Document>, caller), upload },
    location,
  };
}

/** The same, as a contact is told of it. */
export function expectedOnPortal(circumstances: Circumstances<Prepared>): Outcome<z.input<typeof PortalExpected>> {
  const { document, upload } = circumstances.loaded;
  const { write, status } = expected(circumstances);
  return { write, answer: portalExpected(document, upload), ...(status !== undefined && { status }) };
}
