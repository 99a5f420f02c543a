import type { JobLife } from './job-life.ts';
import type { Cost } from './meter.ts';
import { type Priced, prices } from './prices.ts';

/** What a firm does in a month; the measured figures say what of it is paid for. */
export type Month = {
  clients: number;
  /** Jobs that are made and done in the month. */
  jobs: number;
  /** Calls of the API by everybody, those that work on jobs among them. */
  calls: number;
  /** Mails beside those of the jobs: each person's morning mail. */
  mails: number;
};

/** Six people with 22 working days of 400 calls each, and 100 clients with three monthly series. */
export const aMonth: Month = { clients: 100, jobs: 300, calls: 6 * 22 * 400, mails: 6 * 22 };

/** What is measured beside the life of a job. */
export type Measures = {
  life: JobLife;
  /** What a call that only reads takes on average: units. */
  readingCall: number;
  /** Each hour: transitions of the machines that find nothing to do, and calls of functions. */
  hourly: { transitions: number; calls: number };
  alarms: number;
  keys: number;
};

/** No figure of a run on AWS: assumed, and said so. */
export const assumed = { milliseconds: 60, gigabytes: 1, logBytes: 1000, monthsKept: 12 };

const hours = 730;
const gigabyte = 1_000_000_000;

/** How much of each thing a month takes. */
export function amountsOf(month: Month, { life, readingCall, hourly, alarms, keys }: Measures): Record<Priced, number> {
  const others = Math.max(0, month.calls - month.jobs * life.calls);
  const calls = month.jobs * life.calls + others;
  // An event is told to the projector, the publisher and the reactor.
  const invocations = calls + month.jobs * (3 * life.events + life.steps + life.mails) + hours * hourly.calls;
  const stored = (month.jobs * life.bytes * assumed.monthsKept) / gigabyte;
  return {
    'Lambda requests': invocations,
    'Lambda GB-seconds (arm64)': (invocations * assumed.milliseconds * assumed.gigabytes) / 1000,
    'HTTP API calls': calls,
    'DynamoDB units written': month.jobs * life.written,
    'DynamoDB units read': month.jobs * life.read + others * readingCall,
    'DynamoDB GB stored': stored,
    'DynamoDB GB kept for point-in-time recovery': stored,
    'Step Functions transitions': month.jobs * life.transitions + hours * hourly.transitions,
    'EventBridge events': month.jobs * life.events,
    'mails by SES': month.jobs * life.mails + month.mails,
    'CloudWatch GB of logs': (invocations * assumed.logBytes) / gigabyte,
    'CloudWatch alarms': alarms,
    'KMS keys': keys,
  };
}

/** What the calls that only read take on average, each counted once: units. */
export function meanRead(costs: Readonly<Record<string, Cost>>): number {
  const looks = Object.entries(costs).flatMap(([name, { read }]) => (name.startsWith('GET ') ? [read] : []));
  return looks.reduce((sum, read) => sum + read, 0) / looks.length;
}

export type Line = { what: Priced; amount: number; list: number; pays: number };

/** What a month costs in US dollars, line by line: by the list, and after what is free for ever. */
export function billOf(amounts: Readonly<Record<Priced, number>>): { lines: Line[]; list: number; pays: number } {
  const lines = (Object.keys(prices) as Priced[]).map((what): Line => {
    const { dollars, per, free } = prices[what];
    const cost = (amount: number) => (amount * dollars) / per;
    return { what, amount: amounts[what], list: cost(amounts[what]), pays: cost(Math.max(0, amounts[what] - free)) };
  });
  const sum = (of: 'list' | 'pays') => lines.reduce((total, line) => total + line[of], 0);
  return { lines, list: sum('list'), pays: sum('pays') };
}
