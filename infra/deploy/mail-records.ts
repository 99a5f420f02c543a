import type { Flags } from '../flags.ts';
import type { Dns, Sender } from './ports.ts';

/** A DNS record that lets receivers trust the firm's mail. */
export type DnsRecord = {
  type: keyof Dns;
  name: string;
  value: string;
  why: string;
  /** An answer that serves as well: a DMARC policy of the firm's own is not ours to replace. */
  accepts: (answer: string) => boolean;
};

export type Checked = DnsRecord & { state: 'there' | 'missing' | 'other'; found: string[] };

/** What mail is sent from: the domain, or without one the administrator's address. */
export const senderOf = ({ domain, administratorMail }: Pick<Flags, 'domain' | 'administratorMail'>) =>
  domain === undefined
    ? { identity: administratorMail, address: administratorMail }
    : { identity: domain, address: `office@${domain}` };

export function mailRecords(domain: string, region: string, reportsTo: string, sender: Sender): DnsRecord[] {
  const mailFrom = sender.mailFrom ?? `mail.${domain}`;
  const zone = sender.dkimZone ?? 'dkim.amazonses.com';
  const feedback = `feedback-smtp.${region}.amazonses.com`;
  return [
    ...sender.dkimTokens.map((token) => ({
      type: 'CNAME' as const,
      name: `${token}._domainkey.${domain}`,
      value: `${token}.${zone}`,
      why: 'DKIM: the signature under each mail',
      accepts: (answer: string) => sameHost(answer, `${token}.${zone}`),
    })),
    {
      type: 'MX',
      name: mailFrom,
      value: `10 ${feedback}`,
      why: 'where bounces return to',
      accepts: (answer) => sameHost(answer.split(' ').at(-1)!, feedback),
    },
    {
      type: 'TXT',
      name: mailFrom,
      value: 'v=spf1 include:amazonses.com ~all',
      why: 'SPF: who may send for the domain',
      accepts: (answer) => /^v=spf1\b.*\binclude:amazonses\.com\b/i.test(answer),
    },
    {
      type: 'TXT',
      name: `_dmarc.${domain}`,
      value: `v=DMARC1; p=none; rua=mailto:${reportsTo}`,
      why: 'DMARC: what receivers do with forgeries; “none” only reports, tighten it later',
      accepts: (answer) => /^v=DMARC1\s*;/i.test(answer),
    },
  ];
}

/** Where SES takes mail in, in the regions in which it does; elsewhere there is no such name. */
export const inboundHost = (region: string): string => `inbound-smtp.${region}.amazonaws.com`;

export const repliesRecord = (repliesAt: string, region: string): DnsRecord => ({
  type: 'MX',
  name: repliesAt,
  value: `10 ${inboundHost(region)}`,
  why: 'where replies to mail about conversations come in',
  accepts: (answer) => sameHost(answer.split(' ').at(-1)!, inboundHost(region)),
});

export const checkRecords = (records: DnsRecord[], dns: Dns): Promise<Checked[]> =>
  Promise.all(
    records.map(async (record) => {
      const found = await dns[record.type](record.name);
      return { ...record, found, state: stateOf(record, found) };
    }),
  );

/** A domain has many TXT records: only one of the same purpose counts as another. */
function stateOf({ type, value, accepts }: DnsRecord, found: string[]): Checked['state'] {
  if (found.some(accepts)) return 'there';
  const rivals = type === 'TXT' ? found.filter((answer) => answer.startsWith(value.split(/[ ;]/)[0]!)) : found;
  return rivals.length > 0 ? 'other' : 'missing';
}

/** What to add or change, as one would type it into the domain's DNS; nothing when all is there. */
export function recordLines(checked: Checked[]): string[] {
  return checked
    .filter(({ state }) => state !== 'there')
    .flatMap(({ type, name, value, why, state, found }) => [
      `  ${type.padEnd(5)} ${name}`,
      `        ${value}`,
      `        ${why}${state === 'other' ? `; now it says ${found.join(' | ')}` : ''}`,
    ]);
}

const sameHost = (a: string, b: string): boolean =>
  a.replace(/\.$/, '').toLowerCase() === b.replace(/\.$/, '').toLowerCase();
