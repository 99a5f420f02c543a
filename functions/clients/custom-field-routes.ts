import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { admins, everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Stored } from '../../shared/table/entity.ts';
import {
  type CustomField,
  CustomFieldPatch,
  CustomFieldView,
  customFieldView as view,
  define,
  NewCustomField,
  redefine,
  withdraw,
} from './custom-field.ts';
import { clientEvent } from './events.ts';
import { customFields, listCustomFields, loadCustomFields } from './store.ts';

const on = routesOf();
const ById = z.object({ customFieldId: Id('customField') });

async function loadOne(records: Records, id: string) {
  const { fields, tail } = await loadCustomFields(records);
  return { field: inUse(fields, id), tail };
}

function inUse(fields: readonly Stored<CustomField>[], id: string): Stored<CustomField> {
  const field = fields.find((one) => one.id === id && one.status === 'active');
  if (!field) throw notFound('custom field', id);
  return field;
}

export const customFieldRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/custom-fields',
    summary: 'The fields that the firm gave its clients',
    allow: everyone,
    response: z.object({ items: z.array(CustomFieldView) }),
    load: (_, { records }) => listCustomFields(records),
    answer: ({ loaded, caller }) => ({
      items: loaded.filter(({ status }) => status === 'active').map((field) => view(field, caller)),
    }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/custom-fields',
    summary: 'Give clients a field of the firm’s own',
    allow: admins,
    body: NewCustomField,
    status: 201,
    response: CustomFieldView,
    load: async (_, { records, newId }) => ({ ...(await loadCustomFields(records)), id: newId('customField') }),
    decide({ loaded: { fields, tail, id }, body, caller, now }) {
      const write = customFields.create(define(fields, body, id, now));
      return {
        write: [clientEvent('custom-field.defined', tail, [write])],
        answer: view(write.after as Stored<CustomField>, caller),
        location: `/v1/custom-fields/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/custom-fields/{customFieldId}',
    summary: 'A custom field',
    allow: everyone,
    params: ById,
    response: CustomFieldView,
    load: async ({ params }, { records }) =>
      inUse([await records.get(customFields, params.customFieldId)], params.customFieldId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/custom-fields/{customFieldId}',
    summary: 'Change the label or the choices of a custom field',
    description: 'A choice that is taken away stays with the clients who have it.',
    allow: admins,
    params: ById,
    body: CustomFieldPatch,
    response: CustomFieldView,
    load: ({ params }, { records }) => loadOne(records, params.customFieldId),
    subject: ({ field }) => field,
    decide({ loaded: { field, tail }, body, caller }) {
      const write = customFields.replace(field, redefine(field, body));
      return {
        write: [clientEvent('custom-field.changed', tail, [write])],
        answer: view(write.after as Stored<CustomField>, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/custom-fields/{customFieldId}',
    summary: 'Take a custom field away; what clients have in it is kept',
    allow: admins,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadOne(records, params.customFieldId),
    subject: ({ field }) => field,
    decide: ({ loaded: { field, tail } }) => ({
      write: [clientEvent('custom-field.removed', tail, [customFields.replace(field, withdraw(field))])],
      answer: undefined,
    }),
  }),
];
