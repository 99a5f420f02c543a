import * as z from 'zod';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { invalid } from '../../shared/errors.ts';
import { checkRights } from '../../shared/http/rights.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { engagements } from '../engagements/store.ts';
import { firms } from '../firm/store.ts';
import { fieldsOfLetter } from '../letters/drafting.ts';
import { drawUp } from '../letters/letter-template.ts';
import { costs } from '../letters/letter.ts';
import { shippedLetter, shippedLetters } from '../letters/shipped.ts';
import { ShippedOrOwnKey } from '../templates/own-key.ts';
import { letterTemplateEvent } from './events.ts';
import { sampleFields } from './fields.ts';
import {
  checkFields,
  LetterTemplateInput,
  LetterTemplateLine,
  LetterTemplateView,
  reset,
  reword,
  show,
  showLine,
  wordsOf,
} from './letter-template.ts';
import { holdingOf, keep, listOwn, loadToChange } from './store.ts';

const on = routesOf();

const LetterKey = ShippedOrOwnKey({
  what: 'letter',
  own: 'own-payroll',
  shipped: 'tax-individual',
  isShipped: (key) => shippedLetter(key) !== undefined,
});
const ByKey = z.object({ letterKey: LetterKey });

const { title, text } = LetterTemplateInput.shape;
const Preview = z
  .strictObject({
    engagementId: Id('engagement').optional(),
    /** Words that are not kept yet, instead of those that are. */
    title: title.optional(),
    text: text.optional(),
  })
  .meta({ id: 'LetterTemplatePreviewInput' });
const PreviewView = z
  .object({
    title: z.string(),
    text: z.string(),
    /** The fields that are empty; each stands in the words as `{its.name}`. */
    missing: z.array(z.string()),
  })
  .meta({ id: 'LetterTemplatePreview' });

async function loadBetween(records: Records, engagementId: string) {
  const engagement = await records.get(engagements, engagementId);
  return { engagement, client: await records.get(clients, engagement.clientId) };
}

export const letterTemplateRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/letter-templates',
    summary: 'What letters begin with, shipped and of the firm’s own',
    allow: everyone,
    response: z.object({ items: z.array(LetterTemplateLine) }),
    load: (_, { records }) => listOwn(records),
    answer({ loaded, caller }) {
      const own = new Map(loaded.map((one) => [one.key, one]));
      const added = loaded.filter((one) => one.status === 'own' && !shippedLetter(one.key));
      const keys = [...shippedLetters, ...added].map(({ key }) => key);
      return { items: keys.map((key) => showLine({ shipped: shippedLetter(key), own: own.get(key) }, key, caller)) };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/letter-templates/{letterKey}',
    summary: 'The words that a letter begins with, with the fields in them',
    allow: everyone,
    params: ByKey,
    response: LetterTemplateView,
    load: ({ params }, { records }) => holdingOf(records, params.letterKey),
    answer: ({ params, loaded, caller }) => show(loaded, params.letterKey, caller),
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/letter-templates/{letterKey}',
    summary: 'Put what a letter begins with into the firm’s own words',
    description:
      'Instead of the shipped ones, which stay there to go back to; or a letter of the firm’s own, under a key like `own-payroll`. What is no field of letters of this kind is refused by its name. Letters that were drafted stay as they are.',
    allow: leads,
    params: ByKey,
    body: LetterTemplateInput,
    response: LetterTemplateView,
    load: ({ params }, { records }) => loadToChange(records, params.letterKey),
    subject: ({ holding }) => holding.own ?? { version: 0 },
    decide({ params: { letterKey: key }, loaded: { holding, line, others, tail }, body, caller, now }) {
      const after = reword(holding, key, body, { others, by: caller.id, now });
      const { writes, own } = keep(holding, line, after);
      return {
        write: [letterTemplateEvent('letter-template.worded', tail, writes)],
        answer: show({ ...holding, own }, key, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/letter-templates/{letterKey}',
    summary: 'Go back to the shipped words of a letter, or remove one of the firm’s own',
    allow: leads,
    params: ByKey,
    status: 204,
    load: ({ params }, { records }) => loadToChange(records, params.letterKey),
    subject: ({ holding }) => holding.own ?? { version: 0 },
    decide({ params: { letterKey: key }, loaded: { holding, line, tail }, caller, now }) {
      wordsOf(holding, key);
      if (holding.own?.status !== 'own') return { write: [], answer: undefined };
      const { writes } = keep(holding, line, reset(holding.own, caller.id, now));
      return { write: [letterTemplateEvent('letter-template.reset', tail, writes)], answer: undefined };
    },
  }),
  on.reads({
    method: 'POST',
    path: '/v1/letter-templates/{letterKey}/preview',
    summary: 'What a letter would say for an engagement, and which fields are empty',
    description:
      'For whoever may see amounts: it names what the work costs. Without an engagement, with every field filled as it may look. Nothing is drafted, and nothing kept.',
    allow: everyone,
    params: ByKey,
    body: Preview,
    response: PreviewView,
    async load({ params, body: { engagementId } }, { records }) {
      const [holding, firm, between] = await Promise.all([
        holdingOf(records, params.letterKey),
        records.get(firms, 'firm'),
        engagementId === undefined ? undefined : loadBetween(records, engagementId),
      ]);
      return { holding, firm, between };
    },
    answer({ params: { letterKey }, body, loaded: { holding, firm, between }, caller, now }) {
      const kept = wordsOf(holding, letterKey);
      const words = { ...kept, title: body.title ?? kept.title, text: body.text ?? kept.text };
      if (body.title !== undefined || body.text !== undefined) checkFields(words);
      const writing = { today: civilDateAt(now, firm.timeZone) };
      if (!between) return drawUp(words, sampleFields(words.kind), writing);
      if (words.kind === 'sign-off')
        throw invalid({ path: 'body.engagementId', message: 'What is signed off is a document, and no engagement' });
      checkRights(costs, { text: words.text }, caller);
      return drawUp(words, fieldsOfLetter({ firm, ...between }), writing);
    },
  }),
];
