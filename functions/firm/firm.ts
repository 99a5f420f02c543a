import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { TimeZone } from '../../shared/dates/zone.ts';
import { Currency } from '../../shared/money.ts';
import type { Stored } from '../../shared/table/entity.ts';

export const Firm = z.object({
  name: z.string().trim().min(1).max(200),
  timeZone: TimeZone,
  currency: Currency,
  /** Who may not all be taken away: the firm always has an administrator. */
  admins: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export type Firm = z.output<typeof Firm>;

export const FirmPatch = z
  .strictObject(Firm.pick({ name: true, timeZone: true, currency: true }).partial().shape)
  .meta({ id: 'FirmPatch' });

export const FirmView = Firm.pick({ name: true, timeZone: true, currency: true })
  .extend({ version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'Firm' });

/** The firm with this member among its administrators, or no longer: the last one stays. */
export function withAdmin(firm: Stored<Firm>, memberId: string, isAdmin: boolean): Firm {
  const others = firm.admins.filter((id) => id !== memberId);
  if (!isAdmin && others.length === 0)
    throw broken('The firm needs an administrator; make someone else one first', { field: 'role' });
  return { ...firm, admins: isAdmin ? [...others, memberId] : others };
}
