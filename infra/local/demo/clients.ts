import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type DemoClient = {
  number: string;
  name: string;
  kind: string;
  /** `06-30`. */
  yearEnd: string;
  group: string;
  /** Who answers for the client, who manages the work, who does most of it; by key. */
  partner: string;
  manager: string;
  lead: string;
  /** `CLOSE=1150/m 1120S=2100/y`. */
  services: string;
  tags: string;
  mainContact: string;
  /** How fast they answer and pay. */
  payer: string;
  lifecycle: string;
};

export const demoClients = (): DemoClient[] =>
  parse(readFileSync(new URL('./clients.csv', import.meta.url)), { columns: true });

export const codesOf = ({ services }: DemoClient): string[] => services.split(' ').map((one) => one.split('=')[0]!);

/** What whoever works for the client must know, by client. */
const standingNotes: Readonly<Record<string, string>> = {
  '1001': 'Five locations = five classes. Dominic reads only the first page.',
  '1003': 'Certified payroll weekly on public jobs; ask for the job number.',
  '1007': 'Excise report to the state by the 20th; kegs deposit is a liability.',
  '1011': 'Consignment stock is not ours to count.',
  '1016': 'Client trust account: never post to income.',
  '1063': 'Call, do not write. Mornings.',
};

/** Who pays for whom, by client, where a client does not pay for itself. */
export const payers: Readonly<Record<string, string>> = { '1062': '1001' };

/** Days from today until a client's last day. */
export const leaving: Readonly<Record<string, number>> = { '1038': 12 };

/** The last Saturday of January, in a year of 52 or 53 weeks. */
const weeksUntilJanuary = { month: 1, weekday: 6, on: 'last' };

function yearEndOf({ number, yearEnd }: DemoClient) {
  if (number === '1006') return weeksUntilJanuary;
  const [month, day] = yearEnd.split('-').map(Number);
  return { month, day };
}

const account = (kind: string, last4: string, note?: string) => ({
  kind,
  last4,
  frequency: 'monthly',
  ...(note !== undefined && { note }),
});

/** Who has monthly books sends in statements: of these accounts. */
function accountsOf(client: DemoClient) {
  const { number } = client;
  if (!codesOf(client).includes('CLOSE')) return [];
  const end = number.slice(-2);
  if (number === '1001')
    return [
      ...[1, 2, 3, 4, 5].flatMap((location) => [
        account('checking', `0${location}10`, `Location ${location}`),
        account('savings', `0${location}27`, `Location ${location}`),
      ]),
      account('card', `${end}44`),
    ];
  const loan = { kind: 'loan', institution: 'Foothills Community Bank', frequency: 'monthly', note: 'Equipment loan' };
  return [
    account('checking', `${end}10`),
    account('savings', `${end}27`),
    account('card', `${end}44`),
    ...(number === '1007' ? [loan] : []),
  ];
}

const colorado = { authority: 'CO', tax: 'sales', frequency: 'monthly', dueDay: 20 };

/** A client as the API takes it; people and groups by their ids. */
export function clientBody(client: DemoClient, team: ReadonlyMap<string, string>, groups: ReadonlyMap<string, string>) {
  const { number, name, kind, group, partner, manager, lead, tags, lifecycle } = client;
  const accounts = accountsOf(client);
  const note = standingNotes[number];
  return {
    number,
    name,
    kind,
    lifecycle,
    tags: tags.split(',').filter(Boolean),
    yearEnd: yearEndOf(client),
    responsible: team.get(partner)!,
    manager: team.get(manager)!,
    roles: [
      { role: 'lead', memberId: team.get(lead)! },
      { role: 'coordinator', memberId: team.get('nora')! },
    ],
    ...(group !== '' && { groupId: groups.get(group)! }),
    ...(accounts.length > 0 && { accounts }),
    ...(codesOf(client).includes('SALES') && { registrations: [colorado] }),
    ...(note !== undefined && { standingNotes: [{ text: note }] }),
  };
}
