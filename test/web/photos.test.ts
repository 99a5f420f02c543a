import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { pdfOf, type PhotoPage } from '../../web/portal/src/lib/pdf.ts';

/** The JPEG of one grey pixel. */
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);

const read = async (pages: readonly PhotoPage[]) => PDFDocument.load(Buffer.concat(pdfOf(pages)));

function photoIn(file: PDFDocument, page: number): PDFRawStream {
  const photos = file.getPage(page).node.Resources()!.lookup(PDFName.of('XObject'), PDFDict);
  return photos.lookup(PDFName.of('Photo')) as PDFRawStream;
}

test('pages joined into one file are read by another reader, in their order, each with its photo as it was', async () => {
  const photos = [jpeg, Buffer.concat([jpeg, Buffer.from('\nendstream endobj')]), jpeg];
  const file = await read(
    photos.map((one, n) => ({ jpeg: one, width: n === 1 ? 2200 : 1650, height: n === 1 ? 1650 : 2200 })),
  );
  const sizes = file.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]);
  expect(sizes).toEqual([
    [632, 842],
    [842, 632],
    [632, 842],
  ]);
  for (const [n, photo] of photos.entries()) {
    const { contents, dict } = photoIn(file, n);
    expect(Buffer.from(contents).equals(photo)).toBe(true);
    expect(String(dict.get(PDFName.of('Filter')))).toBe('/DCTDecode');
  }
});

test('a file of one page can be opened and saved anew', async () => {
  const file = await read([{ jpeg, width: 1, height: 1 }]);
  expect((await PDFDocument.load(await file.save())).getPageCount()).toBe(1);
});

test('every object stands where the file’s own table says', () => {
  const bytes = Buffer.concat(pdfOf([1, 2, 3].map(() => ({ jpeg, width: 10, height: 20 }))));
  const text = bytes.toString('latin1');
  const [, at] = /startxref\n(\d+)\n%%EOF\n$/.exec(text)!;
  const table = text.slice(Number(at));
  const starts = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, start]) => Number(start));
  expect(starts).toHaveLength(11);
  for (const [i, start] of starts.entries()) expect(text.slice(start)).toMatch(new RegExp(`^${i + 1} 0 obj\n`));
});
