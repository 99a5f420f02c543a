import type { Template } from '../../lib/templates.ts';

export type PeriodKind = NonNullable<Template['content']['period']>;

/** How a period is chosen: by a month, by a year, by any day in it, or by its first, last and pay day. */
export type Way = 'none' | 'month' | 'quarter' | 'year' | 'day' | 'payroll';

export function wayOf(kind: PeriodKind | undefined): Way {
  switch (kind) {
    case undefined:
    case 'none':
      return 'none';
    case 'month':
    case 'client.salesTaxFrequency':
      return 'month';
    case 'quarter':
      return 'quarter';
    case 'calendar-year':
    case 'fiscal-year':
      return 'year';
    case 'week':
    case 'two-weeks':
    case 'semi-month':
    case 'half-year':
      return 'day';
    case 'payroll':
      return 'payroll';
  }
}

export type Chosen = {
  month: string;
  year: string;
  quarter: string;
  day: string;
  start: string;
  end: string;
  payDate: string;
};

const quarterOf = (month: string) => String(Math.ceil(Number(month.slice(5)) / 3));

/** What most people want: the month that has just ended, or the year before. */
export function usual(today: string): Chosen {
  const [year, month] = today.split('-').map(Number);
  const last = month === 1 ? `${year! - 1}-12` : `${year}-${String(month! - 1).padStart(2, '0')}`;
  return {
    month: last,
    year: last.slice(0, 4),
    quarter: quarterOf(last),
    day: today,
    start: '',
    end: '',
    payDate: '',
  };
}

/** As the API takes it; undefined for a template that is about none. */
export function periodInput(way: Way, { month, year, quarter, day, start, end, payDate }: Chosen) {
  switch (way) {
    case 'none':
      return undefined;
    case 'month':
      return { of: `${month}-01` };
    case 'quarter':
      return { of: `${year}-${String(Number(quarter) * 3).padStart(2, '0')}-01` };
    case 'year':
      return { of: `${year}-12-31` };
    case 'day':
      return { of: day };
    case 'payroll':
      return { start, end, ...(payDate && { payDate }), label: `Pay date ${payDate || end}` };
  }
}

/** The key by which jobs of one period are found together. */
export function periodKey(way: Way, { month, year, quarter }: Pick<Chosen, 'month' | 'year' | 'quarter'>): string {
  if (way === 'month') return month;
  if (way === 'quarter') return `${year}-Q${quarter}`;
  return year;
}
