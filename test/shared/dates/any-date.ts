import fc from 'fast-check';
import { addDays, type CivilDate } from '../../../shared/dates/civil-date.ts';

/** Any day from 2000 to 2060. */
export const anyDate: fc.Arbitrary<CivilDate> = fc
  .integer({ min: 0, max: 22_000 })
  .map((days) => addDays('2000-01-01', days));
