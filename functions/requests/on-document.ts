import { isDeepStrictEqual } from 'node:util';
import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Document } from '../documents/document.ts';
import { documents } from '../documents/store.ts';
import { withDocument } from './files.ts';
import { heardFrom } from './heard.ts';
import { noteReceived } from './sitting.ts';
import { changeRequest, loadItem } from './store.ts';

type Answering = Document & { about: { requestId: string; itemId: string } };

async function sent(table: Table, pk: string): Promise<Document | undefined> {
  const item = await table.get(documents.key(pk.slice('DOCUMENT#'.length)), { strong: true });
  const document = item && documents.read(item);
  // Who changed their mind while it was on its way has sent nothing.
  return document?.status === 'expected' || document?.why?.code === 'cancelled' ? undefined : document;
}

const isAnswering = (document: Document): document is Answering =>
  document.about !== undefined && 'requestId' in document.about;

/** Put into a folder, or with what they wrote on their page. */
const isUnasked = ({ about, byMail, versionOf }: Document): boolean =>
  about === undefined && byMail === undefined && versionOf === undefined;

/** The item that a file is for, where it still is there. */
async function itemFor(table: Table, { about: { requestId, itemId } }: Answering) {
  try {
    return await loadItem(systemRecords(table), { requestId, itemId });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return undefined;
    throw error;
  }
}

const isContact = (id: string) => id.startsWith('con_');

const isHere = ({ status, erasedAt }: Document) =>
  erasedAt === undefined && (status === 'released' || status === 'held');

/**
 * Something became of a file. What a contact sent, asked for or not, stands in their next receipt. Of one that answers an
 * item of a request the item follows, from the file's record as it is now.
 */
export async function onDocument(table: Table, pk: string): Promise<void> {
  const document = await sent(table, pk);
  if (!document) return;
  const isTold = isAnswering(document) || isUnasked(document);
  if (isTold && isContact(document.addedBy) && isHere(document)) await noteReceived(table, document);
  if (!isAnswering(document)) return;
  const eventId = newId('event');
  await again(async () => {
    const found = await itemFor(table, document);
    if (!found) return;
    const { whole, item } = found;
    const at = instant();
    const after = withDocument(item, document, at);
    if (isDeepStrictEqual(after, item)) return;
    const isGiven = after.status === 'submitted' && item.status !== 'submitted';
    const isNew = !item.files?.some(({ documentId }) => documentId === document.id);
    const isTheirs = isContact(document.addedBy) && (isGiven || isNew);
    const request = isTheirs ? heardFrom(whole.request, document.addedBy, at) : whole.request;
    const type = isGiven ? 'request.item-submitted' : isNew ? 'request.file-came' : 'request.file-decided';
    const { decided } = changeRequest(whole, type, { request, item: after }, at);
    const author: Author = { actor: document.addedBy, at, requestId: eventId, eventIds: () => eventId };
    await write(table, [decided], author);
  });
}
