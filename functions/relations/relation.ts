import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';

export const RelationKind = z.enum([
  'spouse',
  'parent',
  'child',
  'sibling',
  'owner',
  'officer',
  'trustee',
  'beneficiary',
  'executor',
  'employer',
  'guarantor',
  'adverse',
  'co-party',
  'witness',
  'related-company',
  'former-name',
  'other',
]);
export type RelationKind = z.output<typeof RelationKind>;

const Name = z.string().trim().min(1).max(200);

/** Whom a client or one of its people has to do with: another client, a person, or just a name. */
const Other = z.union([
  z.strictObject({ clientId: Id('client') }),
  z.strictObject({ contactId: Id('contact') }),
  z.strictObject({ name: Name }),
]);
export type Other = z.output<typeof Other>;

export const Relation = z.object({
  id: Id('relation'),
  /** The client it is kept with, and the subject unless a person of it is. */
  clientId: Id('client'),
  contactId: Id('contact').optional(),
  kind: RelationKind,
  /** Who is what `kind` says: the other side (its owner), or the subject (owner of the other side). */
  holder: z.enum(['other', 'subject']),
  /** What an owner holds, in hundredths of a percent. */
  share: z.int().min(1).max(10_000).optional(),
  other: z.object({ clientId: z.string().optional(), contactId: z.string().optional(), name: z.string().optional() }),
  note: Text(2_000).optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  status: z.enum(['standing', 'removed']),
  createdAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().optional(),
});
export type Relation = z.output<typeof Relation>;

const said = Relation.pick({ share: true, note: true, from: true, until: true }).shape;

export const NewRelation = z
  .strictObject({
    contactId: Relation.shape.contactId,
    kind: RelationKind,
    holder: Relation.shape.holder.default('other'),
    other: Other,
    ...said,
  })
  .meta({ id: 'NewRelation' });
export type NewRelation = z.output<typeof NewRelation>;

/** null takes a value away; `standing` takes back that one was removed. */
export const RelationPatch = z
  .strictObject({
    status: z.literal('standing').optional(),
    share: said.share.nullable(),
    note: said.note.nullable(),
    from: said.from.nullable(),
    until: said.until.nullable(),
  })
  .meta({ id: 'RelationPatch' });

/** Relations of one client, those removed included: they are read at once. */
export const mostRelations = 200;

const whole = 10_000;

const isOwnShare = ({ kind, holder, contactId, status, share }: Relation) =>
  kind === 'owner' && holder === 'other' && contactId === undefined && status === 'standing' && share !== undefined;

const percent = (share: number) => (share / 100).toLocaleString('en-US', { maximumFractionDigits: 2 });

/** Owners of a client hold all of it at most, at any one time: who left and who came later may overlap in no sum. */
function checkShares(relation: Relation, all: readonly Relation[]): void {
  if (!isOwnShare(relation)) return;
  const others = all.filter((one) => one.id !== relation.id && isOwnShare(one));
  const starts = [relation, ...others].map(({ from = '' }) => from);
  for (const day of starts) {
    const then = [relation, ...others].filter(({ from = '', until = '9999-12-31' }) => from <= day && day <= until);
    const sum = then.reduce((total, { share = 0 }) => total + share, 0);
    if (sum > whole)
      throw broken(`Owners would hold ${percent(sum)} % of this client together; change another share first`, {
        field: 'share',
      });
  }
}

function checkSaid({ kind, share, from, until, holder, other }: Relation): void {
  if (share !== undefined && kind !== 'owner')
    throw invalid({ path: 'body.share', message: 'Only an owner has a share' });
  if (share !== undefined && holder === 'subject' && other.clientId !== undefined)
    throw invalid({ path: 'body.share', message: 'A share in a client is kept with the client that is owned' });
  if (from !== undefined && until !== undefined && until < from)
    throw invalid({ path: 'body.until', message: 'Lies before from' });
}

/** A relation as it is added beside those there are. */
export function relate(
  { contactId, share, note, from, until, ...input }: NewRelation,
  clientId: string,
  all: readonly Relation[],
  id: string,
  now: string,
): Relation {
  if (all.length >= mostRelations) throw broken(`A client has at most ${mostRelations} relations`);
  if ('clientId' in input.other && input.other.clientId === clientId)
    throw invalid({ path: 'body.other.clientId', message: 'This is the client itself' });
  if ('contactId' in input.other && input.other.contactId === contactId)
    throw invalid({ path: 'body.other.contactId', message: 'Nobody is their own relation' });
  const given = Object.entries({ contactId, share, note, from, until }).filter(([, value]) => value !== undefined);
  const relation: Relation = {
    id,
    clientId,
    ...input,
    ...(Object.fromEntries(given) as Partial<Relation>),
    status: 'standing',
    createdAt: now,
  };
  checkSaid(relation);
  checkShares(relation, all);
  return relation;
}

export function change(
  relation: Relation,
  { status, ...patch }: z.output<typeof RelationPatch>,
  all: readonly Relation[],
): Relation {
  if (relation.status === 'removed' && status === undefined)
    throw broken('This relation was removed; take that back first');
  const changed: Relation = { ...relation, status: 'standing' };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete changed[field as keyof typeof patch];
    else if (value !== undefined) Object.assign(changed, { [field]: value });
  }
  checkSaid(changed);
  checkShares(changed, all);
  return changed;
}

/** What was true once is still found by a conflict search. */
export const remove = (relation: Relation): Relation => ({ ...relation, status: 'removed' });

export const blank = ({ note: _, ...relation }: Relation, now: string): Relation => ({
  ...relation,
  other: relation.other.name === undefined ? relation.other : { name: 'Erased' },
  erasedAt: now,
});

const words: Partial<Record<RelationKind, string>> = {
  adverse: 'adverse to',
  'former-name': 'a former name of',
  other: 'related to',
  'related-company': 'a company related to',
};

/** “Jonathan Whitaker is owner of Whitaker Holdings”, or was. */
export function sentence({ kind, holder, status }: Relation, subject: string, other: string): string {
  const [who, whom] = holder === 'other' ? [other, subject] : [subject, other];
  return `${who} ${status === 'removed' ? 'was' : 'is'} ${words[kind] ?? `${kind} of`} ${whom}`;
}
