import { type Bytes, textOf } from './bytes.ts';

type Entry = { name: string; isLocked: boolean; packed: number; unpacked: number };

/** What a file of this kind tells of itself; `unreadable` where its directory cannot be made out. */
export type Directory = { entries: Entry[] } | 'unreadable' | 'too-large';

const endSize = 22;
const longestComment = 65_535;
/** More would be 40 MB of directory. */
export const mostEntries = 10_000;
const mostDirectory = 4 * 1024 ** 2;

/** Where the list of files stands, by the record at the end. */
async function endOf(file: Bytes) {
  const length = Math.min(file.size, endSize + longestComment);
  const tail = Buffer.from(await file.read(file.size - length, length));
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + endSize > tail.length) return undefined;
  return { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), from: tail.readUInt32LE(at + 16) };
}

function entriesIn(directory: Buffer, count: number): Entry[] | undefined {
  const entries: Entry[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: textOf(directory.subarray(at + 46, at + 46 + name)),
      isLocked: (directory.readUInt16LE(at + 8) & 1) === 1,
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** The files in a zip, without unpacking any of them. */
export async function directoryOf(file: Bytes): Promise<Directory> {
  const end = await endOf(file);
  if (!end) return 'unreadable';
  // Marks of the larger format: it is for more files, or longer ones, than we look into.
  if (end.count === 0xffff || end.size === 0xffffffff || end.from === 0xffffffff) return 'too-large';
  if (end.count > mostEntries || end.size > mostDirectory) return 'too-large';
  if (end.from + end.size > file.size) return 'unreadable';
  const entries = entriesIn(Buffer.from(await file.read(end.from, end.size)), end.count);
  return entries ? { entries } : 'unreadable';
}

const mostUnpacked = 2 * 1024 ** 3;
/** Papers shrink to a tenth, tables to a fiftieth; a bomb to a thousandth. */
const mostShrunk = 200;
const smallUnpacked = 50 * 1024 ** 2;

/** A small file that would become a very large one. */
export function isBomb(entries: readonly Entry[], size: number): boolean {
  const unpacked = entries.reduce((sum, one) => sum + one.unpacked, 0);
  return unpacked > mostUnpacked || (unpacked > smallUnpacked && unpacked > size * mostShrunk);
}
