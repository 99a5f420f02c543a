import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Sealed } from '../../shared/sensitive/sealed.ts';
import { ofKind } from '../../shared/table/fields.ts';
import { Account } from './account.ts';
import { Address, FormerNames, Phone, Website } from './address.ts';
import { CustomValues, CustomValuesInput } from './custom-field.ts';
import { entries, type Made } from './entries.ts';
import { LegalHold } from './legal-hold.ts';
import { nullable, put } from './put.ts';
import { Registration } from './registration.ts';
import { StandingNote } from './standing-note.ts';
import { YearEnd } from './year-end.ts';

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

export const Tag = z.string().trim().min(1).max(40);

/** Someone's further part in the work for a client, in the firm's own word: lead, reviewer, coordinator. */
export const RoleOf = z.strictObject({ role: z.string().trim().min(1).max(40), memberId: Id('member') });
const MergedFrom = z.object({
  id: Id('client'),
  name: z.string(),
  number: z.string().optional(),
  at: z.iso.datetime(),
});

export const Client = z.object({
  id: Id('client'),
  name: z.string().trim().min(1).max(200),
  kind: ClientKind,
  /** The firm's own number; no two clients have the same. */
  number: z.string().trim().min(1).max(30).optional(),
  lifecycle: Lifecycle,
  /** The team member who answers for this client. */
  responsible: Id('member').optional(),
  manager: Id('member').optional(),
  roles: z.array(RoleOf).max(15).optional(),
  tags: z.array(Tag).max(50),
  taxId: Sealed.optional(),
  formerNames: FormerNames.optional(),
  groupId: Id('group').optional(),
  /** Who pays for this client: else who pays for its group, else itself. */
  billingClientId: Id('client').optional(),
  /** The other clients, and the groups, that this one pays for; then `billingClientId` is its own. */
  paysFor: z.array(Id('client')).max(200).optional(),
  paysForGroups: z.array(Id('group')).max(200).optional(),
  yearEnd: YearEnd.optional(),
  registrations: z.array(Registration).max(50).optional(),
  accounts: z.array(Account).max(50).optional(),
  custom: CustomValues.optional(),
  standingNotes: z.array(StandingNote).max(20).optional(),
  address: Address.optional(),
  phone: Phone.optional(),
  website: Website.optional(),
  /** The last day with the firm, once it is known. */
  leavesOn: CivilDate.optional(),
  /** The firm itself, for work that nobody pays for: no report of fees counts it. */
  internal: z.boolean().optional(),
  /** Nothing of its documents may be deleted. */
  legalHold: LegalHold.optional(),
  createdAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
  /** The client that this one was found to be; every read goes there. */
  mergedInto: Id('client').optional(),
  /** Who was found to be this client, with the name and number they had. */
  mergedFrom: z.array(MergedFrom).max(20).optional(),
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

const of = Client.shape;
const always = { name: of.name, kind: of.kind, lifecycle: of.lifecycle, tags: of.tags };
/** Null takes the value away, and so does an empty list. */
const optional = {
  number: of.number,
  responsible: of.responsible,
  manager: of.manager,
  roles: of.roles,
  formerNames: of.formerNames,
  groupId: of.groupId,
  billingClientId: of.billingClientId,
  yearEnd: of.yearEnd,
  address: of.address,
  phone: of.phone,
  website: of.website,
  leavesOn: of.leavesOn,
  internal: of.internal,
};
export const NewClient = z
  .strictObject({
    ...always,
    kind: ClientKind.default('other'),
    lifecycle: Lifecycle.default('prospect'),
    tags: of.tags.default([]),
    ...optional,
    ...entries,
    custom: CustomValuesInput.optional(),
    taxId: TaxId.optional(),
  })
  .meta({ id: 'NewClient' });
export type NewClient = z.output<typeof NewClient>;

/** null takes a value away; a list is replaced as a whole. */
export const ClientPatch = z
  .strictObject({
    ...z.object(always).partial().shape,
    ...nullable(optional),
    ...entries,
    custom: CustomValuesInput.optional(),
    taxId: TaxId.nullable().optional(),
  })
  .meta({ id: 'ClientPatch' });
export type ClientPatch = z.output<typeof ClientPatch>;

/** A client as they come to the firm. */
export function open(
  { taxId: _, registrations: _r, accounts: _a, standingNotes: _s, custom: _c, ...input }: NewClient,
  sealedTaxId: Sealed | undefined,
  id: string,
  now: string,
  made: Made = {},
): Client {
  const { name, kind, lifecycle, tags } = input;
  const came: Client = { id, name, kind, lifecycle, tags, createdAt: now };
  return put(came, { ...input, ...made, taxId: sealedTaxId }, ['tags']);
}

/** Nothing is added to who was erased. */
export function notErased(client: Client): void {
  if (client.erasedAt) throw broken('This client was erased; nothing of it can be changed');
}

/** `sealedTaxId`: a new one, null to take it away, undefined to leave it. */
export function update(
  client: Client,
  { taxId: _, registrations: _r, accounts: _a, standingNotes: _s, custom: _c, ...patch }: ClientPatch,
  sealedTaxId: Sealed | null | undefined,
  made: Made = {},
): Client {
  notErased(client);
  return put(client, { ...patch, ...made, taxId: sealedTaxId }, ['tags']);
}
