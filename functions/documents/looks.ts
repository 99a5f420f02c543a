import type { Look } from './file-types.ts';
import { textOf } from './bytes.ts';

type Sign = { at?: number; is: Buffer };

const sign = (is: string, at?: number): Sign => ({ is: Buffer.from(is, 'latin1'), ...(at !== undefined && { at }) });
const bytes = (hex: string): Sign => ({ is: Buffer.from(hex, 'hex') });
const zip = bytes('504b0304');
const photos = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** What stands in the first bytes of a file; one of several. */
const signs: Record<Exclude<Look, 'pdf' | 'text'>, readonly Sign[]> = {
  jpeg: [bytes('ffd8ff')],
  png: [bytes('89504e470d0a1a0a')],
  gif: [sign('GIF87a'), sign('GIF89a')],
  webp: [sign('WEBP', 8)],
  heic: photos.map((brand) => sign(`ftyp${brand}`, 4)),
  tiff: [bytes('49492a00'), bytes('4d4d002a')],
  zip: [zip, bytes('504b0506')],
  docx: [zip],
  xlsx: [zip],
  pptx: [zip],
  ole: [bytes('d0cf11e0a1b11ae1')],
};

/** What no text begins with, beside all of these: programs, scripts for a shell, pages that run in a browser. */
const noText = [sign('MZ'), sign('\u007fELF'), sign('#!')];
const page = /^\s*<(?:!doctype\s+html|html|script|svg)/i;

const has = (head: Buffer, { at = 0, is }: Sign) => head.subarray(at, at + is.length).equals(is);
const known = [...Object.values(signs).flat(), ...noText];

/** Readers look for its mark in the first kilobyte. */
const isPdf = (head: Buffer) => head.subarray(0, 1024).includes('%PDF-');

const isUtf16 = (head: Buffer) => has(head, bytes('fffe')) || has(head, bytes('feff'));

/** A text has no binary zeros, unless it says that it is in UTF-16, and is nothing else. */
function isText(head: Buffer): boolean {
  if (isUtf16(head)) return true;
  return !head.includes(0) && !isPdf(head) && !known.some((one) => has(head, one)) && !page.test(textOf(head));
}

/** Whether the first bytes of a file are what its type begins with. */
export function looksLike(look: Look, first: Uint8Array): boolean {
  const head = Buffer.from(first);
  if (look === 'pdf') return isPdf(head);
  return look === 'text' ? isText(head) : signs[look].some((one) => has(head, one));
}

/** An office file with a password is a container of the old kind, whatever its name says. */
export const isContainer = (first: Uint8Array): boolean => looksLike('ole', first);
