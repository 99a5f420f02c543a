import { expect, test } from 'vitest';
import { decodeWords, parseAddress, splitAddresses } from '../../../infra/local/mail/mailbox-address.ts';
import { headerOf, parseMime } from '../../../infra/local/mail/mailbox-mime.ts';

const mime = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');

test('a plain mail has its headers and its text', () => {
  const mail = parseMime(mime('Subject: Tax', ' return', 'From: a@example.com', '', 'One', 'Two'));
  expect(mail.headers).toEqual([
    { name: 'Subject', value: 'Tax return' },
    { name: 'From', value: 'a@example.com' },
  ]);
  expect([mail.text, mail.html, mail.attachments]).toEqual(['One\r\nTwo', undefined, []]);
  expect(headerOf(mail.headers, 'SUBJECT')).toBe('Tax return');
});

test('alternatives nested in a mixed mail give text, HTML and attachments', () => {
  const mail = parseMime(
    mime(
      'Content-Type: multipart/mixed; boundary="=_a(1)"',
      '',
      'This is for old readers',
      '--=_a(1)',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe, and a long =',
      'line  ',
      '--b',
      'Content-Type: text/html; charset=iso-8859-1',
      'Content-Transfer-Encoding: BASE64',
      '',
      Buffer.from('<p>Zo\xeb</p>', 'latin1').toString('base64'),
      '--b--',
      '',
      '--=_a(1)  ',
      'Content-Type: application/pdf; name="x.pdf"',
      'Content-Transfer-Encoding: base64',
      "Content-Disposition: attachment; filename*0*=utf-8''Jahr%20; filename*1*=%C3%BCber; filename*2=sicht.pdf",
      '',
      Buffer.from([0, 255, 10]).toString('base64'),
      '--=_a(1)',
      'Content-Disposition: attachment; filename="=?utf-8?Q?Notiz_=C3=A4.txt?="',
      '',
      'kept as a file',
      '--=_a(1)--',
      'after the end',
    ),
  );
  expect([mail.text, mail.html]).toEqual(['Grüße, and a long line', '<p>Zoë</p>']);
  expect(mail.attachments.map(({ name, type, content }) => [name, type, [...content.subarray(0, 3)]])).toEqual([
    ['Jahr übersicht.pdf', 'application/pdf', [0, 255, 10]],
    ['Notiz ä.txt', 'text/plain', [...Buffer.from('kep')]],
  ]);
});

test('what is no mail is shown as it is', () => {
  expect(parseMime(Buffer.from('just text, grüße'))).toEqual({
    headers: [],
    text: 'just text, grüße',
    attachments: [],
  });
});

test('broken mails end in something to look at, not in an error', () => {
  const nested = (depth: number): string =>
    depth ? `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nested(depth - 1)}` : '\nend';
  expect(parseMime(Buffer.from(nested(50))).attachments).toHaveLength(1);
  expect(parseMime(mime('Content-Type: multipart/mixed; boundary=b', '', 'no parts'))).toMatchObject({
    attachments: [],
  });
  expect(parseMime(mime('Content-Type: multipart/mixed', '', 'no boundary')).attachments).toHaveLength(1);
  expect(parseMime(mime('Content-Type: text/plain; charset=klingon', '', 'abc')).text).toBe('abc');
  expect(parseMime(mime('Subject: no body')).text).toBe('');
});

test('encoded words read as people read them', () => {
  expect(decodeWords('=?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= =?UTF-8?B?IEp1bGlh?= (x)')).toBe('Grüße an Julia (x)');
  expect(decodeWords('=?iso-8859-1?q?Zo=EB?=')).toBe('Zoë');
  expect(decodeWords('a =?broken')).toBe('a =?broken');
});

test('addresses are told from names, and lists split at the right commas', () => {
  expect(splitAddresses('"Doe, Ann" <ann@example.com>, bob@example.com,')).toEqual([
    '"Doe, Ann" <ann@example.com>',
    'bob@example.com',
  ]);
  expect(parseAddress('"Doe, \\"Ann\\"" <ann@example.com>')).toEqual({
    name: 'Doe, "Ann"',
    address: 'ann@example.com',
  });
  expect(parseAddress('=?utf-8?Q?Zo=C3=AB?= <zoe@example.com>')).toEqual({ name: 'Zoë', address: 'zoe@example.com' });
  expect(parseAddress(' ann@example.com ')).toEqual({ address: 'ann@example.com' });
  for (const text of ['a@b.c, d@e.f', 'Ann ann@example.com', '<a@b.c', 'Ann <a@b.c> x'])
    expect(parseAddress(text)).toBeUndefined();
});
