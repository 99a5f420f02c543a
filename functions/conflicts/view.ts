import * as z from 'zod';
import { type Caller, leads } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { Conflict, type Finding, Hit, isSeen } from './conflict.ts';

/** Without what was found: this is kept for a repeated call, and a wall may go up before that. */
export const ConflictView = Conflict.omit({ content: true, salt: true })
  .extend({ version: z.int(), can: z.object({ decide: z.boolean() }) })
  .meta({ id: 'Conflict' });

export const HitView = Hit.omit({ needs: true, of: true }).meta({ id: 'ConflictHit' });

export const ReportView = ConflictView.extend({
  findings: z.array(
    z.object({
      name: z.string(),
      hits: z.array(HitView),
      /** Something was found that the reader may not see: whom to ask. */
      ask: z.string().optional(),
      more: z.boolean(),
      common: z.array(z.string()),
    }),
  ),
}).meta({ id: 'ConflictReport' });

export const view = ({ content: _, salt: _salt, walled, ...conflict }: Stored<Conflict>, caller: Caller) => ({
  ...conflict,
  ...(walled !== undefined && mayRead(caller, [walled]) && { walled }),
  can: {
    decide: leads.some((lead) => lead === caller.role) && !conflict.decision && conflict.erasedAt === undefined,
  },
});

const askWhom = (admins: readonly { id: string; name: string }[], caller: Caller): string => {
  const names = admins.filter(({ id }) => id !== caller.id).map(({ name }) => name);
  return `A match exists; ask ${names.join(' or ') || 'an administrator who may see it'}`;
};

/** What a reader may see of one finding. Of the rest no name, kind or number: only that there is something. */
function findingView(
  { name, hits, more, common }: Finding,
  admins: readonly { id: string; name: string }[],
  caller: Caller,
) {
  const seen = hits.filter((hit) => isSeen(hit, caller));
  const isHidden = seen.length < hits.length;
  return {
    name,
    hits: seen.map((hit) => ({ ...hit, clients: hit.clients.filter(({ id }) => mayRead(caller, [id])) })),
    ...(isHidden && { ask: askWhom(admins, caller) }),
    more: more && !isHidden,
    common: isHidden ? [] : common,
  };
}

export const reportView = (
  { conflict, findings }: { conflict: Stored<Conflict>; findings: readonly Finding[] },
  admins: readonly { id: string; name: string }[],
  caller: Caller,
) => ({ ...view(conflict, caller), findings: findings.map((finding) => findingView(finding, admins, caller)) });
