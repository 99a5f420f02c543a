import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Calendar } from '../../shared/dates/calendar.ts';
import { WorkingDays, workingDays } from '../../shared/dates/calendars.ts';
import { Weekday } from '../../shared/dates/civil-date.ts';
import { HolidayRule } from '../../shared/dates/holiday-rule.ts';
import { nationalHolidays } from '../../shared/dates/holiday-sets.ts';
import { TimeZone } from '../../shared/dates/zone.ts';
import { Currency } from '../../shared/money.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Colour, textOn } from './colour.ts';
import { LetterRule } from './letter-rule.ts';
import { MailHours, type Sending, usualMailHours } from './mail-hours.ts';
import { OwnWords, Profession, Words, wordsOf, WordsPatch, withWords } from './words.ts';

/** How the firm is told of in letters and mail. */
const brand = {
  colour: Colour.optional(),
  phone: z.string().trim().min(3).max(40).optional(),
  address: z.string().trim().min(1).max(300).optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  /** Where answers to the firm's mail go. */
  replyTo: z.email().max(254).optional(),
};

const billing = {
  /** Days until an invoice is due. */
  paymentDays: z.int().min(0).max(365),
  /** The number of the first invoice. */
  nextInvoice: z.int().min(1).max(999_999_999),
};

export const Firm = z.object({
  name: z.string().trim().min(1).max(200),
  timeZone: TimeZone,
  currency: Currency,
  profession: Profession.optional(),
  words: OwnWords.optional(),
  weekStartsOn: Weekday.optional(),
  workingDays: WorkingDays.optional(),
  mailHours: MailHours.optional(),
  letterRule: LetterRule.optional(),
  ...brand,
  /** The version of the logo, where there is one. */
  logo: z.int().optional(),
  paymentDays: billing.paymentDays.optional(),
  nextInvoice: billing.nextInvoice.optional(),
  /** Since when mail to clients leaves; until then it is held. */
  liveSince: z.iso.datetime().optional(),
  /** Who may not all be taken away: the firm always has an administrator. */
  admins: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export type Firm = z.output<typeof Firm>;

const { weekend, national, without, own, closed, open } = WorkingDays.shape;
const some = <T extends z.ZodType>(list: z.ZodDefault<z.ZodArray<T>>) => list.unwrap().max(200).default([]);
/** The firm’s record is read again and again. */
const mostOfDays = 16_000;

/** When the firm works, as it is set: all of it at once. */
const WorkingDaysInput = z
  .strictObject({
    weekend,
    national,
    without: some(without),
    own: z.array(HolidayRule).max(50).default(own.parse(undefined)),
    closed: some(closed),
    open: some(open),
  })
  .superRefine(({ national: set, without: keys }, context) => {
    const known = set === undefined ? [] : nationalHolidays[set].rules.map(({ key }) => key);
    for (const key of keys.filter((one) => !known.includes(one)))
      context.addIssue({ code: 'custom', path: ['without'], message: `There is no holiday ${key} to work on` });
  })
  .refine((days) => JSON.stringify(days).length <= mostOfDays, 'These are too many days with too long reasons')
  .meta({ id: 'WorkingDaysInput' });

export const FirmPatch = z
  .strictObject({
    name: Firm.shape.name.optional(),
    timeZone: TimeZone.optional(),
    currency: Currency.optional(),
    profession: Profession.optional(),
    words: WordsPatch.optional(),
    weekStartsOn: Weekday.optional(),
    workingDays: WorkingDaysInput.optional(),
    mailHours: MailHours.optional(),
    letterRule: LetterRule.optional(),
    colour: brand.colour.nullable(),
    phone: brand.phone.nullable(),
    address: brand.address.nullable(),
    website: brand.website.nullable(),
    replyTo: brand.replyTo.nullable(),
    paymentDays: billing.paymentDays.optional(),
    nextInvoice: billing.nextInvoice.optional(),
  })
  .meta({ id: 'FirmPatch' });

export const FirmView = Firm.pick({ name: true, timeZone: true, currency: true, logo: true })
  .extend({
    ...brand,
    /** Black or white, whichever can be read on the colour. */
    textColour: z.string().optional(),
    profession: Profession,
    /** What people read for job, engagement letter and the rest. */
    words: Words,
    /** Those of them that are the firm's own. */
    ownWords: OwnWords,
    weekStartsOn: Weekday,
    workingDays: WorkingDays,
    /** When steps that run by themselves send mail to clients, on working days in the firm's zone. */
    mailHours: MailHours,
    /** What becomes of work for which no letter was signed. */
    letterRule: LetterRule,
    ...billing,
    /** Whether mail to clients leaves. */
    live: z.boolean(),
    version: z.int(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'Firm' });

/** The firm's settings, with what holds where nothing was set. */
export function settingsOf({ words: ownWords = {}, liveSince, ...firm }: Firm) {
  const profession = firm.profession ?? 'accounting';
  return {
    ...firm,
    ...(firm.colour !== undefined && { textColour: textOn(firm.colour) }),
    profession,
    words: wordsOf(profession, ownWords),
    ownWords,
    weekStartsOn: firm.weekStartsOn ?? 1,
    workingDays: firm.workingDays ?? WorkingDays.parse({}),
    mailHours: firm.mailHours ?? usualMailHours,
    letterRule: firm.letterRule ?? 'off',
    paymentDays: firm.paymentDays ?? 30,
    nextInvoice: firm.nextInvoice ?? 1,
    live: liveSince !== undefined,
  };
}

type Patch = z.output<typeof FirmPatch>;

export const changesCurrency = ({ currency: had }: Firm, { currency = had }: Patch): boolean => currency !== had;

/** What was agreed is in the currency that the firm had then, and nothing converts it. */
export function checkCurrencyIsFree(firm: Firm, patch: Patch, hasEngagements: boolean): void {
  if (hasEngagements && changesCurrency(firm, patch))
    throw broken(`Fees were agreed in ${firm.currency}; it stays once there is an engagement`, { field: 'currency' });
}

/** The firm after a change of its settings; `null` takes one away. */
export function change(firm: Firm, { words, ...patch }: Patch): Firm {
  const changed = { ...firm, ...patch, ...(words && { words: withWords(firm.words, words) }) };
  const kept = Object.entries(changed).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as Firm;
}

/** The days on which the firm works. */
export const calendarOf = (firm: Firm): Calendar<'working-days'> => workingDays(settingsOf(firm).workingDays);

/** When the firm's own mail to clients leaves. */
export const sendingOf = (firm: Firm): Sending => ({
  mailHours: settingsOf(firm).mailHours,
  calendar: calendarOf(firm),
  timeZone: firm.timeZone,
});

/** The days on which nobody works, whatever their week is: holidays, but no weekend. */
export const holidaysOf = (firm: Firm): Calendar<'working-days'> =>
  workingDays({ ...settingsOf(firm).workingDays, weekend: [] });

/** The firm with this member among its administrators, or no longer: the last one stays. */
export function withAdmin(firm: Stored<Firm>, memberId: string, isAdmin: boolean): Firm {
  const others = firm.admins.filter((id) => id !== memberId);
  if (!isAdmin && others.length === 0)
    throw broken('The firm needs an administrator; make someone else one first', { field: 'role' });
  return { ...firm, admins: isAdmin ? [...others, memberId] : others };
}

/** From now on mail goes out to clients. What is held stays held until someone releases it. */
export const goLive = (firm: Stored<Firm>, now: string): Firm => ({ ...firm, liveSince: firm.liveSince ?? now });

/** From now on mail to clients is held again. */
export function stopMail({ liveSince: _, ...firm }: Stored<Firm>): Firm {
  return firm;
}
