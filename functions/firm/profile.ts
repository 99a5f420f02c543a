import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import { leads, staff } from '../../shared/http/route.ts';
import { seenBy } from '../../shared/http/rights.ts';
import type { Currency } from '../../shared/money.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { Hours } from './hours.ts';
import { checkCurrency, fromDates, Rate, type RateSheet } from './rates.ts';

/** How someone works: beside their record, which is read on every call. */
export const Profile = z.object({
  memberId: z.string(),
  hours: z.array(Hours).optional(),
  /** Of their time, how many percent should be billable. */
  target: z.int().min(0).max(100).optional(),
  skills: z.array(z.string()).optional(),
});
export type Profile = z.output<typeof Profile>;

const skill = z.string().trim().min(1).max(40);

/** What can be said of someone beside who they are, when they are invited and later. */
export const details = {
  hours: fromDates(Hours).optional(),
  target: Profile.shape.target.nullable(),
  skills: z
    .array(skill)
    .max(40)
    .transform((all) => [...new Set(all)])
    .optional(),
  billRates: fromDates(Rate).optional(),
  costRates: fromDates(Rate).optional(),
};
const Details = z.object(details);
export type Details = z.output<typeof Details>;

export const DetailsView = z.object({
  hours: z.array(Hours).optional(),
  target: Profile.shape.target,
  skills: z.array(z.string()).optional(),
  billRates: z.array(Rate).optional(),
  costRates: z.array(Rate).optional(),
});

/** What stands beside a member's record. */
export type Beside = { profile: Stored<Profile> | undefined; sheet: Stored<RateSheet> | undefined };

const told = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The records beside the member's as they are after a change; only those that it speaks of. */
export function changeDetails(
  memberId: string,
  { profile, sheet }: Beside,
  given: Details,
  currency: Currency,
): { profile?: Profile; sheet?: RateSheet } {
  const { billRates, costRates, hours, target, skills } = given;
  checkCurrency('billRates', billRates, currency);
  checkCurrency('costRates', costRates, currency);
  const how = told({ hours, target, skills });
  const rates = told({ billRates, costRates });
  const { target: aim, ...rest } = { ...profile, memberId, ...how };
  return {
    ...(Object.keys(how).length > 0 && {
      profile: { ...rest, ...(aim !== null && aim !== undefined && { target: aim }) },
    }),
    ...(Object.keys(rates).length > 0 && { sheet: { ...sheet, memberId, ...rates } }),
  };
}

type Asker = Pick<Caller, 'id' | 'role' | 'rights'>;
const isAmong = (some: readonly string[], { role }: Asker) => some.includes(role);

/** Everyone of the staff sees when and on what someone works; what they cost takes a right, but one's own bill rate. */
export function detailsSeen(
  memberId: string,
  { profile, sheet }: Beside,
  rights: { rights: ReadonlyMap<string, string> },
  caller: Asker,
): z.output<typeof DetailsView> {
  const isSelf = caller.id === memberId;
  const { hours, target, skills } = profile ?? {};
  const { billRates, costRates } = sheet ? seenBy(rights, sheet, caller) : {};
  return told({
    ...(isAmong(staff, caller) && { hours, skills }),
    ...((isSelf || isAmong(leads, caller)) && { target }),
    billRates: isSelf ? sheet?.billRates : billRates,
    costRates,
  });
}

/** Whether one of these writes changes something. */
export const changesSomething = (writes: readonly RecordWrite[]): boolean => writes.some(({ unchanged }) => !unchanged);
