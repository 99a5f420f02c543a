import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { broken, notFound } from '../../shared/errors.ts';
import { checkRights } from '../../shared/http/rights.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import type { Filed } from '../documents/routing.ts';
import { DownloadLink } from '../documents/instructions.ts';
import { firms } from '../firm/store.ts';
import { loadSigners } from './drafting.ts';
import { ById } from './letter-routes.ts';
import { costs, turnOf } from './letter.ts';
import { loadMailing, mailOfLetter, toSignKey } from './mail.ts';
import { mailedTo } from './mailed.ts';
import { letterRead, loadReading } from './reading.ts';
import { dispatched, loadSending } from './sending.ts';
import { extend, withdraw } from './signing.ts';
import { changeLetter, loadLetter } from './store.ts';
import { LetterView, view } from './view.ts';

const on = routesOf<Filed>();

export const letterSendingRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/letters/{letterId}/send',
    summary: 'Send a letter: its words are fixed, its file is made, and the first to sign is told',
    allow: staff,
    params: ById,
    response: LetterView,
    async load({ params }, { records }) {
      const loaded = await loadLetter(records, params.letterId);
      const { id: senderId = '' } = await records.reader();
      const contactIds = loaded.letter.signers.map(({ contactId }) => contactId);
      const [sending, signers] = await Promise.all([
        loadSending(records, loaded.letter, senderId),
        loadSigners(records, loaded.letter.clientId, contactIds),
      ]);
      return { loaded, sending, signers };
    },
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, sending, signers }, caller, now, newId }) {
      const sent = dispatched(loaded.letter, sending, { signers, senderId: caller.id }, { now, newId });
      const { decided, letter } = changeLetter(loaded, 'letter.sent', sent);
      return { write: [decided], answer: view(letter, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/letters/{letterId}/resend',
    summary: 'Mail a letter again to the one whose turn it is',
    allow: staff,
    params: ById,
    response: LetterView,
    async load({ params }, { records }) {
      const loaded = await loadLetter(records, params.letterId);
      const { id: senderId = '' } = await records.reader();
      const turn = turnOf(loaded.letter);
      const { clientId } = loaded.letter;
      const place = turn && { clientId, contactId: turn.contactId, senderId };
      return { loaded, turn, mailing: place && (await loadMailing(records, place, toSignKey(loaded.letter))) };
    },
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, turn, mailing }, caller, now, newId }) {
      if (!turn || !mailing) throw broken('It is nobody’s turn to sign this letter');
      const mail = mailOfLetter(mailing, loaded.letter, { id: newId('mail'), now });
      const { decided, letter } = changeLetter(loaded, 'letter.mailed', mailedTo(loaded.letter, turn.contactId, now));
      return { write: [decided, mail], answer: view(letter, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/letters/{letterId}/extend',
    summary: 'Give more time to sign a letter that is out, or has expired',
    allow: staff,
    params: ById,
    body: z.strictObject({ dueOn: CivilDate }),
    response: LetterView,
    load: async ({ params }, { records }) => ({
      loaded: await loadLetter(records, params.letterId),
      firm: await records.get(firms, 'firm'),
    }),
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, firm }, body, caller, now }) {
      const after = extend(loaded.letter, body.dueOn, { today: civilDateAt(now, firm.timeZone) });
      const { decided, letter } = changeLetter(loaded, 'letter.extended', after);
      return { write: [decided], answer: view(letter, caller) };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/letters/{letterId}/void',
    summary: 'Withdraw a letter that not everyone has signed',
    allow: staff,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
    response: LetterView,
    load: ({ params }, { records }) => loadLetter(records, params.letterId),
    subject: ({ letter }) => letter,
    decide({ loaded, body, caller, now }) {
      const after = withdraw(loaded.letter, body.reason, caller.id, now);
      const { decided, letter } = changeLetter(loaded, 'letter.withdrawn', after);
      return { write: [decided], answer: view(letter, caller) };
    },
  }),
  on.changes({
    method: 'GET',
    path: '/v1/letters/{letterId}/file',
    summary: 'A link to a letter’s file, for two minutes: the signed one, once there is one',
    description: 'Who downloads it is told in its history, once in half an hour.',
    allow: staff,
    params: ById,
    response: DownloadLink,
    async load({ params }, from) {
      const loaded = await loadLetter(from.records, params.letterId);
      const { link, until } = await loadReading(loaded.letter, 'letter.downloaded', from);
      if (!link) throw notFound('file of letter', loaded.letter.id);
      return { loaded, link, until };
    },
    decide({ loaded: { loaded, link, until }, caller, now }) {
      checkRights(costs, { text: loaded.letter.text }, caller);
      return { write: letterRead('letter.downloaded', loaded, { id: caller.id, now, until }), answer: link };
    },
  }),
];
