import { instant } from '../../shared/clock.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { start } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import type { Document } from '../documents/document.ts';
import { documentEvent } from '../documents/events.ts';
import { folders, loadShelf } from '../documents/folder-store.ts';
import { counting, stillThere } from '../documents/in-folder.ts';
import { keyOf as keyOfDocument } from '../documents/key.ts';
import { type Shelf, shownOf } from '../documents/shelf.ts';
import { type Shown, shownFolder } from '../documents/shown-folder.ts';
import { documents } from '../documents/store.ts';
import { firms } from '../firm/store.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { beginningOf } from '../messages/beginning.ts';
import { keyOf, type LetterVault } from './files.ts';
import type { Letter } from './letter.ts';
import { letters, loadLetter } from './store.ts';

/** Where clients find what they signed. */
const lettersFolder = 'Letters';

type Signed = Letter & {
  signedAt: string;
  signedFileSha256: string;
  signedFileVersion: string;
  signedDocumentId: string;
};

const isToFile = (letter: Letter): letter is Signed =>
  letter.status === 'signed' && letter.erasedAt === undefined && letter.signedDocumentId !== undefined;

/** Its title and the day on which the last signed it, without what some device takes in no name. */
export function nameOf(title: string, day: CivilDate): string {
  const end = `, ${day}.pdf`;
  const plain = title.replaceAll(/\s*[\p{Cc}/\\:*?"<>|]+\s*/gu, ' – ').trim();
  return `${beginningOf(plain, 200 - end.length)}${end}`;
}

/** Beside what was signed off, where people of the client see into that folder; else among the letters. */
export function folderFor(shelf: Shelf, beside: string | undefined, made: Parameters<typeof shownFolder>[2]) {
  const folder = beside === undefined ? undefined : shelf.get(beside);
  const isOpen = folder !== undefined && shownOf(shelf, folder.id) !== 'firm';
  return isOpen ? { folder, isNew: false } : shownFolder(shelf, lettersFolder, made);
}

type Lying = Pick<Document, 'key' | 'size'> & { versionId: string };

/** The same key at every try, which nobody guesses who has not the file. */
const placeOf = ({ signedDocumentId: id, signedFileSha256 }: Signed): string =>
  keyOfDocument({ id, secret: signedFileSha256.slice(0, 48) });

/** The file again, under a key of its own: it is kept and erased as documents are, whatever becomes of the letter. */
async function copied(vault: LetterVault, letter: Signed): Promise<Lying> {
  const bytes = await vault.read(keyOf(letter.id, 'signed'), letter.signedFileVersion);
  const key = placeOf(letter);
  return { key, size: bytes.length, versionId: await vault.put(key, bytes, letter.signedFileSha256) };
}

type Where = { clientId: string; folderId: string | undefined; day: CivilDate; now: string };

/** For all who see what their client shares, and for who signed it, whatever access they have. */
const documentOf = (letter: Signed, lying: Lying, { clientId, folderId, day, now }: Where): Document => ({
  id: letter.signedDocumentId,
  clientId,
  letterId: letter.id,
  name: nameOf(letter.title, day),
  type: 'application/pdf',
  sha256: letter.signedFileSha256,
  visibility: 'client',
  contactIds: letter.signers.map(({ contactId }) => contactId),
  ...(folderId !== undefined && { folderId }),
  // As what else stands in a client's permanent file.
  retention: 'client-records',
  sealed: { by: system, at: now },
  addedBy: letter.senderId ?? system,
  addedAt: now,
  status: 'released',
  statusAt: now,
  ...lying,
});

const unmoved = (entity: typeof letters | typeof clients, { id, version }: Stored<{ id: string }>): Check => ({
  check: entity.key(id),
  if: { is: { version } },
});

/** The document as it comes into its folder, and the folder where there is none yet. */
async function filing(
  records: Records,
  letter: Stored<Signed>,
  client: Stored<Client>,
  lying: Lying,
  folderId: string,
) {
  const { tail, shelf } = await loadShelf(records, client.id);
  const [firm, beside] = await Promise.all([
    records.get(firms, 'firm'),
    letter.document && records.find(documents, letter.document.id),
  ]);
  const now = instant();
  const made = { id: folderId, clientId: client.id, createdAt: now };
  const place: Shown | undefined = folderFor(shelf, beside?.folderId, made);
  const day = civilDateAt(letter.signedAt, firm.timeZone);
  const document = documentOf(letter, lying, { clientId: client.id, folderId: place?.folder.id, day, now });
  const created = documents.create(document);
  const still = place && !place.isNew ? stillThere(shelf.get(place.folder.id)) : [];
  const provided = [unmoved(letters, letter), unmoved(clients, client), ...still];
  const also = counting([{ after: document }]);
  const decided: Decided[] = [
    documentEvent('document.filed', start(created.item.pk), [created], { provided, also }),
    ...(place?.isNew ? [documentEvent('folder.added', tail, [folders.create(place.folder)])] : []),
  ];
  return { decided, now };
}

/** What everyone has signed comes among the documents of its client, once. */
export async function fileSigned({ table, vault }: { table: Table; vault: LetterVault }, letterId: string) {
  const records = systemRecords(table);
  const { letter: found } = await loadLetter(records, letterId);
  if (!isToFile(found) || (await records.find(documents, found.signedDocumentId))) return;
  const lying = await copied(vault, found);
  const authorAt = machinery(letterId);
  const folderId = newId('folder');
  await again(async () => {
    const { letter } = await loadLetter(records, letterId);
    const there = await records.find(documents, found.signedDocumentId);
    if (there?.versionId === lying.versionId) return;
    const client = await records.present(clients, letter.clientId);
    // Someone else was faster, or it was erased meanwhile.
    if (there || !isToFile(letter) || !client || client.erasedAt !== undefined)
      return vault.destroy(lying.key, lying.versionId);
    const { decided, now } = await filing(records, letter, client, lying, folderId);
    await write(table, decided, authorAt(now));
  });
}
