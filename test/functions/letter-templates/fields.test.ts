import { describe, expect, test } from 'vitest';
import { sampleFields } from '../../../functions/letter-templates/fields.ts';
import { checkFields, LetterTemplateInput } from '../../../functions/letter-templates/letter-template.ts';
import { checkSettable } from '../../../functions/letters/drafting.ts';
import { drawUp } from '../../../functions/letters/letter-template.ts';
import { shippedLetters } from '../../../functions/letters/shipped.ts';
import { shippedMail } from '../../../functions/mail-templates/shipped.ts';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import { tasksOf } from '../../../functions/templates/template.ts';

const words = { kind: 'engagement-letter', title: 'Our letter', text: 'For {client.name}' } as const;

describe.each(shippedLetters)('the shipped $key', ({ key: _, ...letter }) => {
  test('could be the firm’s own, and leaves nothing open', () => {
    expect(LetterTemplateInput.parse(letter)).toEqual(letter);
    expect(() => checkFields(letter)).not.toThrow();
    const said = drawUp(letter, sampleFields(letter.kind), { today: '2026-04-01' });
    expect(said.missing).toEqual([]);
    expect(() => checkSettable(said.title, said.text)).not.toThrow();
  });
});

test('the keys of shipped letters are each one’s own', () => {
  expect(new Set(shippedLetters.map(({ key }) => key)).size).toBe(shippedLetters.length);
});

test('every letter and every mail that a template of the library sends is shipped', () => {
  const tasks = libraryKeys.flatMap((key) => tasksOf(fromLibrary(key)));
  const letters = new Set(shippedLetters.map(({ key }) => key));
  const named = tasks.flatMap(({ letter }) => letter ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((key) => !letters.has(key))).toEqual([]);
  const mails = tasks.flatMap(({ mail }) => mail ?? []);
  expect(mails).toContain('non-engagement');
  expect(mails.filter((key) => shippedMail(key) === undefined)).toEqual([]);
});

describe('words that no letter could be made of', () => {
  test.each([
    [{ text: '{client.nmae}' }, 'body.text', 'There is no field {client.nmae} in letters of this kind'],
    [{ text: '{constructor}' }, 'body.text', 'There is no field {constructor} in letters of this kind'],
    [{ title: 'For {document.name}' }, 'body.title', 'There is no field {document.name} in letters of this kind'],
    [{ kind: 'sign-off', text: '{engagement.title}' }, 'body.text', 'There is no field {engagement.title}'],
    [{ kind: 'sign-off', text: '{services, list}' }, 'body.text', 'There is no field {services}'],
    [{ title: '{services, list}' }, 'body.title', '{services} stands in no title'],
    [{ title: '{for each service}{service.fee}{end}' }, 'body.title', '{service.fee} stands in no title'],
    [{ text: 'It costs {service.fee}' }, 'body.text', '{service.fee} is known of each service alone'],
    [{ text: '{services}' }, 'body.text', '{services} is a list'],
    [{ text: '{client.name, MMMM}' }, 'body.text', '{client.name} is no date'],
    [{ text: 'For 漢' }, 'body.text', 'cannot show 漢'],
  ] as const)('%j', (more, path, message) => {
    const refused = () => checkFields({ ...words, ...more });
    expect(refused).toThrow(
      expect.objectContaining({
        details: {
          issues: expect.arrayContaining([{ path, message: expect.stringContaining(message) }]) as unknown,
        },
      }),
    );
  });

  test('are not those that say a thing only where it is known', () => {
    const text = '{today, MMMM d} {if firm.website}{firm.website}{end} {if one service}{service.fee}{else}all{end}';
    expect(() => checkFields({ ...words, text })).not.toThrow();
  });
});
