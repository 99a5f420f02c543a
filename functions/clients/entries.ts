import * as z from 'zod';
import type { NewId } from '../../shared/ids.ts';
import { type Account, AccountInput } from './account.ts';
import type { CustomValues } from './custom-field.ts';
import { withIds } from './listed.ts';
import { type Registration, RegistrationInput } from './registration.ts';
import { pin, type StandingNote, StandingNoteInput } from './standing-note.ts';

/** Lists of a client whose entries are given ids; each is sent whole. */
export const entries = {
  registrations: z.array(RegistrationInput).max(50).optional(),
  accounts: z.array(AccountInput).max(50).optional(),
  standingNotes: z.array(StandingNoteInput).max(20).optional(),
};

/** What of a change is made of more than what was sent: entries with their ids, values as the firm defines them. */
export type Made = {
  registrations?: Registration[] | undefined;
  accounts?: Account[] | undefined;
  standingNotes?: StandingNote[] | undefined;
  custom?: CustomValues | undefined;
};

export function make(
  had: Made,
  given: z.output<z.ZodObject<typeof entries>>,
  { newId, by, at }: { newId: NewId; by: string; at: string },
): Made {
  const { registrations = [], accounts = [], standingNotes = [] } = had;
  const id = (kind: Parameters<NewId>[0]) => () => newId(kind);
  return {
    ...(given.registrations && {
      registrations: withIds('registrations', registrations, given.registrations, id('registration')),
    }),
    ...(given.accounts && { accounts: withIds('accounts', accounts, given.accounts, id('account')) }),
    ...(given.standingNotes && {
      standingNotes: pin(standingNotes, given.standingNotes, id('standingNote'), { by, at }),
    }),
  };
}
