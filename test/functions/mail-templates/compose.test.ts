import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose, draft, fieldsOfPeople, whyStopped } from '../../../functions/mail-templates/compose.ts';
import { sampleFields } from '../../../functions/mail-templates/fields.ts';
import { checkFields } from '../../../functions/mail-templates/mail-template.ts';
import { shippedMail, shippedMails } from '../../../functions/mail-templates/shipped.ts';
import { monthOf } from '../../../shared/dates/periods.ts';

const today = { today: '2026-12-01' };
const fields = fieldsOfPeople({
  client: { name: 'Juniper Street Dental, P.C.', number: '1002' },
  contact: { name: 'Dr. Alicia Whitaker' },
  sender: { name: 'Tomás Herrera', title: 'Accountant', mail: 'tomas@larkfieldrowe.example' },
  firm: { name: 'Larkfield & Rowe, CPAs', phone: '303-555-0100' },
});
const november = { ...monthOf('2026-11-30'), label: 'November 2026', shift: () => undefined };

describe('a mail', () => {
  test('says its template in the words of the day', () => {
    expect(compose(shippedMail('close-package')!, { ...fields, period: november }, today)).toEqual({
      subject: 'Juniper Street Dental, P.C.: your November figures',
      text: `Hello Alicia,

Your figures for November are ready.

They come to you in the usual way. If a number surprises you, reply to this mail. It comes to me.

Tomás
Larkfield & Rowe, CPAs`,
    });
  });

  test('lists what is asked for, with the date in full and the link in plain text', () => {
    const mail = compose(
      shippedMail('request')!,
      {
        ...fields,
        'request.title': 'November statements',
        'request.dueOn': { on: '2026-12-08' },
        'request.why': 'Thank you.',
        items: [{ title: 'Bank statement' }, { title: 'Receipts' }],
        link: 'https://portal.example/#abc',
        'link.expiresOn': { on: '2027-01-04' },
      },
      today,
    );
    expect(mail).toMatchObject({
      subject: 'For Juniper Street Dental, P.C.: November statements, by Tuesday, December 8',
    });
    const { text } = mail as { text: string };
    expect(text).toContain('\n– Bank statement\n– Receipts\n\nSend it to us: https://portal.example/#abc\n');
    expect(text).toContain('Tomás Herrera\nAccountant, Larkfield & Rowe, CPAs, 303-555-0100\n');
    expect(text).toContain('works until Monday, January 4, 2027;');
  });

  test('with an empty field is none: the fields that stop it are named', () => {
    expect(compose(shippedMail('tax-payment-notice')!, fields, today)).toEqual({
      missing: ['tax.name', 'tax.amount', 'tax.debitOn', 'period.label'],
    });
    expect(whyStopped(['tax.name', 'tax.amount', 'n'])).toBe(
      '{tax.name}, {tax.amount} and {n} are empty, and nothing is sent with a hole in it',
    );
    expect(whyStopped(['n'])).toBe('{n} is empty, and nothing is sent with a hole in it');
    expect(whyStopped(['n', 'link'])).toBe(
      'It needs {link}, which no mail of a task has: take it out of the words, or send a request instead',
    );
  });

  test('that is only looked at shows where the holes are', () => {
    const template = {
      subject: 'For {client.name}',
      text: '{if one item}{item.title}{else}{items, list}{end} by {request.dueOn}',
    };
    expect(draft(template, fields, today)).toEqual({
      subject: 'For Juniper Street Dental, P.C.',
      text: '{items} by {request.dueOn}',
      missing: ['items', 'request.dueOn'],
    });
  });

  test('has a subject of one line that fits', () => {
    const long = { ...fields, 'client.name': `A\r\nBcc: x@y.example\u2028${'b'.repeat(300)}` };
    const { subject } = draft({ subject: '{client.name}', text: 'x' }, long, today);
    expect(subject).toMatch(/^A Bcc: x@y\.example b+…$/);
    expect(subject).toHaveLength(200);
  });

  test('takes nothing in a field for a link, for bold or for a field', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom('[x]({link})', '**x**', '{link}', '[a](https://evil.example)'),
          fc.string({ minLength: 1 }),
        ),
        (name) => {
          fc.pre(name.trim() !== '');
          const { text } = draft(
            { subject: 'x', text: '**<{client.name}>**' },
            { 'client.name': name, link: 'L' },
            today,
          );
          expect(text).toBe(`<${name}>`);
        },
      ),
    ));

  test('knows a person by their first name, whatever stands before it', () => {
    const named = (name: string) =>
      fieldsOfPeople({ client: { name: 'x' }, contact: { name }, sender: { name, mail: 'x' }, firm: { name } });
    expect(named('Anita Rao')['contact.firstName']).toBe('Anita');
    expect(named('Dr Anita Rao')['contact.firstName']).toBe('Anita');
    expect(named('Drake Moss')['sender.firstName']).toBe('Drake');
    expect(named('Cher')['sender.firstName']).toBe('Cher');
  });
});

describe('the shipped mails', () => {
  test.each(shippedMails.map((mail) => [mail.key, mail] as const))(
    '%s asks only for fields that there are',
    (_, mail) => {
      expect(() => checkFields(mail)).not.toThrow();
      expect(draft(mail, sampleFields, today).missing).toEqual([]);
    },
  );

  test('have keys of their own, and are those that the templates of work name', () => {
    const keys = shippedMails.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const named = ['close-package', 'tax-payment-notice', 'filed-copies', 'estimate-reminder'];
    expect(keys).toEqual(expect.arrayContaining([...named, 'retainer-80', 'retainer-report', 'predecessor']));
    for (const key of [...named, 'retainer-80', 'retainer-report', 'predecessor'])
      expect(`${shippedMail(key)!.subject}${shippedMail(key)!.text}`).not.toContain('{link');
  });

  test('never shout, and never greet a valued client', () => {
    for (const { subject, text } of shippedMails) expect(`${subject}${text}`).not.toMatch(/!|[Vv]alued|Dear/);
  });
});
