import { addDays, year } from '../../../shared/dates/civil-date.ts';

/** The demo firm: invented people and clients, the same at every fresh start. */
export const firm = {
  firmName: 'Larkfield & Rowe, CPAs',
  administratorMail: 'eleanor@larkfieldrowe.example',
  timeZone: 'America/Denver',
  currency: 'USD',
  repliesAt: 'reply.larkfieldrowe.example',
} as const;

/** The client that it is to itself: administration, training, what nobody is billed for. */
export const ownWork = {
  number: '0001',
  name: 'Larkfield & Rowe (internal)',
  kind: 'other',
  internal: true,
  lifecycle: 'active',
} as const;

/** Its settings, beyond what a deployment says of it. */
export const settings = {
  profession: 'accounting',
  weekStartsOn: 1,
  workingDays: {
    national: 'us-federal',
    without: ['columbus-day', 'veterans-day'],
    own: [
      {
        kind: 'weekday',
        key: 'day-after-thanksgiving',
        name: 'Day after Thanksgiving',
        month: 11,
        weekday: 4,
        nth: 4,
        plus: 1,
      },
      { kind: 'fixed', key: 'christmas-eve', name: 'December 24', month: 12, day: 24 },
    ],
  },
  colour: '#1F5A4D',
  phone: '303-555-0190',
  address: '1860 Blake Street, Suite 400, Denver, CO 80202',
  website: 'https://larkfieldrowe.example',
  paymentDays: 15,
  nextInvoice: 2481,
};

const dollars = (amount: number) => ({ amount: amount * 100, currency: firm.currency });

type Details = {
  title: string;
  /** The bill rate this year and the next, and the cost rate; in dollars an hour. */
  rates?: readonly [bill: number, next: number, cost: number];
  /** Billable, in percent of their time. */
  target?: number;
  skills?: readonly string[];
  /** Days of eight hours a week; five where nothing is said. */
  days?: number;
  rights?: { amounts: boolean };
};

export type Person = {
  key: string;
  name: string;
  role: 'admin' | 'manager' | 'member' | 'guest';
  /** The only clients that this person may see, by number. */
  only?: readonly string[];
  /** Days from today until access ends. */
  accessDays?: number;
  about: Details;
};

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const people: readonly Person[] = [
  {
    key: 'eleanor',
    name: 'Eleanor Rowe',
    role: 'admin',
    about: {
      title: 'CPA, Partner',
      rates: [275, 285, 120],
      target: 55,
      skills: ['1040', '1120-S', '1065', 'advisory', 'estate'],
    },
  },
  {
    key: 'marcus',
    name: 'Marcus Bell',
    role: 'manager',
    about: {
      title: 'CPA, Tax manager',
      rates: [200, 210, 72],
      target: 65,
      skills: ['all returns', 'review', 'sales tax'],
    },
  },
  {
    key: 'priya',
    name: 'Priya Nair',
    role: 'member',
    about: {
      title: 'CPA, Senior accountant',
      rates: [150, 155, 48],
      target: 75,
      skills: ['close', 'advisory', '1065', '1120'],
    },
  },
  {
    key: 'tomas',
    name: 'Tomás Herrera',
    role: 'member',
    about: { title: 'Accountant', rates: [105, 110, 34], target: 75, skills: ['close', '1040', 'sales tax'] },
  },
  {
    key: 'grace',
    name: 'Grace Okafor',
    role: 'member',
    about: {
      title: 'Bookkeeper and payroll',
      rates: [90, 95, 30],
      target: 75,
      skills: ['payroll', 'certified payroll', 'close'],
      days: 4,
    },
  },
  {
    key: 'nora',
    name: 'Nora Lindqvist',
    role: 'member',
    about: {
      title: 'Client coordinator',
      rates: [60, 65, 26],
      target: 25,
      skills: ['onboarding', 'e-filing', 'collections', 'notary'],
      rights: { amounts: true },
    },
  },
  {
    key: 'owen',
    name: 'Owen Marsh',
    role: 'guest',
    only: numbers(1001, 1030),
    accessDays: 21,
    about: { title: 'Peer reviewer' },
  },
];

/** What the API takes of a person's details, on this day. */
export function detailsOf({ title, rates, target, skills, days = 5, rights }: Details, today: string) {
  const thisYear = `${year(today)}-01-01`;
  const nextYear = `${year(today) + 1}-01-01`;
  const minutes = Array.from({ length: 7 }, (_, i) => (i < days ? 480 : 0));
  const [bill = 0, next = 0, cost = 0] = rates ?? [];
  return {
    title,
    ...(rights && { rights }),
    ...(rates && {
      hours: [{ from: thisYear, minutes }],
      billRates: [
        { from: thisYear, rate: dollars(bill) },
        { from: nextYear, rate: dollars(next) },
      ],
      costRates: [{ from: thisYear, rate: dollars(cost) }],
    }),
    ...(target !== undefined && { target }),
    ...(skills && { skills }),
  };
}

/** Whom a wall keeps from which client, by number, and why. */
export const walls: readonly { number: string; deny: readonly string[]; reason: string }[] = [
  { number: '1036', deny: ['tomas'], reason: 'His cousin’s company' },
];

export const teams: readonly { name: string; members: readonly string[] }[] = [
  { name: 'Tax', members: ['eleanor', 'marcus', 'tomas'] },
  { name: 'Books and payroll', members: ['priya', 'tomas', 'grace'] },
];

/** Grace is away all of next week, on her four days. */
export function leaveOf(today: string, weekday: (date: string) => number) {
  const monday = addDays(today, 8 - weekday(today));
  return { key: 'grace', absence: { from: monday, to: addDays(monday, 3), kind: 'leave' } };
}

export const mailOf = (key: string): string => `${key}@larkfieldrowe.example`;
