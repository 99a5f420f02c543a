import { broken, invalid, notFound } from '../../shared/errors.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { type Acceptance, hashOf, type Signature } from './acceptance.ts';
import { isAskedFor } from './consent.ts';
import { choose } from './packages.ts';
import { isOut, isShownTo, type Letter, type Signer, turnOf } from './letter.ts';

/** The day is the firm's. */
export type When = { now: string; today: CivilDate };

const over: Partial<Record<Letter['status'], string>> = {
  signed: 'This letter is signed by everyone',
  declined: 'This letter was declined',
  expired: 'This letter has expired',
  void: 'This letter was withdrawn',
  draft: 'This letter was not sent yet',
};

function toBeOut(letter: Letter): void {
  if (!isOut(letter)) throw broken(over[letter.status] ?? 'This letter is not out');
}

/** What is fixed: all that the client agrees to, and nothing that changes while it is out. */
export const textHashOf = ({ id, clientId, engagementId, kind, title, text, packages, document }: Letter): string =>
  sha256(
    canonical({
      id,
      clientId,
      ...(engagementId !== undefined && { engagementId }),
      kind,
      title,
      text,
      ...(packages && { packages }),
      ...(document && { document }),
    }),
  );

export function send(letter: Letter, { now, today }: When): Letter {
  if (letter.status !== 'draft') throw broken('This letter was sent already');
  const people = new Set(letter.signers.map(({ contactId }) => contactId));
  if (people.size === 0) throw broken('Say first who is to sign', { field: 'signers' });
  if (people.size < letter.signers.length) throw broken('Someone is to sign twice', { field: 'signers' });
  if (letter.dueOn < today) throw broken('The day by which to sign has passed', { field: 'dueOn' });
  return { ...letter, status: 'sent', sentAt: now, textSha256: textHashOf(letter) };
}

const withSigner = (letter: Letter, contactId: string, more: Partial<Signer>): Letter => ({
  ...letter,
  signers: letter.signers.map((signer) => (signer.contactId === contactId ? { ...signer, ...more } : signer)),
});

/** Whose turn it has become is told, once. */
function passOn(letter: Letter, now: string): Letter {
  const next = turnOf(letter);
  return next && next.sentAt === undefined ? withSigner(letter, next.contactId, { sentAt: now }) : letter;
}

/** The file is made: the first signer hears of it. The same file a second time changes nothing. */
export function rendered(letter: Letter, fileSha256: string, now: string): Letter {
  if (letter.fileSha256 === fileSha256) return letter;
  toBeOut(letter);
  if (letter.fileSha256 !== undefined) throw broken('Another file of this letter is out already');
  return passOn({ ...letter, fileSha256 }, now);
}

/** What someone may not see is not there. */
function signerOf(letter: Letter, contactId: string): Signer {
  const signer = letter.signers.find((one) => one.contactId === contactId);
  if (!signer || !isShownTo(letter, contactId)) throw notFound('letter', letter.id);
  return signer;
}

/** The first time counts. */
export function opened(letter: Letter, contactId: string, now: string): Letter {
  const { openedAt } = signerOf(letter, contactId);
  return openedAt !== undefined || !isOut(letter) ? letter : withSigner(letter, contactId, { openedAt: now });
}

function toAct(letter: Letter, contactId: string, { today }: When): Signer {
  const signer = signerOf(letter, contactId);
  toBeOut(letter);
  if (letter.dueOn < today) throw broken('This letter was to be signed by a day that has passed; ask us for a new one');
  if (signer.signedAt !== undefined) throw broken('You have signed this letter already');
  return signer;
}

export type Signing = {
  documentSha256: string;
  consentVersion: number;
  package?: string | undefined;
  signature: Signature;
  address: string;
  userAgent: string;
};

/** Signs what was read: another file or other words of consent than those that are out are refused. */
export function sign(letter: Letter, contactId: string, given: Signing, when: When) {
  const { name, sentAt, openedAt } = toAct(letter, contactId, when);
  if (given.documentSha256 !== letter.fileSha256)
    throw invalid({ path: 'body.documentSha256', message: 'Is not the document that is to be signed; read it again' });
  if (!isAskedFor(given.consentVersion))
    throw invalid({ path: 'body.consentVersion', message: 'Is not the consent that is asked for now; read it again' });
  if (sentAt === undefined || openedAt === undefined) throw broken('Read this letter before you sign it');
  const { package: asked, ...rest } = given;
  const chosen = choose(letter, asked);
  const what = chosen === undefined ? {} : { package: chosen };
  const acceptance: Acceptance = {
    ...rest,
    ...what,
    signer: { contactId, name },
    sentAt,
    openedAt,
    signedAt: when.now,
  };
  const decided = chosen === undefined ? letter : { ...letter, chosen };
  const signed = withSigner(decided, contactId, { signedAt: when.now, acceptance: hashOf(acceptance) });
  const isLast = signed.signers.every(({ signedAt }) => signedAt !== undefined);
  const after: Letter = isLast
    ? { ...signed, status: 'signed', signedAt: when.now }
    : passOn({ ...signed, status: 'partly-signed' }, when.now);
  return { letter: after, acceptance };
}

export function decline(letter: Letter, contactId: string, reason: string, when: When): Letter {
  toAct(letter, contactId, when);
  return { ...letter, status: 'declined', declined: { reason, by: contactId, at: when.now } };
}

/** What everyone has signed is agreed, and is ended by another letter. */
export function withdraw(letter: Letter, reason: string, by: string, now: string): Letter {
  if (letter.status === 'signed' || letter.status === 'void') throw broken(over[letter.status]!);
  return { ...letter, status: 'void', voided: { reason, by, at: now } };
}

/** A later day for what is out, or what has expired: those who have signed need not again. */
export function extend(letter: Letter, dueOn: CivilDate, { today }: Pick<When, 'today'>): Letter {
  if (letter.status !== 'expired') toBeOut(letter);
  if (dueOn < today || dueOn <= letter.dueOn)
    throw invalid({ path: 'body.dueOn', message: `Lies not after ${letter.dueOn}, or has passed` });
  const { expiredAt: _, ...rest } = letter;
  const isBegun = letter.signers.some(({ signedAt }) => signedAt !== undefined);
  return { ...rest, dueOn, status: isBegun ? 'partly-signed' : 'sent' };
}

/** Its day has passed. Nothing to do is no fault: a sweep may come late, or twice. */
export const expire = (letter: Letter, { now, today }: When): Letter =>
  isOut(letter) && letter.dueOn < today ? { ...letter, status: 'expired', expiredAt: now } : letter;
