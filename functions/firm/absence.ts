import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { forbidden, invalid } from '../../shared/errors.ts';
import { type Caller, leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';

const absenceKinds = ['leave', 'sick', 'training', 'other'] as const;

/** Days on which someone does not work, or works less. */
export const Absence = z.object({
  id: Id('absence'),
  memberId: Id('member'),
  kind: z.enum(absenceKinds),
  /** The first and the last day. */
  from: CivilDate,
  to: CivilDate,
  /** Away for so many minutes of each day; without it, the whole day. */
  minutes: z.int().min(1).max(1440).optional(),
  note: z.string().trim().min(1).max(300).optional(),
  createdAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
});
export type Absence = z.output<typeof Absence>;

const { kind, from, to, minutes, note } = Absence.shape;

export const NewAbsence = z
  .strictObject({ kind: kind.default('leave'), from, to, minutes, note })
  .meta({ id: 'NewAbsence' });

export const AbsencePatch = z
  .strictObject({
    kind: kind.optional(),
    from: from.optional(),
    to: to.optional(),
    minutes: minutes.nullable(),
    note: note.nullable(),
  })
  .meta({ id: 'AbsencePatch' });

export const AbsenceView = Absence.omit({ removedAt: true })
  .extend({
    /** Why is for the person and who leads. */
    kind: kind.optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'Absence' });

function inOrder(absence: Absence): Absence {
  if (absence.to < absence.from) throw invalid({ path: 'body.to', message: 'The last day is before the first' });
  return absence;
}

export const beAway = (
  { minutes: less, note: said, ...given }: z.output<typeof NewAbsence>,
  memberId: string,
  id: string,
  now: string,
): Absence =>
  inOrder({
    id,
    memberId,
    ...given,
    ...(less !== undefined && { minutes: less }),
    ...(said !== undefined && { note: said }),
    createdAt: now,
  });

export function changeAbsence(absence: Absence, patch: z.output<typeof AbsencePatch>): Absence {
  const changed = Object.entries({ ...absence, ...patch }).filter(([, value]) => value !== null && value !== undefined);
  return inOrder(Object.fromEntries(changed) as Absence);
}

type Asker = Pick<Caller, 'id' | 'role'>;

/** People see to their own absences, who leads to anyone's. */
export const mayManage = (memberId: string, { id, role }: Asker): boolean =>
  role !== 'guest' && (id === memberId || leads.some((lead) => lead === role));

export function checkManages(memberId: string, caller: Asker): void {
  if (!mayManage(memberId, caller))
    throw forbidden('An absence is for the person themselves to tell, or for a manager');
}

/** That someone is away is for everyone who plans with them; why is not. */
export function absenceView({ kind: why, note: said, ...absence }: Stored<Absence>, caller: Asker) {
  const edit = mayManage(absence.memberId, caller);
  return { ...absence, ...(edit && { kind: why, ...(said !== undefined && { note: said }) }), can: { edit } };
}
