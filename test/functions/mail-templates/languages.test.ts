import { describe, expect, test } from 'vitest';
import { consents } from '../../../functions/letters/consent.ts';
import { fieldsOf, parsePattern } from '../../../functions/templates/pattern.ts';
import { inSpanish } from '../../../functions/mail-templates/languages.ts';
import { shippedMail, shippedMails } from '../../../functions/mail-templates/shipped.ts';
import { aSentLetter, signed } from '../../support/letters.ts';
import { aFirmWithAPage } from '../../support/portal.ts';

const spanish = shippedMails.filter(({ key }) => key.endsWith('.es'));

describe('a mail in Spanish', () => {
  test.each(spanish.map((mail) => [mail.key, mail] as const))('%s tells what the usual one does', (key, mail) => {
    const usual = shippedMail(key.slice(0, -'.es'.length))!;
    expect(inSpanish(usual.key)).toBe(key);
    const of = (text: string) => fieldsOf(parsePattern(text)).toSorted();
    expect(new Set(of(mail.text))).toEqual(new Set(of(usual.text)));
    expect(new Set(of(mail.subject))).toEqual(new Set(of(usual.subject)));
  });

  test('goes to whoever reads Spanish, and the usual one to everyone else', async () => {
    const { call, people, clientId, first, id, settled, mails } = await aSentLetter({ language: 'es-MX' });
    expect(clientId).toBeDefined();
    expect((await call('GET', `/v1/contacts/${people[0]}`)).body.language).toBe('es-MX');
    await signed(first, id, { consentVersion: consents.find(({ language }) => language === 'es')!.version });
    await settled();
    const subjects = mails().map(({ subject }) => String(subject));
    expect(subjects[0]).toContain('Antes de empezar: nuestra carta para Juniper Street Dental');
    expect(subjects[1]).toContain('Before we start');
    expect(String(mails()[0]!.text)).toMatch(/miércoles, 1 de abril/);
    expect(mails().map(({ locale }) => locale)).toEqual(['es', undefined]);
  });

  test('is worded by the firm as any other', async () => {
    const { call } = await aSentLetter();
    const body = { name: 'Carta', subject: 'Nuestra carta', text: 'Léala: {link}' };
    const worded = await call('PUT', '/v1/mail-templates/letter-to-sign.es', { body });
    expect(worded).toMatchObject({ status: 200, body: { own: true, subject: 'Nuestra carta' } });
  });
});

test('a link in a mail in Spanish says in Spanish until when it works', async () => {
  const { firm, portal, contactId } = await aFirmWithAPage({ language: 'es' });
  await firm.admin.call('POST', '/v1/firm/go-live');
  const token = await portal.token(contactId);
  const reply = await portal.browser().call('POST', '/portal/v1/links', { body: { token } });
  expect(reply.status).toBeLessThan(300);
  const [mail] = await portal.delivered();
  expect(mail).toMatchObject({ contactId, subject: expect.stringMatching(/^Su enlace a /) });
  expect(mail!.text).toMatch(/Funciona hasta el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo), \d+ de \w+/);
});
