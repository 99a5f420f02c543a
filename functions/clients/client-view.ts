import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { Client } from './client.ts';
import { calendarYear } from './year-end.ts';

const of = Client.shape;

export const ClientView = Client.omit({ taxId: true, paysForGroups: true })
  .extend({
    /** Masked; `POST …/reveal` shows it, and says so in the history. */
    taxId: z.string().optional(),
    roles: of.roles.unwrap(),
    formerNames: of.formerNames.unwrap(),
    yearEnd: of.yearEnd.unwrap(),
    registrations: of.registrations.unwrap(),
    accounts: of.accounts.unwrap(),
    custom: of.custom.unwrap(),
    standingNotes: of.standingNotes.unwrap(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), reveal: z.boolean(), erase: z.boolean() }),
  })
  .meta({ id: 'Client' });

/** Who may see a sensitive value in clear, one at a time, and on the record. */
export const mayReveal = (caller: Caller): boolean => caller.role !== 'guest';

const empty = { roles: [], formerNames: [], registrations: [], accounts: [], custom: {}, standingNotes: [] };

/** Who pays, and for whom, is told only of clients that the caller may see. */
export function view(
  { taxId, billingClientId, paysFor = [], paysForGroups: _, ...client }: Stored<Client>,
  caller: Caller,
) {
  const pays = paysFor.filter((id) => mayRead(caller, [id]));
  return {
    ...empty,
    yearEnd: calendarYear,
    ...client,
    ...(taxId && { taxId: taxId.shown }),
    ...(billingClientId !== undefined && mayRead(caller, [billingClientId]) && { billingClientId }),
    ...(pays.length > 0 && { paysFor: pays }),
    can: {
      edit: caller.role !== 'guest' && !client.erasedAt,
      reveal: !!taxId && mayReveal(caller),
      erase: caller.role === 'admin' && client.lifecycle === 'archived' && !client.erasedAt,
    },
  };
}
