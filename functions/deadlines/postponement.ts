import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken, invalid } from '../../shared/errors.ts';
import { type Caller, leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { nullable, put } from '../clients/put.ts';
import { deadlineKeys } from './dates-of-law.ts';

const Line = (max: number) => z.string().trim().min(1).max(max);

/**
 * What the firm knows and this release does not: an authority moved its dates after a disaster (`area`), or a date here
 * is not what the law says (no area: it holds for everyone). Dates that fall from `from` to `until` become `to`.
 */
export const Postponement = z.object({
  id: Id('postponement'),
  area: Line(120).optional(),
  /** Which dates; all of the agency where none are named. */
  keys: z.array(z.enum(deadlineKeys)).min(1).max(deadlineKeys.length).optional(),
  agency: Line(80).optional(),
  from: CivilDate,
  until: CivilDate,
  to: CivilDate,
  /** Where it was read: a notice's number or its address. */
  source: Line(500),
  note: Line(500).optional(),
  enteredBy: Id('member'),
  enteredAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
});
export type Postponement = z.output<typeof Postponement>;

const { area, keys, agency, from, until, to, source, note } = Postponement.shape;

export const NewPostponement = z
  .strictObject({ area, keys, agency, from, until, to, source, note })
  .meta({ id: 'NewPostponement' });
export type NewPostponement = z.output<typeof NewPostponement>;

/** null takes a value away. */
export const PostponementPatch = z
  .strictObject({ ...nullable({ area, keys, agency, note }), from, until, to, source })
  .partial()
  .meta({ id: 'PostponementPatch' });

export const PostponementView = Postponement.omit({ removedAt: true })
  .extend({ version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'Postponement' });

/** They are read together wherever a date of law is asked for. */
export const mostPostponements = 200;

const wrong = (path: string, message: string) => invalid({ path: `body.${path}`, message });

function checked(one: Postponement): Postponement {
  if ((one.keys === undefined) === (one.agency === undefined))
    throw wrong('keys', 'Name the dates, or the agency whose dates all move, and not both');
  if (one.until < one.from) throw wrong('until', 'The last date is before the first');
  if (one.area === undefined && !one.keys) throw wrong('keys', 'A correction names the dates that it corrects');
  if (one.area !== undefined && one.to < one.until) throw wrong('to', 'A postponement gives more time, not less');
  return one;
}

/** What someone of the firm read, with where they read it. */
export function enter(
  standing: readonly Postponement[],
  input: NewPostponement,
  by: Pick<Caller, 'id'>,
  id: string,
  now: string,
): Postponement {
  if (standing.length >= mostPostponements)
    throw broken(`At most ${mostPostponements} of these can stand; remove one that is over`);
  const { from: first, until: last, to: instead, source: read } = input;
  const made = { id, from: first, until: last, to: instead, source: read, enteredBy: by.id, enteredAt: now };
  return checked(put<Postponement>(made, input));
}

/** Whoever corrects it answers for it from then on. */
export const correct = (
  one: Postponement,
  patch: z.output<typeof PostponementPatch>,
  by: Pick<Caller, 'id'>,
  now: string,
): Postponement => checked({ ...put(one, patch), enteredBy: by.id, enteredAt: now });

/** Nothing is left of it but that it was there; its history tells the rest. */
export const takeBack = (
  { area: _area, note: _note, keys: _keys, ...one }: Postponement,
  now: string,
): Postponement => ({
  ...one,
  source: 'Removed',
  removedAt: now,
});

export const mayEdit = ({ role }: Pick<Caller, 'role'>): boolean => leads.some((lead) => lead === role);

export const show = ({ removedAt: _, ...one }: Stored<Postponement>, caller: Caller) => ({
  ...one,
  can: { edit: mayEdit(caller) },
});
