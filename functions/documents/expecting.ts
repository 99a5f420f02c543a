import type * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import type { Circumstances, Loading, Outcome } from '../../shared/http/route.ts';
import { instant } from '../../shared/clock.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { notErased } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { type Document, expectUpload, type NewDocument } from './document.ts';
import { documentEvent } from './events.ts';
import { type Filed, mint } from './routing.ts';
import { documents } from './store.ts';
import type { Instructions } from './instructions.ts';
import { type Expected, view } from './view.ts';

export type Place = Pick<Document, 'clientId'> & Partial<Pick<Document, 'jobId' | 'about' | 'folder' | 'privateTo'>>;
type Prepared = { document: Document; upload: Instructions };

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** The document and its signed request. Who calls is known by their records. */
export async function prepare(
  asked: NewDocument,
  place: Place,
  { records, uploads, newId }: Loading<Filed>,
): Promise<Prepared> {
  const client = await records.get(clients, place.clientId);
  notErased(client);
  const { id: addedBy = 'system' } = await records.reader();
  const document = expectUpload(given({ ...asked, ...place, addedBy }), mint(newId), instant());
  return { document, upload: await uploads.instructionsFor(document) };
}

export function expected({
  loaded: { document, upload },
  caller,
}: Circumstances<Prepared>): Outcome<z.input<typeof Expected>> {
  const write = documents.create(document);
  return {
    write: [documentEvent('document.expected', start(write.item.pk), [write])],
    answer: { ...view(write.after as Stored<Document>, caller), upload },
    location: `/v1/documents/${document.id}`,
  };
}
