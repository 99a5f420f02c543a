export type Address = { name?: string; address: string };

function decodeWord(charset: string, encoding: string, text: string): string {
  const bytes =
    encoding.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64')
      : Buffer.from(
          text
            .replaceAll('_', ' ')
            .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        );
  return decodeText(bytes, charset);
}

/** Bytes as text; in an unknown charset as UTF-8. */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** `=?utf-8?Q?Gr=C3=BC=C3=9Fe?=` as people read it (RFC 2047). */
export function decodeWords(text: string): string {
  const word = /=\?([^?*\s]+)(?:\*[^?]*)?\?([BQ])\?([^?\s]*)\?=/gi;
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(word, (_, charset: string, encoding: string, encoded: string) => decodeWord(charset, encoding, encoded));
}

/** The mailboxes of a header such as To, split at the commas that part them. */
export function splitAddresses(header: string): string[] {
  const parts = header.match(/(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+/g) ?? [];
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** `"Doe, Ann" <ann@example.com>` or `ann@example.com`; undefined where it is neither. */
export function parseAddress(text: string): Address | undefined {
  const named = /^\s*("(?:\\.|[^"\\])*"|[^"<>@,;]*)\s*<([^<>\s]+)>\s*$/.exec(text);
  const address = named?.[2] ?? text.trim();
  if (!named && /[<>,;"\s]/.test(address)) return undefined;
  const name = decodeWords((named?.[1] ?? '').trim().replace(/^"(.*)"$/s, '$1')).replace(/\\(.)/g, '$1');
  return { ...(name && { name }), address };
}
