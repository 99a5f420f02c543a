import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken } from '../../shared/errors.ts';
import { type Currency, Money } from '../../shared/money.ts';
import { ofRight } from '../../shared/table/fields.ts';
import { inForce } from './hours.ts';

/** What an hour of someone's is billed at, or costs, from a day on. */
export const Rate = z
  .strictObject({
    from: CivilDate,
    rate: z.strictObject({ amount: z.int().min(0).max(100_000_000), currency: Money.shape.currency }),
  })
  .meta({ id: 'Rate' });
export type Rate = z.output<typeof Rate>;

/** From each day one: sorted, so that the same rates in another order are the same. */
export const fromDates = <T extends z.ZodObject<{ from: typeof CivilDate }>>(one: T) =>
  z
    .array(one)
    .max(60)
    .refine((all) => new Set(all.map(({ from }) => from)).size === all.length, 'Two begin on the same day')
    .transform((all) => all.toSorted((a, b) => (a.from < b.from ? -1 : 1)));

/** Beside the member's record, which is read on every call. */
export const RateSheet = z.object({
  memberId: z.string(),
  billRates: ofRight('rates', z.array(Rate)).optional(),
  costRates: ofRight('costs', z.array(Rate)).optional(),
});
export type RateSheet = z.output<typeof RateSheet>;

/** The rate that holds on a day; none before the first. */
export const rateOn = (rates: readonly Rate[], date: CivilDate): Money | undefined => inForce(rates, date)?.rate;

/** Time is billed in the firm's currency. */
export function checkCurrency(field: string, rates: readonly Rate[] = [], currency: Currency): void {
  if (rates.some(({ rate }) => rate.currency !== currency))
    throw broken(`The firm bills in ${currency}; give the rates in it`, { field });
}
