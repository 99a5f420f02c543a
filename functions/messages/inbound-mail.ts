import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { isAuthentic } from './authenticity.ts';
import { replyIn, textOfHtml, wordsOfHtml } from './reply-text.ts';

export type InboundFile = { name: string; type: string; bytes: Uint8Array };

/** What the mail service found when it looked for viruses: `unknown` where it could not tell. */
export type Scan = 'clean' | 'infected' | 'unknown';

/** A mail that came, as far as conversations care. */
export type InboundMail = {
  /** By which it is known again, however often it is delivered: by its Message-ID, and by what it says, for some give one twice. */
  key: string;
  from: string;
  to: readonly string[];
  /** What its writer wrote, without what they answer. */
  text: string;
  /** Nobody wrote it: a bounce, an absence note, a mail of our own. */
  isAutomatic: boolean;
  /** What is to be looked at before anyone takes it for theirs. */
  suspicion?: string;
  scan: Scan;
  files: readonly InboundFile[];
};

const mailboxes = (list: readonly Address[] = []): string[] =>
  list.flatMap((one) => (one.group ? one.group.map(({ address }) => address) : [one.address ?? '']));

/** Of several headers by one name the first counts: the mail service puts its own before those that were sent. */
const headerOf = ({ headers }: Email, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value.trim();

const robots = /^mailer-daemon@/i;
const answering = ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-firmament-mail'];

/** Only what says so itself: a person’s mail may come by a list, and with a way to leave it. */
function isAutomatic(mail: Email): boolean {
  const says = (name: string) => headerOf(mail, name)?.toLowerCase();
  const submitted = says('auto-submitted');
  if (submitted !== undefined && !/^no\b/.test(submitted)) return true;
  if (/^auto[_-]reply/.test(says('precedence') ?? '')) return true;
  if (says('return-path') === '<>' || /multipart\/report/.test(says('content-type') ?? '')) return true;
  return answering.some((name) => says(name) !== undefined) || robots.test(mail.from?.address ?? '');
}

/** Who sends to many, or wants no machine to answer, may be a machine. */
const mayBeMachine = (mail: Email): boolean =>
  /^(?:bulk|junk)/i.test(headerOf(mail, 'precedence') ?? '') ||
  headerOf(mail, 'x-auto-response-suppress') !== undefined;

function isFromThere(mail: Email): boolean {
  const froms = mail.headers.filter(({ key }) => key === 'from');
  return froms.length === 1 && isAuthentic(headerOf(mail, 'authentication-results') ?? '', mail.from?.address ?? '');
}

function scanOf(mail: Email): Scan {
  const verdict = headerOf(mail, 'x-ses-virus-verdict');
  if (verdict === 'FAIL') return 'infected';
  return verdict === 'PASS' ? 'clean' : 'unknown';
}

function suspicionOf(mail: Email): string | undefined {
  if (headerOf(mail, 'x-ses-spam-verdict') === 'FAIL') return 'The mail service takes it for unwanted mail';
  if (!isFromThere(mail)) return 'Nothing proves that it comes from where its address says';
  return mayBeMachine(mail) ? 'A machine may have written it' : undefined;
}

/** A picture in a signature, not one that someone took. */
const mostOrnament = 20_000;

function filesOf({ attachments }: Email): InboundFile[] {
  return attachments.flatMap(({ filename, mimeType, content, disposition, related }, i) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    const isInline = disposition === 'inline' || related === true;
    if (isInline && mimeType.startsWith('image/') && bytes.length < mostOrnament) return [];
    return [{ name: filename?.trim() || `File ${i + 1}`, type: mimeType, bytes }];
  });
}

type Words = Pick<InboundMail, 'text' | 'suspicion'>;

/**
 * The words of it: the plain ones, or those of its HTML. Where nothing is left without what it answers, and nothing came
 * with it, someone may have answered between the lines: a person looks at all of it.
 */
function wordsOf({ text = '', html = '' }: Email, hasFiles: boolean): Words {
  const plain = text.toWellFormed();
  const own = replyIn(plain) || replyIn(textOfHtml(html));
  const whole = plain.trim() || wordsOfHtml(html);
  if (own !== '' || hasFiles || whole === '') return { text: own };
  return { text: whole, suspicion: 'It says nothing above what it answers, and may do so between its lines' };
}

function keyOf({ messageId, from }: Email, raw: Uint8Array, text: string, files: readonly InboundFile[]): string {
  const hash = createHash('sha256').update(messageId ?? raw);
  hash.update(`\n${from?.address}\n${text}`);
  for (const { bytes } of files) hash.update(`\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}

export async function readMail(raw: Uint8Array): Promise<InboundMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  const envelope = mail.headers
    .filter(({ key }) => key === 'received')
    .flatMap(({ value }) => /\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/.exec(value)?.[1] ?? []);
  const files = filesOf(mail);
  const { text, suspicion = suspicionOf(mail) } = wordsOf(mail, files.length > 0);
  return {
    key: keyOf(mail, raw, text, files),
    from: (mail.from?.address ?? '').toLowerCase(),
    to: [...mailboxes(mail.to), ...mailboxes(mail.cc), ...envelope],
    text,
    isAutomatic: isAutomatic(mail),
    ...(suspicion !== undefined && { suspicion }),
    scan: scanOf(mail),
    files,
  };
}
