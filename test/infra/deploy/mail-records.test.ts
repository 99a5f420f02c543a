import { describe, expect, test } from 'vitest';
import { checkRecords, mailRecords, recordLines, senderOf } from '../../../infra/deploy/mail-records.ts';
import { fakeDns } from './fakes.ts';

const sender = { verified: false, dkimTokens: ['aaa', 'bbb'], mailFrom: 'mail.acme.example' };
const records = mailRecords('acme.example', 'us-west-2', 'eleanor@acme.example', sender);
const complete = {
  'CNAME aaa._domainkey.acme.example': ['aaa.dkim.amazonses.com'],
  'CNAME bbb._domainkey.acme.example': ['BBB.dkim.amazonses.com.'],
  'MX mail.acme.example': ['10 feedback-smtp.us-west-2.amazonses.com'],
  'TXT mail.acme.example': ['v=spf1 include:amazonses.com -all'],
  'TXT _dmarc.acme.example': ['v=DMARC1; p=reject'],
};
const states = async (found: Record<string, string[]>) =>
  Object.fromEntries(
    (await checkRecords(records, fakeDns(found))).map(({ type, name, state }) => [`${type} ${name}`, state]),
  );

describe('DNS records for the firm’s mail', () => {
  test('without any, all are to be added, with what to type', async () => {
    const lines = recordLines(await checkRecords(records, fakeDns()));
    expect(lines).toContain('  CNAME aaa._domainkey.acme.example');
    expect(lines).toContain('        aaa.dkim.amazonses.com');
    expect(lines).toContain('        10 feedback-smtp.us-west-2.amazonses.com');
    expect(lines).toContain('        v=DMARC1; p=none; rua=mailto:eleanor@acme.example');
    expect(lines).toHaveLength(5 * 3);
  });
  test('with all of them, none; a stricter policy and another way of writing count', async () => {
    expect(recordLines(await checkRecords(records, fakeDns(complete)))).toEqual([]);
  });
  test('a wrong one is told apart from a missing one', async () => {
    const found = await states({
      ...complete,
      'MX mail.acme.example': ['10 mx.elsewhere.example'],
      'TXT mail.acme.example': ['v=spf1 include:elsewhere.example ~all'],
    });
    expect(found['MX mail.acme.example']).toBe('other');
    expect(found['TXT mail.acme.example']).toBe('other');
    expect(found['CNAME aaa._domainkey.acme.example']).toBe('there');
  });
  test('a TXT record of another purpose is no rival', async () => {
    const found = await states({ 'TXT mail.acme.example': ['some-site-verification=1'] });
    expect(found['TXT mail.acme.example']).toBe('missing');
  });
  test('follow the zone in which SES signs, where it is not the usual one', () => {
    const [first] = mailRecords('acme.example', 'us-east-1', 'e@acme.example', {
      ...sender,
      dkimZone: 'dkim.xy.amazonses.com',
    });
    expect(first!.value).toBe('aaa.dkim.xy.amazonses.com');
  });
  test('mail leaves from the domain, or without one from the administrator', () => {
    expect(senderOf({ domain: 'acme.example', administratorMail: 'e@x.example' })).toEqual({
      identity: 'acme.example',
      address: 'office@acme.example',
    });
    expect(senderOf({ domain: undefined, administratorMail: 'e@x.example' }).address).toBe('e@x.example');
  });
});
