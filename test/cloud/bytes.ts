import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a text's base64 that is the same at whichever of the three places in a group it begins, by place. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = before === 0 ? 0 : before + 1;
    const cut = (before + bytes.length) % 3;
    return text.slice(from, text.length - (cut === 0 ? 0 : 4));
  });
}

/** A text as it might stand in a file: plain, as UTF-16, hexadecimal, in base64 at any place. */
export function guisesOf(text: string): Buffer[] {
  const plain = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  const texts = [...base64Of(plain), plain.toString('hex'), plain.toString('hex').toUpperCase()];
  const urlSafe = base64Of(plain).map((one) => one.replaceAll('+', '-').replaceAll('/', '_'));
  return [plain, wide, swapped, ...[...texts, ...urlSafe].map((one) => Buffer.from(one))];
}

/** The files under a folder whose bytes hold one of these. */
export function filesWith(directory: string, wanted: readonly Buffer[]): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(directory, name);
    if (!statSync(file).isFile()) return false;
    const bytes = readFileSync(file);
    return wanted.some((one) => bytes.includes(one));
  });
}
