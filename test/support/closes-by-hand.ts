/**
 * Monthly closes of a firm with the demo firm’s days off, worked out by hand with the calendar on the wall: by the end of the
 * month, the day of each task.
 */
export const closesByHand: Record<string, Record<string, string>> = {
  // Independence Day is kept on Friday, July 3.
  '2026-06-30': {
    ask: '2026-07-01',
    feeds: '2026-07-02',
    statements: '2026-07-07',
    code: '2026-07-08',
    'rec-bank': '2026-07-09',
    accruals: '2026-07-10',
    flux: '2026-07-13',
    review: '2026-07-14',
    lock: '2026-07-15',
  },
  // Labor Day is September 7.
  '2026-08-31': {
    ask: '2026-09-01',
    feeds: '2026-09-02',
    statements: '2026-09-04',
    code: '2026-09-08',
    'rec-bank': '2026-09-09',
    accruals: '2026-09-10',
    flux: '2026-09-11',
    review: '2026-09-14',
    lock: '2026-09-15',
  },
  // The month ends on a Saturday.
  '2026-10-31': {
    ask: '2026-11-02',
    feeds: '2026-11-03',
    statements: '2026-11-05',
    code: '2026-11-06',
    'rec-bank': '2026-11-09',
    accruals: '2026-11-10',
    flux: '2026-11-11',
    review: '2026-11-12',
    lock: '2026-11-13',
  },
  // New Year’s Day is a Friday.
  '2026-12-31': {
    ask: '2027-01-04',
    feeds: '2027-01-05',
    statements: '2027-01-07',
    code: '2027-01-08',
    'rec-bank': '2027-01-11',
    accruals: '2027-01-12',
    flux: '2027-01-13',
    review: '2027-01-14',
    lock: '2027-01-15',
  },
  // Martin Luther King Day is January 18, Washington’s Birthday February 15; the month ends on a Sunday.
  '2027-01-31': {
    ask: '2027-02-01',
    feeds: '2027-02-02',
    statements: '2027-02-04',
    code: '2027-02-05',
    'rec-bank': '2027-02-08',
    accruals: '2027-02-09',
    flux: '2027-02-10',
    review: '2027-02-11',
    lock: '2027-02-12',
  },
};
