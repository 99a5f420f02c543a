import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { type Acceptance, drawingSize } from './acceptance.ts';
import { consentOf } from './consent.ts';
import { settable } from './drafting.ts';
import type { Letter } from './letter.ts';
import { inWords } from './packages.ts';
import type { SignedOff } from './sign-off.ts';

const paper = { width: 595, height: 842, margin: 64 } as const;
const across = paper.width - 2 * paper.margin;

type Style = { font: PDFFont; size: number };

/** A word that is wider than the page, as an address can be, is cut. */
function* pieces(word: string, { font, size }: Style): Generator<string> {
  let rest = word;
  while (font.widthOfTextAtSize(rest, size) > across) {
    let end = rest.length - 1;
    while (end > 1 && font.widthOfTextAtSize(rest.slice(0, end), size) > across) end--;
    yield rest.slice(0, end);
    rest = rest.slice(end);
  }
  yield rest;
}

function linesOf(paragraph: string, style: Style): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap((one) => [...pieces(one, style)])) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && style.font.widthOfTextAtSize(longer, style.size) > across) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Pages that are filled from top to bottom. */
function writing(pdf: PDFDocument) {
  let page: PDFPage;
  let y = 0;
  const turn = () => {
    page = pdf.addPage([paper.width, paper.height]);
    y = paper.height - paper.margin;
  };
  const write = (text: string, style: Style) => {
    const height = style.size * 1.45;
    for (const line of text.split('\n').flatMap((paragraph) => linesOf(paragraph, style))) {
      if (y - height < paper.margin) turn();
      y -= height;
      page.drawText(line, { x: paper.margin, y, size: style.size, font: style.font });
    }
  };
  /** Strokes of a pen, at two fifths of the size of the field in which they were drawn. */
  const draw = (path: string) => {
    const scale = 0.4;
    const height = drawingSize.height * scale;
    if (y - height < paper.margin) turn();
    page.drawSvgPath(path, { x: paper.margin, y, scale, borderColor: rgb(0, 0, 0), borderWidth: 3 });
    y -= height;
  };
  return { turn, write, draw };
}

export type Evidence = {
  fileSha256: string;
  signedAt: string;
  signatures: readonly { acceptance: Acceptance; hash: string }[];
  /** The address at which anyone can check this file. */
  verifyAt: string;
};

const said = ({ acceptance, hash }: Evidence['signatures'][number]): string => {
  const { signer, signature, consentVersion, package: chosen } = acceptance;
  return [
    `${signer.name} (${signer.contactId})`,
    `${signature.method === 'typed' ? 'Typed' : 'Drew'} the name: ${signature.name}`,
    `Sent ${acceptance.sentAt}, opened ${acceptance.openedAt}, signed ${acceptance.signedAt}`,
    ...(chosen === undefined ? [] : [`Chose the package: ${chosen}`]),
    `From ${acceptance.address}, ${acceptance.userAgent}`,
    `Agreed (text ${consentVersion}): ${consentOf(consentVersion)}`,
    `Record: ${hash}`,
  ].join('\n');
};

type Shown = Pick<Letter, 'id' | 'title' | 'text' | 'packages' | 'chosen' | 'document' | 'sentAt'>;

const signedOff = ({ name, sha256 }: SignedOff): string => settable(`${name}\nSHA-256 ${sha256}`);

/** What was sent, and how it came to be signed; the same bytes for the same letter whenever it is made. */
export async function letterPdf(
  { id, title, text, packages = [], chosen, document, sentAt }: Shown,
  evidence?: Evidence,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const at = new Date(evidence?.signedAt ?? sentAt!);
  pdf.setTitle(title);
  pdf.setProducer('Firmament');
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
  const plain = { font: await pdf.embedFont(StandardFonts.Helvetica), size: 11 };
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const { turn, write, draw } = writing(pdf);
  turn();
  write(title, { font: bold, size: 16 });
  write(`\n${text}`, plain);
  if (document) write(`\nThe document\n${signedOff(document)}`, plain);
  for (const offered of packages.map(inWords)) {
    write(`\n${offered.name}`, { font: bold, size: 12 });
    if (offered.text !== undefined) write(offered.text, plain);
    for (const { name, fee } of offered.services) write(`– ${name}: ${fee}`, plain);
  }
  if (evidence) {
    turn();
    write('How this was signed', { font: bold, size: 16 });
    write(`\nLetter ${id}\nThe file that was signed has the SHA-256 ${evidence.fileSha256}`, plain);
    if (document) write(`\nThe document that was signed off\n${signedOff(document)}`, plain);
    if (chosen !== undefined) write(`The package that was chosen: ${chosen}`, plain);
    write(`\nAnyone can check that this file is unchanged: ${evidence.verifyAt}`, plain);
    for (const one of evidence.signatures) {
      const { signature } = one.acceptance;
      write(`\n${settable(said(one))}`, plain);
      if (signature.method === 'drawn') draw(signature.drawing);
    }
  }
  return pdf.save();
}
