import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { checkRights } from '../../shared/http/rights.ts';
import { List, Paging, paging } from '../../shared/http/lists.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { notErased } from '../clients/client.ts';
import { loadBetween } from './between.ts';
import { fieldsOfLetter, LetterPatch, loadSigners, NewLetter } from './drafting.ts';
import { letterEvent } from './events.ts';
import { drawUp } from './letter-template.ts';
import { costs, type Letter } from './letter.ts';
import { checkOffered, loadNew } from './new-letter.ts';
import { inWords, PackageInWords } from './packages.ts';
import { changeLetter, letters, lettersIn, lettersOfClient, loadLetter } from './store.ts';
import { LetterLine, LetterView, line, view } from './view.ts';

const on = routesOf();
const OfClient = z.object({ clientId: Id('client') });
export const ById = z.object({ letterId: Id('letter') });

export const letterRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/letters',
    summary: 'Draft a letter for an engagement of a client, or one by which a document is signed off',
    description: 'A letter names what the work costs: its words are read and changed by whoever may see amounts.',
    allow: staff,
    params: OfClient,
    body: NewLetter,
    status: 201,
    response: LetterView,
    load: async ({ params, body }, { records, newId }) => ({
      ...(await loadNew(records, params.clientId, body)),
      id: newId('letter'),
    }),
    decide({ loaded: { client, words, signers, about, id }, body, caller, now }) {
      notErased(client);
      const { kind, title, text } = words;
      const { jobId, dueOn, packages } = body;
      checkRights(costs, { ...(packages && { packages }) }, caller);
      const write = letters.create({
        id,
        clientId: client.id,
        ...about,
        ...(jobId !== undefined && { jobId }),
        ...(body.taskId !== undefined && { taskId: body.taskId }),
        kind,
        title,
        text,
        ...(packages && { packages }),
        signers,
        dueOn,
        status: 'draft',
        createdAt: now,
      });
      return {
        write: [letterEvent('letter.drafted', start(write.item.pk), [write])],
        answer: view(write.after as Stored<Letter>, caller),
        location: `/v1/letters/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/clients/{clientId}/letters',
    summary: 'The letters of a client: what is out first, then the others, each newest first',
    allow: everyone,
    params: OfClient,
    query: Paging,
    response: List(LetterLine),
    load: ({ params, query }, { records }) => lettersOfClient(records, params.clientId, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/letters',
    summary: 'What clients are to sign, by the day it is due; or letters in another state',
    allow: everyone,
    query: z.strictObject({
      state: z.enum(['out', 'draft', 'signed', 'declined', 'expired', 'void']).default('out'),
      ...paging,
    }),
    response: List(LetterLine),
    load: ({ query }, { records }) => lettersIn(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => line(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/letters/{letterId}',
    summary: 'A letter, with who signs it and who has',
    allow: everyone,
    params: ById,
    response: LetterView,
    load: ({ params }, { records }) => records.get(letters, params.letterId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/letters/{letterId}',
    summary: 'Change a letter that was not sent yet',
    allow: staff,
    params: ById,
    body: LetterPatch,
    response: LetterView,
    async load({ params, body }, { records }) {
      const loaded = await loadLetter(records, params.letterId);
      const { contactIds } = body;
      await checkOffered(records, body.packages);
      return { loaded, signers: contactIds && (await loadSigners(records, loaded.letter.clientId, contactIds)) };
    },
    subject: ({ loaded }) => loaded.letter,
    decide({ loaded: { loaded, signers }, body: { contactIds: _, ...patch }, caller }) {
      if (loaded.letter.status !== 'draft') throw broken('The words of a letter are fixed from the day it is sent');
      checkRights(costs, patch, caller);
      const { title = loaded.letter.title, text = loaded.letter.text, dueOn = loaded.letter.dueOn, packages } = patch;
      const more = { ...(signers && { signers }), ...(packages && { packages }) };
      const after = { ...loaded.letter, title, text, dueOn, ...more };
      const { decided, letter } = changeLetter(loaded, 'letter.changed', after);
      return { write: [decided], answer: view(letter, caller) };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/letters/{letterId}/preview',
    summary: 'What a letter would say if it were sent now, and which of its fields are empty',
    allow: staff,
    params: ById,
    response: z.object({
      title: z.string(),
      text: z.string(),
      packages: z.array(PackageInWords),
      missing: z.array(z.string()),
    }),
    async load({ params }, { records }) {
      const letter = await records.get(letters, params.letterId);
      return { letter, between: await loadBetween(records, letter) };
    },
    answer({ loaded: { letter, between }, caller, now }) {
      checkRights(costs, { text: letter.text }, caller);
      const packages = (letter.packages ?? []).map(inWords);
      if (letter.status !== 'draft') return { title: letter.title, text: letter.text, packages, missing: [] };
      const said = drawUp(letter, fieldsOfLetter(between, letter.document), {
        today: civilDateAt(now, between.firm.timeZone),
      });
      return { ...said, packages };
    },
  }),
];
