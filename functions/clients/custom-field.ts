import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken, invalid } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';

const Label = z.string().trim().min(1).max(80);
const Choices = z.array(Label).min(1).max(50);

export const FieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes, as in fax-number');

/** A field that the firm gave its clients. Its kind stays: what was written under it must stay readable. */
export const CustomField = z.object({
  id: Id('customField'),
  key: FieldKey,
  label: Label,
  type: z.enum(['text', 'number', 'date', 'choice', 'yes-no']),
  choices: Choices.optional(),
  appliesTo: z.literal('client'),
  status: z.enum(['active', 'removed']),
  createdAt: z.iso.datetime(),
});
export type CustomField = z.output<typeof CustomField>;

export const NewCustomField = z
  .strictObject({
    key: FieldKey,
    label: Label,
    type: CustomField.shape.type,
    choices: Choices.optional(),
    appliesTo: CustomField.shape.appliesTo.default('client'),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    message: 'Belong to a field of type choice, and only to such a one',
  })
  .meta({ id: 'NewCustomField' });

export const CustomFieldPatch = z
  .strictObject({ label: Label.optional(), choices: Choices.optional() })
  .meta({ id: 'CustomFieldPatch' });

export const CustomFieldView = CustomField.extend({
  version: z.int(),
  can: z.object({ edit: z.boolean() }),
}).meta({ id: 'CustomField' });

export const mostFields = 100;

export function define(
  others: readonly CustomField[],
  input: z.output<typeof NewCustomField>,
  id: string,
  now: string,
): CustomField {
  if (others.filter(({ status }) => status === 'active').length >= mostFields)
    throw broken(`A firm has at most ${mostFields} custom fields; remove one first`);
  const { choices, ...rest } = input;
  return { id, ...rest, ...(choices && { choices: [...new Set(choices)] }), status: 'active', createdAt: now };
}

export function redefine(field: CustomField, { label, choices }: z.output<typeof CustomFieldPatch>): CustomField {
  if (choices && field.type !== 'choice')
    throw invalid({ path: 'body.choices', message: `A field of type ${field.type} has no choices` });
  return { ...field, ...(label !== undefined && { label }), ...(choices && { choices: [...new Set(choices)] }) };
}

/** What clients have in it is kept, and is there again if a field of this key is. */
export const withdraw = (field: CustomField): CustomField => ({ ...field, status: 'removed' });

const Value = z.union([z.string().trim().min(1).max(1000), z.number(), z.boolean()]);
export const CustomValues = z.record(FieldKey, Value);
export type CustomValues = z.output<typeof CustomValues>;
/** By key; null takes a value away, what is not named stays. */
export const CustomValuesInput = z.record(FieldKey, Value.nullable()).meta({ id: 'CustomValues' });

const says = {
  text: 'Takes a text',
  number: 'Takes a number',
  date: 'Takes a date, as in 2026-03-31',
  choice: 'Takes one of',
  'yes-no': 'Takes true or false',
};

function fits({ type, choices = [] }: CustomField, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'date':
      return CivilDate.safeParse(value).success;
    case 'choice':
      return choices.includes(value as string);
    case 'yes-no':
      return typeof value === 'boolean';
  }
}

/** The values after a change, each as its definition wants it. */
export function fill(
  fields: readonly CustomField[],
  had: CustomValues,
  given: z.output<typeof CustomValuesInput>,
): CustomValues {
  const values = new Map<string, CustomValues[string]>(Object.entries(had));
  for (const [key, value] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key && one.status === 'active');
    const path = `body.custom.${key}`;
    // What is left over from a removed field can still be taken away.
    if (value === null) values.delete(key);
    else if (!field) throw invalid({ path, message: 'The firm has no such field; see /v1/custom-fields' });
    else if (!fits(field, value)) {
      const choices = field.type === 'choice' ? ` ${field.choices!.join(', ')}` : '';
      throw invalid({ path, message: `${says[field.type]}${choices}` });
    } else values.set(key, value);
  }
  return Object.fromEntries(values);
}

export const customFieldView = (field: Stored<CustomField>, caller: Caller) => ({
  ...field,
  can: { edit: caller.role === 'admin' && field.status === 'active' },
});
