import { broken, invalid } from '../../shared/errors.ts';
import type { Document, NewDocument } from '../documents/document.ts';
import { fileTypeOf, type Look, lookOf } from '../documents/file-types.ts';
import type { AskedOf } from './asked.ts';
import { isOpen, type Item, type ItemFile, most } from './item.ts';

/** Those that count: on their way, or here, whoever has to look at them first. */
export const counting = (files: readonly ItemFile[]) =>
  files.filter(({ status }) => status === 'checking' || status === 'held' || status === 'received');

/** The files of an item after it was sent back or taken back: none of them counts any more. */
export function withFilesPut<T extends Pick<Item, 'files'>>(item: T, status: 'sent-back' | 'taken-back'): T {
  if (!item.files) return item;
  const counted = new Set(counting(item.files));
  return { ...item, files: item.files.map((file) => (counted.has(file) ? { ...file, status } : file)) };
}

/** Whether a file of an item, or of an answer, was sent or taken back: the same one may come again. */
export const isPutAway =
  ({ files = [] }: Pick<Item, 'files'>) =>
  (documentId: string): boolean =>
    files.some((file) => file.documentId === documentId && !counting([file]).length);

const images: readonly Look[] = ['jpeg', 'png', 'gif', 'webp', 'heic', 'tiff'];
type Kind = AskedOf<'upload'>['accept'][number];
const one =
  (...types: readonly string[]) =>
  (type: string) =>
    types.includes(type);
const office = 'application/vnd.openxmlformats-officedocument';

/** Which files an item takes that accepts this kind. */
const takes: Readonly<Record<Kind, (type: string) => boolean>> = {
  any: () => true,
  pdf: one('application/pdf'),
  image: (type) => images.includes(lookOf(type)),
  csv: one('text/csv'),
  xlsx: one(`${office}.spreadsheetml.sheet`, 'application/vnd.ms-excel'),
  docx: one(`${office}.wordprocessingml.document`, 'application/msword'),
  ofx: one('application/x-ofx'),
};

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`;

type ForFiles = Pick<Item, 'asks' | 'files' | 'title' | 'status'>;

/** Whether this file may come for the item; said before anything is uploaded. */
export function checkFile(item: ForFiles, { name, type: said, size }: NewDocument): void {
  const { asks, files = [], title } = item;
  if (asks.kind !== 'upload') throw broken(`“${title}” does not ask for files`);
  if (!isOpen(item) && item.status !== 'submitted') throw broken(`“${title}” is settled: nothing more is needed`);
  const { type } = fileTypeOf(name, said);
  if (!asks.accept.some((kind) => takes[kind](type)))
    throw invalid({ path: 'body.name', message: `“${title}” takes ${asks.accept.join(', ')}` });
  if (asks.mostBytes !== undefined && size > asks.mostBytes)
    throw invalid({ path: 'body.size', message: `A file for “${title}” has ${megabytes(asks.mostBytes)} at most` });
  if (counting(files).length >= asks.most || files.length >= most.files)
    throw broken(`“${title}” has its ${counting(files).length} files; take some back before you send others`);
}

export type Came = Pick<Document, 'id' | 'name' | 'size' | 'status' | 'why' | 'addedBy' | 'addedAt'>;

function statusOf({ status }: Came): ItemFile['status'] {
  if (status === 'rejected' || status === 'held') return status;
  return status === 'released' ? 'received' : 'checking';
}

export const fileOf = (came: Came): ItemFile => ({
  documentId: came.id,
  name: came.name,
  size: came.size,
  status: statusOf(came),
  ...(came.status === 'rejected' && came.why && { why: came.why.says }),
  ...((came.status === 'rejected' || came.status === 'held') && came.why && { code: came.why.code }),
  by: came.addedBy,
  at: came.addedAt,
});

export function withFile(files: readonly ItemFile[], file: ItemFile): ItemFile[] {
  const known = files.find(({ documentId }) => documentId === file.documentId);
  if (!known) return [...files, file].slice(-most.files);
  // What was sent or taken back stays so, whatever becomes of its document.
  const isPut = known.status === 'sent-back' || known.status === 'taken-back';
  return files.map((one) => (one !== known || isPut ? one : file));
}

/** The item as it stands with this file, as its document is now: the same however often, and in which order, it is told. */
export function withDocument(item: Item, came: Came, now: string): Item {
  const { asks } = item;
  if (asks.kind !== 'upload') return item;
  const files = withFile(item.files ?? [], fileOf(came));
  if (!isOpen(item) && item.status !== 'submitted') return { ...item, files };
  const count = counting(files).length;
  const isEnough = count >= Math.max(1, asks.least);
  const { returned, ...rest } = item;
  if (isEnough) {
    const given = item.given?.files === count ? item.given : { files: count, by: came.addedBy, at: now };
    return { ...rest, files, status: 'submitted', given };
  }
  const turnedAway = came.status === 'rejected' && came.why;
  if (turnedAway) {
    const why = { reason: came.why!.says, code: came.why!.code, by: 'system', at: returned?.at ?? now };
    return { ...rest, files, status: 'returned', returned: why };
  }
  return { ...item, files, status: item.status === 'submitted' ? 'open' : item.status };
}
