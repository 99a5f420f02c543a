import { invalid } from '../../shared/errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Decoded = { text: string; encoding: Encoding };

const refuse = (message: string) => invalid({ path: 'body.file', message });
const begins = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
const decode = (bytes: Uint8Array, encoding: Encoding) => new TextDecoder(encoding).decode(bytes);

/** What people send in place of a CSV, by its first bytes. */
function checkKind(bytes: Uint8Array): void {
  if (bytes.length === 0) throw refuse('The file is empty');
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw refuse('This is a workbook; open it and save it as CSV');
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) throw refuse('This is a PDF; export the list as CSV');
}

/**
 * Text as spreadsheets save it: UTF-16 tells so by its mark, UTF-8 is what decodes strictly, anything else is what
 * Excel on Windows calls CSV.
 */
export function textOf(bytes: Uint8Array): Decoded {
  checkKind(bytes);
  if (begins(bytes, 0xff, 0xfe)) return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16le' };
  if (begins(bytes, 0xfe, 0xff)) return { text: decode(bytes, 'utf-16be'), encoding: 'utf-16be' };
  if (bytes.includes(0)) throw refuse('This is not a text file; export the list as CSV');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: decode(bytes, 'windows-1252'), encoding: 'windows-1252' };
  }
}
