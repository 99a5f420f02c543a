/**
 * What someone wrote in a reply, without what their program put around it: the mail that they answer, its heading and
 * their signature. Careful: what is not surely one of these stays, however long it is. Each rule looks at a line once,
 * however it is written.
 */

/** No heading of what is answered is longer. */
const mostOfHeading = 500;

/** “On Tue, 3 Mar 2026 at 10:14, Grace Rowe <office@…> wrote:”, in the languages of the page. */
const wrote = /^(?:On|El)\s.{4,400}\s(?:wrote|escribió)\s?:$/s;
const original = /^[-_]{2,}\s?(?:original message|mensaje original|forwarded message|mensaje reenviado)\s?[-_]{2,}$/i;
const rule = /^_{10,}$/;
const from = /^\*?(?:From|De)\s?:\*?\s/;
const further = /^\*?(?:Sent|Date|To|Subject|Enviado|Fecha|Para|Asunto)\s?:/;
const device = /^(?:Sent from my|Sent from Outlook|Get Outlook for|Enviado desde mi)\b/i;

const isQuoted = (line: string) => line.startsWith('>');

/** How many lines from here on are the heading of what is answered; it is often broken into two or three. */
function headingAt(lines: readonly string[], at: number): number {
  if (!/^(?:On|El)\s/.test(lines[at]!)) return 0;
  for (let count = 1; count <= 3; count++)
    if (
      wrote.test(
        lines
          .slice(at, at + count)
          .map((line) => line.slice(0, mostOfHeading))
          .join(' ')
          .trim(),
      )
    )
      return count;
  return 0;
}

/** Outlook quotes without marking the lines: from its heading on, all is what is answered. */
const endsHere = (lines: readonly string[], at: number): boolean => {
  const line = lines[at]!;
  if (original.test(line)) return true;
  const next = (i: number) => lines.slice(i, i + 4).some((one) => further.test(one));
  return (
    (from.test(line) && next(at + 1)) || (rule.test(line) && lines.slice(at + 1, at + 3).some((one) => from.test(one)))
  );
};

function answered(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (endsHere(lines, at)) break;
    const heading = headingAt(lines, at);
    if (heading > 0) {
      at += heading - 1;
      let next = at + 1;
      while (lines[next] === '') next++;
      const first = lines[next];
      if (first === undefined || !isQuoted(first)) break;
    } else if (!isQuoted(lines[at]!)) kept.push(lines[at]!);
  }
  return kept;
}

function withoutSignature(lines: readonly string[]): string[] {
  const sign = lines.findIndex((line) => line === '--' || line === '-- ');
  const body = sign < 0 ? [...lines] : lines.slice(0, sign);
  while (body.length > 0 && (body.at(-1) === '' || device.test(body.at(-1)!))) body.pop();
  return body;
}

export function replyIn(text: string): string {
  const lines = text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  return withoutSignature(answered(lines))
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()
    .replaceAll(/\n{3,}/g, '\n\n');
}

/** Where the programs that people use begin what is answered. */
const quotes = [
  /<div[^<>]{0,200}\bgmail_quote/i,
  /<div[^<>]{0,200}\bid="?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)/i,
  /<div[^<>]{0,200}\bmoz-cite-prefix/i,
  /<div[^<>]{0,200}\byahoo_quoted/i,
  /<blockquote\b/i,
];

const named = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }));

function letterOf(entity: string): string {
  const [, hex, digits] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(entity) ?? [];
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(digits);
  if (hex === undefined && digits === undefined) return named.get(entity.toLowerCase()) ?? `&${entity};`;
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

/** Takes whole elements away whose words are none. */
function without(markup: string, tag: string): string {
  const parts = markup.split(new RegExp(`<${tag}\\b`, 'i'));
  return parts
    .map((part, i) => {
      if (i === 0) return part;
      const end = part.toLowerCase().indexOf(`</${tag}>`);
      return end < 0 ? '' : part.slice(end + tag.length + 3);
    })
    .join('');
}

/** The words of a mail that has no plain ones. */
export function wordsOfHtml(html: string): string {
  return (
    ['style', 'script', 'head', 'title']
      .reduce(without, html)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/<(?:br|hr)\b[^<>]*>|<\/(?:p|div|tr|li|h[1-6]|table|ul|ol)>/gi, '\n')
      .replaceAll(/<[^<>]*>/g, '')
      .replaceAll(/&(#?\w{1,10});/g, (_, entity: string) => letterOf(entity))
      // Some programs write one letter as two halves of it; one half alone is none.
      .toWellFormed()
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** Those of them that stand before what it answers. */
export function textOfHtml(html: string): string {
  const ends = quotes.flatMap((begin) => begin.exec(html)?.index ?? []);
  return wordsOfHtml(html.slice(0, Math.min(...ends, html.length)));
}
