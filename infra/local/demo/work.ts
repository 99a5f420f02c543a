import { addDays, addMonths, type CivilDate, weekday } from '../../../shared/dates/civil-date.ts';
import { codesOf, type DemoClient } from './clients.ts';

export const demoTemplates = [
  'monthly-close',
  'payroll-run',
  'payroll-quarter',
  'sales-tax',
  'individual-1040',
  's-corporation-1120s',
  'onboarding-accounting',
] as const;
type DemoTemplate = (typeof demoTemplates)[number];

export type DemoJob = {
  template: DemoTemplate;
  number: string;
  startOn: CivilDate;
  period?: { of: CivilDate } | { start: CivilDate; end: CivilDate; label: string; payDate: CivilDate };
  /** What the template's words ask for. */
  given?: Readonly<Record<string, string>>;
  /** What has come from outside: none where the client keeps the firm waiting. */
  facts: readonly string[];
  /** Its tasks are done up to the day before this one; none where the work has not begun. */
  doneBefore?: CivilDate;
  /** The task that nobody has come to yet. */
  stopsAt?: string;
};

const having = (code: string, all: readonly DemoClient[]) =>
  all.filter((client) => client.lifecycle === 'active' && codesOf(client).includes(code));

/** Whose last month's books are on the table; of the others only this month's are. */
const closing: Readonly<Record<string, string | undefined>> = {
  '1002': undefined,
  '1003': undefined,
  '1009': 'review',
  '1012': 'rec-bank',
};

const keepsWaiting = ({ payer }: DemoClient) => payer === 'slow' || payer === 'late';

/** The jobs of the demo firm on a day: last month's closes as far as the calendar has them, this month's to come. */
export function demoJobs(all: readonly DemoClient[], today: CivilDate): DemoJob[] {
  const first = `${today.slice(0, 8)}01`;
  const last = { of: addDays(first, -1) };
  const closes = having('CLOSE', all);
  const payDate = addDays(today, ((12 - weekday(today)) % 7) + (weekday(today) > 3 ? 7 : 0));
  return [
    ...closes
      .filter(({ number }) => number in closing)
      .map((client): DemoJob => {
        const stopsAt = closing[client.number];
        return {
          template: 'monthly-close',
          number: client.number,
          startOn: first,
          period: last,
          facts: keepsWaiting(client) ? [] : ['request.statements'],
          doneBefore: today,
          ...(stopsAt !== undefined && { stopsAt }),
        };
      }),
    ...closes.map(({ number }): DemoJob => ({
      template: 'monthly-close',
      number,
      startOn: addMonths(first, 1),
      period: { of: today },
      facts: [],
    })),
    ...having('SALES', all)
      .slice(0, 4)
      .map(({ number }): DemoJob => ({
        template: 'sales-tax',
        given: { 'registration.state': 'Colorado' },
        number,
        startOn: addMonths(first, 1),
        period: { of: today },
        facts: [],
      })),
    ...having('PAY', all)
      .slice(0, 3)
      .map((client, i): DemoJob => ({
        template: 'payroll-run',
        number: client.number,
        given: { 'client.depositSchedule': 'semi-weekly' },
        startOn: addDays(payDate, -7),
        period: { start: addDays(payDate, -18), end: addDays(payDate, -5), label: `Pay date ${payDate}`, payDate },
        facts: i % 2 === 0 ? ['request.hours'] : [],
        doneBefore: addDays(today, i === 0 ? 4 : 1),
      })),
    { template: 'onboarding-accounting', number: '1071', startOn: addDays(today, -9), facts: [], doneBefore: today },
  ];
}
