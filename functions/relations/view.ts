import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Relation } from './relation.ts';

const Side = z.object({ clientId: z.string().optional(), contactId: z.string().optional(), name: z.string() });

export const RelationView = Relation.omit({ other: true, contactId: true, erasedAt: true })
  .extend({ subject: Side, other: Side, version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'Relation' });

/** Nothing where either side is behind a wall: that there is a relation would tell of it. */
export function view(
  { contactId, other, ...relation }: Stored<Relation>,
  names: ReadonlyMap<string, string>,
  caller: Caller,
): z.input<typeof RelationView> | undefined {
  const subject = contactId === undefined ? { clientId: relation.clientId } : { contactId };
  const subjectName = names.get(contactId ?? relation.clientId);
  const otherName = other.name ?? names.get((other.clientId ?? other.contactId)!);
  if (subjectName === undefined || otherName === undefined) return undefined;
  return {
    ...relation,
    subject: { ...subject, name: subjectName },
    other: { ...other, name: otherName },
    can: { edit: caller.role !== 'guest' && relation.status === 'standing' && relation.erasedAt === undefined },
  };
}
