import { describe, expect, test } from 'vitest';
import { drawUp, LetterWords, written } from '../../../functions/letters/letter-template.ts';
import { shippedLetters } from '../../../functions/letters/shipped.ts';

const writing = { today: '2026-03-04' };
const fields = {
  'firm.name': 'Berg & Co',
  'client.name': 'Acme {client.number} Ltd',
  'engagement.title': 'Books 2026',
  services: [
    { title: 'Monthly close', fee: '$400 a month' },
    { title: 'Tax return', fee: '$900' },
  ],
};

const agreements = shippedLetters.filter(({ kind }) => kind !== 'proposal' && kind !== 'sign-off');

describe.each(agreements)('the shipped $key', ({ key: _, name: _name, ...words }) => {
  test('can be kept as a firm’s own, and says what is done for what', () => {
    expect(LetterWords.parse(words)).toEqual(words);
    const { title, text } = written(words, fields, writing);
    expect(title).toContain('Books 2026');
    expect(text).toContain('– Monthly close: $400 a month\n– Tax return: $900');
    expect(text).toContain('We begin when this is signed.');
    expect(written(words, { ...fields, 'engagement.startsOn': { on: '2026-04-01' } }, writing).text).toMatch(
      /We begin on April 1, 2026/,
    );
  });

  test('takes nothing in a client’s name for a field', () => {
    expect(written(words, fields, writing).text).toContain('Acme {client.number} Ltd');
  });

  test('is not sent with a hole in it, and tells all that is missing', () => {
    const { 'client.name': _client, services: _services, ...some } = fields;
    expect(() => written(words, some, writing)).toThrow('{client.name} and {services} are empty');
    expect(drawUp(words, some, writing)).toMatchObject({ missing: ['client.name', 'services'] });
  });
});

test('no title names what the work costs: everyone of the firm reads it', () => {
  const words = { title: '{for each service}{service.fee}{end}', text: '{client.name}' };
  expect(() => written(words, fields, writing)).toThrow('empty');
  expect(drawUp(words, fields, writing).title).not.toContain('$400');
});

test('a shipped proposal leaves what is done to its packages', () => {
  const { key: _, name: _name, ...words } = shippedLetters.find(({ kind }) => kind === 'proposal')!;
  const { services: _services, ...some } = fields;
  expect(LetterWords.parse(words)).toEqual(words);
  expect(written(words, some, writing).text).toContain('Berg & Co offers Acme {client.number} Ltd the packages');
});

test('a shipped sign-off names its document', () => {
  const { key: _, name: _name, ...words } = shippedLetters.find(({ kind }) => kind === 'sign-off')!;
  expect(LetterWords.parse(words)).toEqual(words);
  expect(() => written(words, fields, writing)).toThrow('{document.name} is empty');
  const said = written(words, { ...fields, 'document.name': '1120-S 2026.pdf' }, writing);
  expect(said.title).toBe('Sign-off: 1120-S 2026.pdf');
});
