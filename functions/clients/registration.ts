import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { isInOrder, outOfOrder } from './listed.ts';

export const FilingFrequency = z.enum([
  'semi-weekly',
  'monthly',
  'bimonthly',
  'quarterly',
  'semiannual',
  'annual',
  'on-occasion',
]);

/** Where a client is registered for a tax, under which number, and when it files. Not the tax id, which is sealed. */
export const Registration = z.object({
  id: Id('registration'),
  /** A state, or an authority in it: `CO`, `City of Denver`. */
  authority: z.string().trim().min(1).max(80),
  tax: z.enum(['income', 'franchise', 'sales', 'use', 'excise', 'payroll', 'unemployment', 'property', 'vat', 'other']),
  number: z.string().trim().min(1).max(40).optional(),
  frequency: FilingFrequency.optional(),
  /** The day of the month, after the period, on which the return is due. 31 is the month's last. */
  dueDay: z.int().min(1).max(31).optional(),
  from: CivilDate.optional(),
  until: CivilDate.optional(),
});
export type Registration = z.output<typeof Registration>;

export const RegistrationInput = z
  .strictObject({ ...Registration.shape, id: Id('registration').optional() })
  .refine(isInOrder, outOfOrder)
  .meta({ id: 'RegistrationInput' });
