import { decodeText, decodeWords } from './mailbox-address.ts';

export type Header = { name: string; value: string };
export type MimeAttachment = { name: string; type: string; content: Buffer };
export type MimeMail = { headers: Header[]; text?: string; html?: string; attachments: MimeAttachment[] };

type Entity = { headers: Header[]; body: string };
type Valued = { value: string; parameters: Record<string, string> };

const MAX_DEPTH = 20;

const bytesOf = (latin1: string) => Buffer.from(latin1, 'latin1');

/** The value of the first header of this name. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
}

function parseHeaders(head: string): Header[] {
  const headers: Header[] = [];
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name !== undefined) headers.push({ name, value: decodeText(bytesOf(value!)) });
  }
  return headers;
}

function parseEntity(source: string): Entity {
  if (/^\r?\n/.test(source)) return { headers: [], body: source.replace(/^\r?\n/, '') };
  const gap = /\r?\n\r?\n/.exec(source);
  if (!gap) return { headers: parseHeaders(source), body: '' };
  return { headers: parseHeaders(source.slice(0, gap.index)), body: source.slice(gap.index + gap[0].length) };
}

function decodeExtended(value: string): string {
  const [, charset, encoded] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [undefined, 'utf-8', value];
  const latin1 = encoded!.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return decodeText(bytesOf(latin1), charset || 'utf-8');
}

/** `attachment; filename*0*=utf-8''Gr%C3%BC; filename*1=".pdf"`: the value and its parameters (RFC 2231). */
function parseValued(header = ''): Valued {
  const parameters: Record<string, string> = {};
  const continued = new Map<string, { text: string; extended: boolean }>();
  for (const [, key, quoted, plain] of header.matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]*))/g)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain!;
    const [, name, , star] = /^([^*]+)(\*\d+)?(\*)?$/.exec(key!.toLowerCase()) ?? [];
    if (name === undefined) continue;
    const before = continued.get(name);
    continued.set(name, { text: (before?.text ?? '') + value, extended: !!star || !!before?.extended });
  }
  for (const [name, { text, extended }] of continued)
    parameters[name] = extended ? decodeExtended(text) : decodeWords(text);
  return { value: header.split(';')[0]!.trim().toLowerCase(), parameters };
}

function decodeBody(body: string, encoding = ''): Buffer {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return Buffer.from(body, 'base64');
  if (kind !== 'quoted-printable') return bytesOf(body);
  const joined = body.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/=\r?\n/g, '');
  return bytesOf(joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))));
}

function partsOf(body: string, boundary: string): string[] {
  const line = `--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  const [, ...parts] = body.split(new RegExp(`(?:^|\\r?\\n)${line}[ \\t]*(?:\\r?\\n|$)`));
  const end = new RegExp(`(?:^|\\r?\\n)${line}--[\\s\\S]*$`);
  return parts.map((part) => part.replace(end, ''));
}

function addLeaf(mail: MimeMail, { headers, body }: Entity, type: Valued): void {
  const disposition = parseValued(headerOf(headers, 'content-disposition'));
  const content = decodeBody(body, headerOf(headers, 'content-transfer-encoding'));
  const name = disposition.parameters['filename'] ?? type.parameters['name'];
  const kind = type.value === 'text/html' ? 'html' : type.value === 'text/plain' ? 'text' : undefined;
  if (kind && name === undefined && disposition.value !== 'attachment') {
    mail[kind] = (mail[kind] ?? '') + decodeText(content, type.parameters['charset'] ?? 'utf-8');
    return;
  }
  mail.attachments.push({ name: name ?? 'unnamed', type: type.value, content });
}

function walk(mail: MimeMail, entity: Entity, depth: number): void {
  const type = parseValued(headerOf(entity.headers, 'content-type') ?? 'text/plain');
  const { boundary } = type.parameters;
  if (!type.value.startsWith('multipart/') || !boundary || depth > MAX_DEPTH) return addLeaf(mail, entity, type);
  for (const part of partsOf(entity.body, boundary)) walk(mail, parseEntity(part), depth + 1);
}

/** The parts of a mail; its headers unfolded, encoded words left as they are. What has no headers at all is taken as one piece of text. */
export function parseMime(raw: Uint8Array): MimeMail {
  const source = Buffer.from(raw).toString('latin1');
  const entity = parseEntity(source);
  if (!entity.headers.length) return { headers: [], text: decodeText(raw), attachments: [] };
  const mail: MimeMail = { headers: entity.headers, attachments: [] };
  walk(mail, entity, 0);
  return mail;
}
