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
import { changeOrganizer } from './changing.ts';
import { withDocument } from './files.ts';
import { begun } from './organizer.ts';
import { loadOrganizer, type WholeOrganizer } from './store.ts';

type Answering = Document & { about: { organizerId: string; question: string } };

async function answering(table: Table, pk: string): Promise<Answering | undefined> {
  const item = await table.get(documents.key(pk.slice('DOCUMENT#'.length)), { strong: true });
  const document = item && documents.read(item);
  if (!document?.about || document.status === 'expected' || document.erasedAt !== undefined) return undefined;
  // Who changed their mind while it was on its way has sent nothing.
  return 'question' in document.about && document.why?.code !== 'cancelled' ? (document as Answering) : undefined;
}

/** The organizer that a file is for, where it still is there. */
async function organizerFor(table: Table, { about }: Answering): Promise<WholeOrganizer | undefined> {
  try {
    return await loadOrganizer(systemRecords(table), about.organizerId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Something became of a file that answers a question: the answer follows, from the file's record as it is now. */
export async function onOrganizerDocument(table: Table, pk: string): Promise<void> {
  const document = await answering(table, pk);
  if (!document) return;
  const eventId = newId('event');
  await again(async () => {
    const whole = await organizerFor(table, document);
    if (!whole || whole.organizer.erasedAt !== undefined) return;
    const { id, clientId } = whole.organizer;
    const { question } = document.about;
    const had = whole.answers.get(question);
    const after = withDocument(had, document, { organizerId: id, clientId, question });
    if (isDeepStrictEqual(after, had)) return;
    const at = instant();
    const change = {
      organizer: begun(whole.organizer, { by: document.addedBy, now: document.addedAt }),
      answers: [after],
    };
    const { decided } = changeOrganizer(whole, 'organizer.file-came', change);
    const author: Author = { actor: document.addedBy, at, requestId: eventId, eventIds: () => eventId };
    await write(table, [decided], author);
  });
}
