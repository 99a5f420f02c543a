import * as z from 'zod';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { broken, notFound } from '../../shared/errors.ts';
import { contacts, type Caller, routesOf } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import { contactLinks } from '../clients/store.ts';
import type { Filed } from '../documents/routing.ts';
import { sitDown } from '../documents/sitting.ts';
import { firms } from '../firm/store.ts';
import type { PortalCaller } from '../portal/authenticate.ts';
import { Signature } from './acceptance.ts';
import { ById } from './letter-routes.ts';
import { isShownTo, Sha256 } from './letter.ts';
import { lettersFor, portalLine, PortalLetter, PortalLetterLine, portalView } from './portal-view.ts';
import { letterRead, loadReading, loadSignedOff, readingOfLetter, signedOffRead } from './reading.ts';
import { decline, opened, sign } from './signing.ts';
import { acceptances, changeLetter, letters, loadLetter } from './store.ts';

const on = routesOf<Filed>();

/** What someone may not see is not there: neither another's letter, nor one whose turn is not theirs yet. */
async function loadShown(records: Records, letterId: string) {
  const caller = (await records.reader()) as Caller;
  const loaded = await loadLetter(records, letterId);
  if (!isShownTo(loaded.letter, caller.id)) throw notFound(letters.name, letterId);
  return { ...loaded, caller };
}

/** Whoever does not sign for the client any more, since the letter was sent, does not. */
async function loadToAct(records: Records, letterId: string) {
  const { caller, ...loaded } = await loadShown(records, letterId);
  // Who was shown it may be anyone of the firm: a signature would show nothing.
  if ((caller as Partial<PortalCaller>).session?.copied)
    throw broken('This page was opened by a link that we handed over. Open it by a link in our mail to sign');
  const place = { clientId: loaded.letter.clientId, contactId: caller.id };
  const [link, firm] = await Promise.all([records.find(contactLinks, place), records.get(firms, 'firm')]);
  if (link?.status !== 'linked' || !link.sign) throw broken('You do not sign for this client any more; ask us');
  return { loaded, firm };
}

export const letterPortalRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/letters',
    summary: 'Letters that you have to read and sign, or have signed while others still do',
    allow: contacts,
    response: z.object({ items: z.array(PortalLetterLine) }),
    load: async (_, { records }) => lettersFor(records, (await records.reader()) as Caller),
    answer: ({ loaded, caller }) => ({ items: loaded.map((one) => portalLine(one, caller)) }),
  }),
  on.changes({
    method: 'GET',
    path: '/portal/v1/letters/{letterId}',
    summary: 'A letter with its file and what you agree to by signing it',
    description: 'That you have read it is told in its history: the first time, and then once in half an hour.',
    allow: contacts,
    params: ById,
    response: PortalLetter,
    async load({ params }, from) {
      const loaded = await loadShown(from.records, params.letterId);
      const { document } = loaded.letter;
      const [file, signedOff] = await Promise.all([
        loadReading(loaded.letter, 'letter.viewed', from),
        document && loadSignedOff(document, from),
      ]);
      return { loaded, file, signedOff };
    },
    decide({ loaded: { loaded, file, signedOff }, caller, now }) {
      const { id } = caller;
      const links = { file: file.link, document: signedOff?.link };
      const beside = signedOff ? signedOffRead(signedOff, { id, now }) : [];
      const after = opened(loaded.letter, id, now);
      const reader = { id, now, until: file.until };
      if (after === loaded.letter)
        return {
          write: [...letterRead('letter.viewed', loaded, reader), ...beside],
          answer: portalView(loaded.letter, caller, links),
        };
      const also = sitDown(readingOfLetter(after, 'letter.viewed'), reader);
      const { decided, letter } = changeLetter(loaded, 'letter.opened', after, { more: { also } });
      return { write: [decided, ...beside], answer: portalView(letter, caller, links) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/letters/{letterId}/sign',
    summary: 'Sign a letter with your name, typed or drawn',
    description: 'Name the file that you have read by its SHA-256, and the words of consent by their version.',
    allow: contacts,
    params: ById,
    body: z.strictObject({
      documentSha256: Sha256,
      consentVersion: z.int().min(1),
      signature: Signature,
      /** Of a proposal: the name of the package that you choose. */
      package: z.string().max(80).optional(),
    }),
    response: PortalLetter,
    load: ({ params }, { records }) => loadToAct(records, params.letterId),
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, firm }, body, caller, now, visitor }) {
      const when = { now, today: civilDateAt(now, firm.timeZone) };
      const { letter: after, acceptance } = sign(loaded.letter, caller.id, { ...body, ...visitor }, when);
      const { id: letterId, clientId } = loaded.letter;
      const type = after.status === 'signed' ? 'letter.signed' : 'letter.signed-by-one';
      const beside = [acceptances.create({ ...acceptance, letterId, clientId })];
      const { decided, letter } = changeLetter(loaded, type, after, { beside });
      return { write: [decided], answer: portalView(letter, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/portal/v1/letters/{letterId}/decline',
    summary: 'Say that you do not agree, and why',
    allow: contacts,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
    response: PortalLetter,
    load: ({ params }, { records }) => loadToAct(records, params.letterId),
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, firm }, body, caller, now }) {
      const when = { now, today: civilDateAt(now, firm.timeZone) };
      const after = decline(loaded.letter, caller.id, body.reason, when);
      const { decided, letter } = changeLetter(loaded, 'letter.declined', after);
      return { write: [decided], answer: portalView(letter, caller) };
    },
  }),
];
