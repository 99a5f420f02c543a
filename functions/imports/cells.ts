/** What spreadsheets and reports do to a value, taken back. Nothing is ever evaluated. */

/** No-break spaces, invisible marks and doubled spaces are typing, not meaning. */
const tidy = (text: string) =>
  text
    .replace(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u0008\u000E-\u001F\u007F]/g, '')
    .replace(/[ \t\u00A0]+/gu, ' ')
    .replace(/ ?\r\n? ?| ?\n ?/g, '\n')
    .trim();

/** `="00123"` is how Excel is made to keep zeros, `'00123` how a person does it. */
const asText = (text: string) =>
  /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? (/^'[\d+]/.test(text) ? text.slice(1) : text);

/** A cell as its writer meant it; a lone dash is how reports leave one empty. */
export function clean(cell: string): string {
  const text = asText(tidy(cell));
  return /^[-–—]$/.test(text) ? '' : text;
}

/** What a spreadsheet would calculate when it is exported again; a phone number may begin with its plus. */
export const isFormula = (text: string): boolean => /^[=@]|^[+-](?![\d\s().-]*$)/.test(text);

const isMail = (text: string) => /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:]{2,}$/.test(text);

/** The addresses in a cell: `a@x.example; b@x.example`, `Ann <a@x.example>`; what is none is told apart. */
export function mailsIn(cell: string): { mails: string[]; wrong: string[] } {
  const parts = cell
    .split(/[;,\s<>]+/)
    .map((part) => part.replace(/^mailto:/i, '').replace(/\.$/, ''))
    .filter((part) => part.includes('@'));
  const mails = [...new Map(parts.filter(isMail).map((mail) => [mail.toLowerCase(), mail])).values()];
  const isWrong = parts.length === 0 && cell !== '';
  return { mails, wrong: [...parts.filter((part) => !isMail(part)), ...(isWrong ? [cell] : [])] };
}

export type Phone = { kind: 'phone' | 'mobile' | 'fax'; number: string };

const kindOf = (label = ''): Phone['kind'] =>
  /mob|cell/i.test(label) ? 'mobile' : /fax/i.test(label) ? 'fax' : 'phone';

/** The numbers in a cell: `Phone:(303) 555-0101 Mobile: 303.555.0102`, `303-555-0101 / 303-555-0102 x12`. */
export function phonesIn(cell: string): Phone[] {
  const labelled = cell.split(
    /(?=\b(?:phone|mobile|cell|fax|alt(?:ernate)?(?: phone)?|work|home|main|other|tel)\b\s*[:.])/i,
  );
  return labelled.flatMap((part) => {
    const [, label, numbers = part] = /^\s*(\p{L}[\p{L} ]*)[:.]\s*(.*)$/su.exec(part) ?? [];
    return numbers
      .split(/[;,\n/|]+|\s+(?:or|and|&)\s+/)
      .map((number) => number.trim())
      .filter((number) => number.replace(/\D/g, '').length >= 3 && number.length <= 40)
      .map((number) => ({ kind: kindOf(label), number }));
  });
}

const suffixes = /^(?:jr|sr|ii|iii|iv|cpa|esq|md|phd|dds)\.?$/i;

/** `Whitaker, Jonathan` as people say it; `Miller, Jr.` and companies stay as they are. */
export function spoken(name: string): string {
  const parts = name.split(',').map((part) => part.trim());
  const [last, first] = parts;
  if (parts.length !== 2 || !last || !first || suffixes.test(first) || isCompany(name)) return name;
  return /^[\p{L}\p{M}.'’& -]+$/u.test(first) && last.split(' ').length <= 3 ? `${first} ${last}` : name;
}

const companyWords =
  /(?:^|[\s,])(?:llc|l\.l\.c\.?|inc|incorporated|corp|corporation|co|company|ltd|limited|pllc|p\.?c|pc|pa|p\.a|llp|lllp|lp|l\.p|plc|gmbh|pty|group|holdings|partners|partnership|associates|association|foundation|services|cooperative|church|trust|studio|properties|enterprises)\.?(?=$|[\s,)])/i;

export const isCompany = (name: string): boolean => companyWords.test(name) || /\d/.test(name);

/** For comparing: case, accents, punctuation and spaces do not tell two names apart. */
export const normalised = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`.]/g, '')
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim();

export const isYes = (cell: string): boolean => /^(?:yes|y|true|1|x|ja|oui|sí|si)$/i.test(cell);
