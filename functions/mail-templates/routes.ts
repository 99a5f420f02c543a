import * as z from 'zod';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { firms } from '../firm/store.ts';
import { ShippedOrOwnKey } from '../templates/own-key.ts';
import { draft, fieldsOfPeople, whyStopped } from './compose.ts';
import { mailTemplateEvent } from './events.ts';
import { fieldNames, sampleFields, sampleLink } from './fields.ts';
import { localeOfKey } from './languages.ts';
import {
  checkFields,
  type MailTemplate,
  MailTemplateInput,
  MailTemplateLine,
  MailTemplateView,
  reset,
  reword,
  show,
  wordsOf,
} from './mail-template.ts';
import { shippedMail, shippedMails } from './shipped.ts';
import { holdingOf, listOwn, loadCounted, loadHolding, loadPeople, mailTemplates } from './store.ts';

const on = routesOf();

const ByKey = z.object({
  mailKey: ShippedOrOwnKey({
    what: 'mail',
    own: 'own-welcome',
    shipped: 'close-package',
    isShipped: (key) => shippedMail(key) !== undefined,
  }),
});

const { subject, text } = MailTemplateInput.shape;
const Preview = z
  .strictObject({
    clientId: Id('client').optional(),
    contactId: Id('contact').optional(),
    /** Words that are not kept yet, instead of those that are. */
    subject: subject.optional(),
    text: text.optional(),
  })
  .refine(({ clientId, contactId }) => (clientId === undefined) === (contactId === undefined), {
    path: ['contactId'],
    message: 'Name the client and the contact, or neither',
  })
  .meta({ id: 'MailPreviewInput' });
const PreviewView = z
  .object({
    subject: z.string(),
    text: z.string(),
    /** The fields that are empty; each stands in the words as `{its.name}`. */
    missing: z.array(z.string()),
    /** Why it would not be sent. */
    stopped: z.string().optional(),
  })
  .meta({ id: 'MailPreview' });

export const mailTemplateRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/mail-templates',
    summary: 'The mails that are written by template, shipped and of the firm’s own',
    allow: everyone,
    response: z.object({ items: z.array(MailTemplateLine), fields: z.array(z.string()) }),
    load: (_, { records }) => listOwn(records),
    answer({ loaded, caller }) {
      const own = new Map(loaded.map((one) => [one.key, one]));
      const added = loaded.filter((one) => one.status === 'own' && !shippedMail(one.key));
      const keys = [...shippedMails, ...added].map(({ key }) => key);
      const items = keys.map((key) => show({ shipped: shippedMail(key), own: own.get(key) }, key, caller));
      return { items, fields: [...fieldNames] };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/mail-templates/{mailKey}',
    summary: 'The words of a mail, with the fields in them',
    allow: everyone,
    params: ByKey,
    response: MailTemplateView,
    load: ({ params }, { records }) => holdingOf(records, params.mailKey),
    answer: ({ params, loaded, caller }) => show(loaded, params.mailKey, caller),
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/mail-templates/{mailKey}',
    summary: 'Put a mail into the firm’s own words',
    description:
      'Instead of the shipped ones, which stay there to go back to; or a mail of the firm’s own, under a key like `own-welcome`. What is no field of mails is refused by its name.',
    allow: leads,
    params: ByKey,
    body: MailTemplateInput,
    response: MailTemplateView,
    load: ({ params }, { records }) => loadCounted(records, params.mailKey),
    subject: ({ own }) => own ?? { version: 0 },
    decide({ params: { mailKey: key }, loaded: { tail, others, ...holding }, body, caller, now }) {
      const after = reword(holding, key, body, { others, by: caller.id, now });
      const write = holding.own
        ? mailTemplates.replace(holding.own, { ...holding.own, ...after })
        : mailTemplates.create(after);
      return {
        write: [mailTemplateEvent('mail-template.worded', tail, [write])],
        answer: show({ ...holding, own: write.after as Stored<MailTemplate> }, key, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/mail-templates/{mailKey}',
    summary: 'Go back to the shipped words of a mail, or remove one of the firm’s own',
    allow: leads,
    params: ByKey,
    status: 204,
    load: ({ params }, { records }) => loadHolding(records, params.mailKey),
    subject: ({ own }) => own ?? { version: 0 },
    decide({ params: { mailKey: key }, loaded: { tail, ...holding }, caller, now }) {
      wordsOf(holding, key);
      if (holding.own?.status !== 'own') return { write: [], answer: undefined };
      const write = mailTemplates.replace(holding.own, reset(holding.own, caller.id, now));
      return { write: [mailTemplateEvent('mail-template.reset', tail, [write])], answer: undefined };
    },
  }),
  on.reads({
    method: 'POST',
    path: '/v1/mail-templates/{mailKey}/preview',
    summary: 'What a mail would say to a contact of a client, and which fields are empty',
    description:
      'In the name of who asks. Without a contact, with every field filled as it may look. Nothing is sent, and nothing kept.',
    allow: everyone,
    params: ByKey,
    body: Preview,
    response: PreviewView,
    async load({ params, body: { clientId, contactId } }, { records }) {
      const isTo = clientId !== undefined && contactId !== undefined;
      const [holding, people] = await Promise.all([
        holdingOf(records, params.mailKey),
        isTo ? loadPeople(records, { clientId, contactId }) : undefined,
      ]);
      return { holding, people, firm: people?.firm ?? (await records.get(firms, 'firm')) };
    },
    answer({ params: { mailKey }, body: { subject: newSubject, text: newText }, loaded, now }) {
      const { holding, people, firm } = loaded;
      const kept = wordsOf(holding, mailKey);
      const words = { subject: newSubject ?? kept.subject, text: newText ?? kept.text };
      if (newSubject !== undefined || newText !== undefined) checkFields(words);
      const writing = { today: civilDateAt(now, firm.timeZone), ...localeOfKey(mailKey) };
      const drafted = draft(words, people ? { ...fieldsOfPeople(people), ...sampleLink } : sampleFields, writing);
      return { ...drafted, ...(drafted.missing.length > 0 && { stopped: whyStopped(drafted.missing) }) };
    },
  }),
];
