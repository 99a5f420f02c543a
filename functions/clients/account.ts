import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { isInOrder, outOfOrder } from './listed.ts';

/** An account whose statements the client is asked for. Of its number only the end is kept. */
export const Account = z.object({
  id: Id('account'),
  kind: z.enum(['checking', 'savings', 'card', 'loan', 'merchant', 'other']),
  institution: z.string().trim().min(1).max(80).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, 'The last four digits')
    .optional(),
  /** How often a statement comes. */
  frequency: z.enum(['monthly', 'quarterly', 'semiannual', 'annual']).optional(),
  from: CivilDate.optional(),
  until: CivilDate.optional(),
  note: z.string().trim().min(1).max(200).optional(),
});
export type Account = z.output<typeof Account>;

export const AccountInput = z
  .strictObject({ ...Account.shape, id: Id('account').optional() })
  .refine(isInOrder, outOfOrder)
  .meta({ id: 'AccountInput' });
