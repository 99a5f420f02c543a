import { bankDays, legalDays } from '../../shared/dates/calendars.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { calendarOf, type Firm } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import type { Acting } from './changing.ts';
import type { Dating } from './dating.ts';
import { loadJob, type WholeJob } from './store.ts';
import { loadWithoutLetter, type WithoutLetter } from './without-letter.ts';

/** By which calendars and on which day of the firm dates are worked out. */
export const datingOf = (firm: Firm, now: string): Dating => ({
  calendars: { firm: calendarOf(firm), legal: legalDays, bank: bankDays },
  today: civilDateAt(now, firm.timeZone),
});

export const actingFor = (firm: Firm, by: string, now: string): Acting => ({ by, now, dating: datingOf(firm, now) });

export const firmOf = (records: Records) => records.get(firms, 'firm');

/** A job to be changed, the firm by whose calendar its dates are worked out, and that it has no letter where that counts. */
export type LoadedJob = { whole: WholeJob; firm: Stored<Firm>; withoutLetter?: WithoutLetter | undefined };

export async function loadWhole(records: Records, jobId: string): Promise<LoadedJob> {
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  return { whole, firm, withoutLetter: await loadWithoutLetter(records, whole, firm) };
}
