import type { DemoClient } from './clients.ts';

type Kind = {
  name: string;
  template?: string;
  frequency: string;
  /** How many periods a year has. */
  periods: number;
  /** What an hour of it should bring, in dollars: by it the hours of a period are planned. */
  hour: number;
};

const yearly = { frequency: 'yearly', periods: 1 };
const taxReturn = (form: string) => ({ name: `Form ${form}`, template: form.toLowerCase(), ...yearly, hour: 165 });

const kinds: Readonly<Record<string, Kind>> = {
  CLOSE: { name: 'Monthly close', template: 'monthly-close', frequency: 'monthly', periods: 12, hour: 120 },
  PAY: { name: 'Payroll', template: 'payroll-run', frequency: 'every-two-weeks', periods: 26, hour: 110 },
  SALES: { name: 'Sales tax', template: 'sales-tax', frequency: 'monthly', periods: 12, hour: 110 },
  CFO: { name: 'Advisory', template: 'advisory-quarter', frequency: 'quarterly', periods: 4, hour: 230 },
  '1040': taxReturn('1040'),
  '1120S': { ...taxReturn('1120-S') },
  '1065': taxReturn('1065'),
  '1120': taxReturn('1120'),
  '990': taxReturn('990'),
  '1041': taxReturn('1041'),
  '1099': { name: '1099 filing', template: '1099-batch', ...yearly, hour: 110 },
  HOURLY: { name: 'Work by the hour', frequency: 'as-needed', periods: 1, hour: 200 },
};

/** Payroll is run in the client's rhythm. */
const rhythms: Readonly<Record<string, Pick<Kind, 'frequency' | 'periods'>>> = {
  '1001': { frequency: 'weekly', periods: 52 },
  '1008': { frequency: 'semi-monthly', periods: 24 },
  '1016': { frequency: 'semi-monthly', periods: 24 },
};

const dollars = (amount: number) => ({ amount: amount * 100, currency: 'USD' });

/** `PAY=290/m`: what, for how much, by the month or by the year. */
function serviceBody(text: string, number: string) {
  const [, code = '', digits, per] = /^(\w+)=(\d+)\/([my])$/.exec(text)!;
  const { name, template, hour, ...rhythm } = { ...kinds[code]!, ...(code === 'PAY' && rhythms[number]) };
  const billed = per === 'm' ? 'monthly' : 'yearly';
  const aYear = Number(digits) * (per === 'm' ? 12 : 1);
  const { frequency, periods } = rhythm;
  return {
    code,
    name,
    ...(template !== undefined && { template }),
    frequency,
    budgetMinutes: Math.round((aYear / periods / hour) * 60),
    fee:
      code === 'HOURLY'
        ? { how: 'hourly', perYear: dollars(aYear) }
        : { how: 'fixed', amount: dollars(Number(digits)), ...(billed !== frequency && { billed }) },
  };
}

/** Letters that have not come back signed, by client. */
const letters: Readonly<Record<string, string>> = { '1031': 'viewed', '1072': 'viewed', '1073': 'draft' };

export const engagementBody = ({ number, services }: DemoClient, startsOn: string) => ({
  title: 'Accounting and tax services',
  letter: letters[number] ?? 'signed',
  startsOn,
  renewal: 'automatic',
  services: services.split(' ').map((text) => serviceBody(text, number)),
});

/** What is done with an engagement once it is written down: who is no client yet, or no more, has none that goes on. */
export function courseOf({ lifecycle }: DemoClient): readonly ('activate' | 'end')[] {
  if (lifecycle === 'prospect') return [];
  return lifecycle === 'inactive' || lifecycle === 'archived' ? ['end'] : ['activate'];
}
