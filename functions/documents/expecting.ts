import type * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import type { Circumstances, Loading, Outcome } from '../../shared/http/route.ts';
import { instant } from '../../shared/clock.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { type Document, expectUpload, type NewDocument } from './document.ts';
import { documentEvent } from './events.ts';
import type { Folder } from './folder.ts';
import { folderIn, shelfOf } from './folder-store.ts';
import { counting, stillThere } from './in-folder.ts';
import { type Filed, mint } from './routing.ts';
import { shownOf } from './shelf.ts';
import { documents } from './store.ts';
import type { Instructions } from './instructions.ts';
import { type Expected, view } from './view.ts';

export type Place = Pick<Document, 'clientId'> & Partial<Pick<Document, 'jobId' | 'about' | 'privateTo' | 'versionOf'>>;
type Prepared = { document: Document; upload: Instructions; folder: Stored<Folder> | undefined };

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** The document and its signed request. Who calls is known by their records. */
export async function prepare(
  asked: NewDocument,
  place: Place,
  { records, uploads, newId }: Loading<Filed>,
): Promise<Prepared> {
  const { folderId } = asked;
  const [client, shelf] = await Promise.all([
    records.get(clients, place.clientId),
    folderId === undefined ? undefined : shelfOf(records, place.clientId),
  ]);
  notErased(client);
  const folder = shelf && folderIn(shelf, folderId!);
  const isOpen = shelf !== undefined && shownOf(shelf, folderId) !== 'firm';
  const { visibility = isOpen ? 'client' : 'firm' } = asked;
  const { id: addedBy = 'system' } = await records.reader();
  const document = expectUpload(given({ ...asked, visibility, ...place, addedBy }), mint(newId), instant());
  return { document, folder, upload: await uploads.instructionsFor(document) };
}

export function expected({
  loaded: { document, upload, folder },
  caller,
}: Circumstances<Prepared>): Outcome<z.input<typeof Expected>> {
  const write = documents.create(document);
  const more = { provided: stillThere(folder), also: counting([{ after: document }]) };
  return {
    write: [documentEvent('document.expected', start(write.item.pk), [write], more)],
    answer: { ...view(write.after as Stored<Document>, caller), upload },
    location: `/v1/documents/${document.id}`,
  };
}
