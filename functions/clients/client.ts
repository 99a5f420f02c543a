import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { Sealed } from '../../shared/sensitive/sealed.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { ofKind } from '../../shared/table/fields.ts';

export const ClientKind = z.enum([
  'individual',
  'household',
  'sole-proprietor',
  'partnership',
  's-corporation',
  'c-corporation',
  'nonprofit',
  'trust',
  'estate',
  'other',
]);

export const Lifecycle = z.enum(['prospect', 'onboarding', 'active', 'inactive', 'archived']);

const Tag = z.string().trim().min(1).max(40);

export const Client = z.object({
  id: Id('client'),
  name: z.string().trim().min(1).max(200),
  kind: ClientKind,
  /** The firm's own number; no two clients have the same. */
  number: z.string().trim().min(1).max(30).optional(),
  lifecycle: Lifecycle,
  /** The team member who answers for this client. */
  responsible: Id('member').optional(),
  tags: z.array(Tag).max(50),
  taxId: Sealed.optional(),
  createdAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
});
export type Client = z.output<typeof Client>;

/** Social security, employer and foreign numbers: digits and letters in groups. */
export const TaxId = ofKind(
  'sealed',
  z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z](?:[ .\-/]?[0-9A-Za-z]){3,29}$/, 'Digits and letters, as in 98-7654321'),
);

const writable = Client.pick({ name: true, kind: true, number: true, lifecycle: true, responsible: true, tags: true });

export const NewClient = z
  .strictObject({
    ...writable.shape,
    kind: ClientKind.default('other'),
    lifecycle: Lifecycle.default('prospect'),
    tags: z.array(Tag).max(50).default([]),
    taxId: TaxId.optional(),
  })
  .meta({ id: 'NewClient' });

/** null takes a value away. */
export const ClientPatch = z
  .strictObject({
    ...writable.partial().shape,
    number: Client.shape.number.nullable(),
    responsible: Client.shape.responsible.nullable(),
    taxId: TaxId.nullable().optional(),
  })
  .meta({ id: 'ClientPatch' });

export const ClientView = Client.omit({ taxId: true })
  .extend({
    /** Masked; `POST …/reveal` shows it, and says so in the history. */
    taxId: z.string().optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), reveal: z.boolean(), erase: z.boolean() }),
  })
  .meta({ id: 'Client' });

const unique = (tags: readonly string[]) => [...new Set(tags)];

/** A client as they come to the firm. */
export function open(
  { taxId: _, ...input }: z.output<typeof NewClient>,
  sealedTaxId: Sealed | undefined,
  id: string,
  now: string,
): Client {
  return {
    id,
    ...input,
    tags: unique(input.tags),
    ...(sealedTaxId && { taxId: sealedTaxId }),
    createdAt: now,
  };
}

/** Nothing is added to who was erased. */
export function notErased(client: Client): void {
  if (client.erasedAt) throw broken('This client was erased; nothing of it can be changed');
}

/** `sealedTaxId`: a new one, null to take it away, undefined to leave it. */
export function update(
  client: Client,
  { taxId: _, number, responsible, ...patch }: z.output<typeof ClientPatch>,
  sealedTaxId: Sealed | null | undefined,
): Client {
  notErased(client);
  const changed: Client = { ...client, ...patch, ...(patch.tags && { tags: unique(patch.tags) }) };
  const optional = { number, responsible, taxId: sealedTaxId };
  for (const [name, value] of Object.entries(optional)) {
    if (value === null) delete changed[name as keyof typeof optional];
    else if (value !== undefined) Object.assign(changed, { [name]: value });
  }
  return changed;
}

/** Who may see a sensitive value in clear, one at a time, and on the record. */
export const mayReveal = (caller: Caller): boolean => caller.role !== 'guest';

export const view = ({ taxId, ...client }: Stored<Client>, caller: Caller) => ({
  ...client,
  ...(taxId && { taxId: taxId.shown }),
  can: {
    edit: caller.role !== 'guest' && !client.erasedAt,
    reveal: !!taxId && mayReveal(caller),
    erase: caller.role === 'admin' && client.lifecycle === 'archived' && !client.erasedAt,
  },
});
