import * as z from 'zod';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { alikeOf, reasons } from './alike.ts';
import { duplicatesOf, isMoreThanAPhone } from './duplicates.ts';
import { everything, type Unwalled } from './everything.ts';
import { contacts } from './store.ts';

const on = routesOf<Unwalled>();

const Duplicates = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(['client', 'contact']),
        id: z.string(),
        name: z.string(),
        detail: z.string(),
        why: z.array(z.enum(reasons)),
      }),
    ),
    /** There is one more where you may not look; an administrator can tell. */
    hidden: z.boolean(),
  })
  .meta({ id: 'Duplicates' });

const Asked = z
  .strictObject({
    kind: z.enum(['client', 'contact']),
    name: z.string().trim().min(1).max(200).optional(),
    mail: z.string().trim().min(1).max(254).optional(),
    phone: z.string().trim().min(1).max(40).optional(),
    number: z.string().trim().min(1).max(30).optional(),
  })
  .refine(({ name, mail, phone, number }) => (name ?? mail ?? phone ?? number) !== undefined, {
    path: ['name'],
    message: 'Give a name, mail, phone or number to look for',
  });

export const duplicateRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/duplicates',
    summary: 'Who is there already, while a client or person is typed',
    description:
      'By the same number, mail or phone, the same name, a short form of it (Jon, Jonathan), or one that sounds the same. A change is found a moment later. Of what you may not see it tells only that it is there (`hidden`): an administrator can tell more.',
    allow: staff,
    limit: { per: 'person', times: 2000, seconds: 3600 },
    query: Asked,
    response: Duplicates,
    load: ({ query: { kind, name, mail, phone, number } }, { records, table }) =>
      duplicatesOf(records, everything({ table }), kind, {
        names: name === undefined ? [] : [name],
        mails: [mail],
        phones: [phone],
        number,
      }),
    answer: ({ loaded }) => loaded,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/contacts/{contactId}/duplicates',
    summary: 'People who may be the same as this one',
    description:
      'Those with the same mail address, and those who are called alike; the same telephone alone is not enough.',
    allow: everyone,
    params: z.object({ contactId: Id('contact') }),
    response: Duplicates,
    async load({ params: { contactId } }, { records, table }) {
      const contact = await records.get(contacts, contactId);
      if (contact.erasedAt) return { items: [], hidden: false };
      return duplicatesOf(records, everything({ table }), 'contact', alikeOf(contact), {
        self: contactId,
        isWanted: isMoreThanAPhone,
      });
    },
    answer: ({ loaded }) => loaded,
  }),
];
