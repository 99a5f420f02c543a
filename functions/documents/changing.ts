import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/table.ts';
import type { Document } from './document.ts';
import { documentEvent } from './events.ts';
import { documents, type LoadedDocument } from './store.ts';
import { view } from './view.ts';

type More = { also?: readonly Write[]; reason?: string };

/** One change of one document, and the document as whoever made it sees it then. */
export function changed(
  type: Parameters<typeof documentEvent>[0],
  { document, tail }: LoadedDocument,
  after: Document,
  caller: Caller,
  { also = [], reason }: More = {},
) {
  const write = documents.replace(document, after);
  const tell = reason === undefined ? {} : { tell: { [write.item.sk]: { reason: [null, reason] as [null, string] } } };
  return {
    write: [documentEvent(type, tail, [write], { also, ...tell })],
    answer: view(write.after as Stored<Document>, caller),
  };
}
