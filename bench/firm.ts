import type { Firm } from '../functions/firm/firm.ts';
import { found } from '../functions/firm/setup.ts';
import { WorkingDays } from '../shared/dates/calendars.ts';
import type { Keys } from '../shared/sensitive/keys.ts';
import type { Table } from '../shared/table/table.ts';
import { fakeKeys } from '../test/support/fakes.ts';
import { type Given, type Maker, maker } from './maker.ts';

/** The day on which everything was entered: a fixed one, so that a day's history is the same in every run. */
export const seededOn = '2026-01-05';
const began = Date.parse(`${seededOn}T08:00:00.000Z`);
const secondsIn = (seconds: number) => new Date(began + seconds * 1000).toISOString();

/** Later than every client of the largest firm. */
export const afterwards = '2026-01-06T08:00:00.000Z';

/** The firm that is measured: its people are the same at every size, only its clients grow. */
export type BenchFirm = {
  keys: Keys;
  founded: Firm;
  make: Maker;
  /** The administrator who calls, where nobody else is named. */
  founder: string;
  /** Answers for the first ten clients, and for others. */
  responsible: string;
  /** The ids of the clients, in the order of their number. */
  clientIds: string[];
};

/** What a call costs is the same at night and on a Sunday: mail goes out at every hour of every day. */
export const atAnyHour = {
  mailHours: { from: '00:00', to: '24:00' },
  workingDays: WorkingDays.parse({ weekend: [] }),
} as const;

export async function foundFirm(table: Table): Promise<BenchFirm> {
  const keys = fakeKeys();
  const mail = 'eleanor@larkfieldrowe.example';
  await found(
    table,
    { firmName: 'Larkfield & Rowe', administratorMail: mail, timeZone: 'UTC', currency: 'USD' },
    secondsIn(0),
  );
  const { items } = await table.query({ index: 'byStatus', pk: 'MEMBER' });
  const founder = (items[0] as unknown as { id: string }).id;
  const make = maker(table, keys, founder);
  await make.restoreFirm({ ...(await make.readFirm()), ...atAnyHour }, secondsIn(1));

  const staff = [];
  for (let i = 10; i < 22; i++)
    staff.push(await make.member({ name: `Member ${i}`, mail: `member${i}@firm.example` }, secondsIn(i)));
  return { keys, founded: await make.readFirm(), make, founder, responsible: staff[0]!, clientIds: [] };
}

// Names of one length: a page of the list weighs the same whichever clients are on it.
const places = ['Harbor', 'Meadow', 'Summit', 'Willow', 'Copper', 'Garnet', 'Linden', 'Orchid', 'Quarry', 'Canyon'];
const trades = [
  'Dental',
  'Realty',
  'Design',
  'Motors',
  'Supply',
  'Studio',
  'Clinic',
  'Bakery',
  'Lumber',
  'Marine',
  'Travel',
];
const persons = ['Amelia', 'Bertha', 'Carlos', 'Daniel', 'Edward', 'Fatima', 'Gloria'];

/** What the nth client is called. */
export const nameOf = (n: number): string => `${places[n % 10]} ${trades[n % 11]} ${10_000 + n}`;

const personOf = (n: number) => {
  const first = persons[n % 7]!;
  const mail = `${first.toLowerCase()}@c${10_000 + n}.example`;
  return { name: `${first} ${trades[n % 11]}`, mail, phone: `+1 555 ${100_000 + n}` };
};

/** Every tenth client has a person, every tenth a note. */
const givenFor = (n: number, responsible: string): Given => ({
  client: {
    name: nameOf(n),
    kind: 'c-corporation',
    number: String(10_000 + n),
    lifecycle: 'active',
    tags: ['weekly', 'retail'],
    responsible,
  },
  contacts: n % 10 === 0 ? [personOf(n)] : [],
  notes: n % 10 === 5 ? ['Asked for the bank statements of the last quarter; will send them by Friday.'] : [],
});

const inOneTransaction = 10;
const atOnce = 6;

/** Brings the firm to this many clients. */
export async function growTo(firm: BenchFirm, size: number): Promise<void> {
  const { make, responsible, clientIds } = firm;
  const first = clientIds.length;
  let next = first;
  async function work(): Promise<void> {
    while (next < size) {
      const from = next;
      next = Math.min(size, from + inOneTransaction);
      const numbers = Array.from({ length: next - from }, (_, i) => from + i);
      const made = await Promise.all(
        numbers.map((n) => make.wholeClient(givenFor(n, responsible), secondsIn(100 + n))),
      );
      await make.save(
        made.flatMap((one) => one.decided),
        secondsIn(100 + from),
      );
      for (const [i, { id }] of made.entries()) clientIds[from + i] = id;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
}
