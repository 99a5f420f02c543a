/** A page that is one photo: its JPEG as it is, in colour. */
export type PhotoPage = { jpeg: Uint8Array; width: number; height: number };

/** The long side of a sheet, in points. */
const longSide = 842;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Piece = Uint8Array | string;

/** Lays objects one after the other and remembers where each begins: readers find them by that. */
function layOut(objects: readonly (readonly Piece[])[]): Uint8Array[] {
  // The line after the first tells programs that it is no text.
  const laid: Uint8Array[] = [encode('%PDF-1.4\n'), Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
  let at = laid.reduce((sum, one) => sum + one.length, 0);
  const starts: number[] = [];
  const lay = (piece: Piece) => {
    const bytes = typeof piece === 'string' ? encode(piece) : piece;
    laid.push(bytes);
    at += bytes.length;
  };
  for (const [i, pieces] of objects.entries()) {
    starts.push(at);
    for (const piece of [`${i + 1} 0 obj\n`, ...pieces, '\nendobj\n']) lay(piece);
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const whereTable = at;
  lay(`xref\n0 ${count}\n0000000000 65535 f \n${table}`);
  lay(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${whereTable}\n%%EOF\n`);
  return laid;
}

/** Catalogue and pages come first, then three objects for each page: itself, what is drawn on it, its photo. */
const firstPage = 3;
const numberOf = (page: number) => firstPage + page * 3;

function objectsOf({ jpeg, width, height }: PhotoPage, page: number): Piece[][] {
  const scale = longSide / Math.max(width, height);
  const [across, down] = [width, height].map((side) => (side * scale).toFixed(2)) as [string, string];
  const number = numberOf(page);
  const drawn = `q ${across} 0 0 ${down} 0 0 cm /Photo Do Q`;
  return [
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents ${number + 1} 0 R ` +
        `/Resources << /XObject << /Photo ${number + 2} 0 R >> >> >>`,
    ],
    [`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB ` +
        `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
  ];
}

/** One file of all these pages, in their order. */
export function pdfOf(pages: readonly PhotoPage[]): Uint8Array[] {
  const kids = pages.map((_, page) => `${numberOf(page)} 0 R`).join(' ');
  return layOut([
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    [`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`],
    ...pages.flatMap(objectsOf),
  ]);
}
