import * as z from 'zod';

/** Where a column's cells go. The first contact of a row is `contact`, further ones are numbered. */
const part = '(?:name|first|middle|last|mail|phone|mobile|title)';
const fixed = [
  'ignore',
  'client.name',
  'client.number',
  'client.kind',
  'client.lifecycle',
  'client.tags',
  'client.taxId',
  'client.phone',
  'client.website',
  'client.street',
  'client.city',
  'client.state',
  'client.zip',
  'client.country',
  'client.address',
  'source.id',
] as const;

export const Target = z
  .string()
  .max(60)
  .regex(
    new RegExp(
      `^(?:${fixed.join('|').replaceAll('.', '\\.')}|client\\.custom\\.[a-zA-Z][\\w-]{0,39}|contact(?:\\.[2-6])?\\.${part})$`,
    ),
    'A place such as client.name, client.number, client.tags, client.custom.region, contact.name, contact.2.mail or ignore',
  )
  .meta({ examples: ['client.name', 'contact.mail'] });
export type Target = z.output<typeof Target>;

/** What one system calls its columns. `ignore` is known, and of no use here. */
export type Columns = Readonly<Record<string, Target>>;
