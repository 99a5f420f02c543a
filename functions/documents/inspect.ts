import { type Bytes, textOf } from './bytes.ts';
import type { Why } from './document.ts';
import { type Look, lookOf } from './file-types.ts';
import { isContainer, looksLike } from './looks.ts';
import { held, rejected } from './reasons.ts';
import { directoryOf, isBomb } from './zip.ts';

/** What came of looking into a file: nothing against it, a person decides, or it is turned away. */
export type Finding = { is: 'fine' } | { is: 'held' | 'rejected'; why: Why };

const fine: Finding = { is: 'fine' };
const headLength = 64 * 1024;
const tailLength = 128 * 1024;

/** The part of an office file that makes it one of its kind. */
const partOf: Partial<Record<Look, string>> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' };

const encrypted = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/;

/** Where a PDF says that it has a password: in the trailer at its end, or at its beginning where it is made for the web. */
async function isLockedPdf(file: Bytes): Promise<boolean> {
  const length = Math.min(file.size, tailLength);
  const [head, tail] = await Promise.all([
    file.read(0, Math.min(file.size, headLength)),
    file.read(file.size - length, length),
  ]);
  return encrypted.test(textOf(head)) || encrypted.test(textOf(tail));
}

/** A container of the old kind that holds nothing but an encrypted package. */
async function isLockedContainer(file: Bytes): Promise<boolean> {
  const wide = Buffer.from('EncryptedPackage', 'utf16le');
  const length = Math.min(file.size, tailLength);
  const [head, tail] = await Promise.all([
    file.read(0, Math.min(file.size, headLength)),
    file.read(file.size - length, length),
  ]);
  return Buffer.from(head).includes(wide) || Buffer.from(tail).includes(wide);
}

async function inZip(file: Bytes, look: Look): Promise<Finding> {
  const directory = await directoryOf(file);
  if (directory === 'unreadable') return rejected('damaged');
  if (directory === 'too-large') return held('too-large-to-look-into');
  const { entries } = directory;
  const part = partOf[look];
  if (part !== undefined && !entries.some(({ name }) => name.startsWith(part))) return rejected('not-its-type');
  if (isBomb(entries, file.size)) return rejected('unpacks-too-large');
  return entries.some(({ isLocked }) => isLocked) ? held('password') : fine;
}

/** Whether a file is what it says, can be looked into, and stays within bounds. */
export async function inspect(type: string, file: Bytes): Promise<Finding> {
  const look = lookOf(type);
  const head = await file.read(0, Math.min(file.size, headLength));
  const isOffice = partOf[look] !== undefined;
  if (isOffice && isContainer(head))
    return (await isLockedContainer(file)) ? held('password') : rejected('not-its-type');
  if (!looksLike(look, head)) return rejected('not-its-type');
  if (look === 'pdf') return (await isLockedPdf(file)) ? held('password') : fine;
  if (look === 'ole') return (await isLockedContainer(file)) ? held('password') : fine;
  return isOffice || look === 'zip' ? inZip(file, look) : fine;
}
