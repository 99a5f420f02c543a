import * as z from 'zod';
import { type Caller, leads } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';

/** People who work together: Tax, Payroll. */
export const Team = z.object({
  id: Id('team'),
  name: z.string().trim().min(1).max(80),
  memberIds: z.array(Id('member')),
  createdAt: z.iso.datetime(),
  removedAt: z.iso.datetime().optional(),
});
export type Team = z.output<typeof Team>;

const members = z
  .array(Id('member'))
  .max(100)
  .transform((all) => [...new Set(all)]);

export const NewTeam = z
  .strictObject({ name: Team.shape.name, memberIds: members.default([]) })
  .meta({ id: 'NewTeam' });
export const TeamPatch = z
  .strictObject({ name: Team.shape.name.optional(), memberIds: members.optional() })
  .meta({ id: 'TeamPatch' });

export const TeamView = Team.omit({ removedAt: true })
  .extend({ version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'Team' });

export const teamView = (team: Stored<Team>, { role }: Pick<Caller, 'role'>) => ({
  ...team,
  can: { edit: leads.some((lead) => lead === role) },
});
