import { describe, expect, test } from 'vitest';
import { isAuthentic } from '../../../functions/messages/authenticity.ts';

const from = 'alicia@juniper.example';
const spf = (domain: string, is = 'pass') =>
  `spf=${is} (spfCheck: domain of ${domain} designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1; envelope-from=a@${domain}; helo=mail.${domain}`;
const found = (...parts: string[]) => `amazonses.com; ${parts.join('; ')};`;

describe('that a mail comes from where its address says', () => {
  test.each<[string, string]>([
    ['DMARC passed', found(spf('elsewhere.example'), 'dmarc=pass header.from=juniper.example')],
    [
      'its domain asks for no DMARC and signed it',
      found(spf('elsewhere.example'), 'dkim=pass header.i=@juniper.example', 'dmarc=none header.from=juniper.example'),
    ],
    [
      'one of several signatures is its own',
      found('dkim=pass header.i=@elsewhere.example', 'dkim=pass header.i=@juniper.example'),
    ],
    ['a part of its domain signed it', found('dkim=pass header.i=@mail.juniper.example')],
    ['its own server sent it', found(spf('juniper.example'))],
    ['letters are large', 'AmazonSES.com; DKIM=Pass header.i=@Juniper.Example;'],
  ])('is proven where %s', (_, results) => {
    expect(isAuthentic(results, from)).toBe(true);
  });

  test.each<[string, string]>([
    ['the service said nothing', ''],
    ['another than the service said so', 'mx.elsewhere.example; dmarc=pass header.from=juniper.example;'],
    ['DMARC failed, whatever else passed', found(spf('juniper.example'), 'dmarc=fail header.from=juniper.example')],
    ['DMARC passed for another address', found('dmarc=pass header.from=elsewhere.example')],
    [
      'only the domain of who really sent it passed',
      found(
        spf('elsewhere.example'),
        'dkim=pass header.i=@elsewhere.example',
        'dmarc=none header.from=juniper.example',
      ),
    ],
    ['its domain only looks alike', found('dkim=pass header.i=@evil-juniper.example')],
    ['it is the end of every domain', found('dkim=pass header.i=@example')],
    ['nothing passed', found(spf('juniper.example', 'softfail'), 'dkim=fail header.i=@juniper.example')],
    [
      'the sender’s own address says so',
      found(
        'spf=pass client-ip=192.0.2.1; envelope-from="x; dmarc=pass header.from=juniper.example; "@elsewhere.example',
      ),
    ],
    [
      'the service seems to have said it twice',
      found('dmarc=pass header.from=juniper.example', 'dmarc=none header.from=juniper.example'),
    ],
    ['it stands in a remark', found('dkim=none (dkim=pass header.i=@juniper.example)')],
  ])('is not proven where %s', (_, results) => {
    expect(isAuthentic(results, from)).toBe(false);
  });

  test('is not proven of no address', () => {
    expect(isAuthentic(found('dmarc=pass header.from='), '')).toBe(false);
  });
});
