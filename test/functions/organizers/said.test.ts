import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../functions/clients/account.ts';
import type { Registration } from '../../../functions/clients/registration.ts';
import { newAccounts, sayAccount } from '../../../functions/organizers/accounts-said.ts';
import { newRegistrations, sayRegistration } from '../../../functions/organizers/registrations-said.ts';
import { readYearEnd, sayYearEnd } from '../../../functions/organizers/year-end-said.ts';

describe('the end of a year, as people write it', () => {
  test.each([
    ['December 31', 12, 31],
    ['Dec. 31', 12, 31],
    ['30 June', 6, 30],
    ['the 30th of June', 0, 0],
    ['30th of June', 6, 30],
    ['9/30', 9, 30],
    ['2026-03-31', 3, 31],
    [' september  30th ', 9, 30],
    ['February 30', 0, 0],
    ['every year', 0, 0],
    ['13/45', 0, 0],
  ])('%s', (text, month, day) => {
    if (month === 0) expect(() => readYearEnd(text)).toThrow('a month and a day, as in December 31');
    else expect(readYearEnd(text)).toEqual({ month, day });
  });

  test('is read again as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (month, day) => {
        expect(readYearEnd(sayYearEnd({ month, day }))).toEqual({ month, day });
      }),
    );
    expect(sayYearEnd({ month: 6, weekday: 5, on: 'last' })).toBe('last Friday of June');
  });
});

const stored = <T extends object>(all: readonly T[], prefix: string) =>
  all.map((one, n) => ({ ...one, id: `${prefix}_${n}` })) as unknown;
const accounts = (text: string) => newAccounts(text, []).map((one) => sayAccount({ ...one }));

describe('accounts, one on each line', () => {
  test.each([
    ['Alder Bank checking 4471', ['Alder Bank checking ••4471']],
    [
      'Alder Bank, savings ending in 9920\n- Chase Visa ••0099',
      ['Alder Bank savings ••9920', 'Chase Visa card ••0099'],
    ],
    ['1. Amex 1005; 2. Stripe', ['Amex card ••1005', 'Stripe merchant']],
    ['U.S. Bank line of credit', ['U.S. Bank loan']],
    ['(7788) credit card', ['card ••7788']],
    ['First & Main 1234', ['First & Main other ••1234']],
    ['None', []],
    ['Alder Bank checking 4471\nalder bank checking 4471', ['Alder Bank checking ••4471']],
  ])('%j', (text, found) => expect(accounts(text)).toEqual(found));

  test('with more than their last digits, or nothing of one, are refused', () => {
    for (const text of ['Alder Bank 123456789', 'Alder 4111 1111 1111 1111'])
      expect(() => newAccounts(text, [])).toThrow('more than the last four digits');
    expect(() => newAccounts('checking', [])).toThrow('“checking” is read as no account');
  });

  test('that are there already are none more', () => {
    const bank = fc.constantFrom('Alder Bank', 'Chase', 'First Main');
    const kind = fc.constantFrom('checking', 'savings', 'card', 'loan');
    const digits = fc.option(fc.integer({ min: 1000, max: 9999 }));
    const line = fc.tuple(bank, kind, digits).map((parts) => parts.filter((one) => one !== null).join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const text = lines.join('\n');
        const first = newAccounts(text, []);
        expect(newAccounts(text, stored(first, 'acc') as Account[])).toEqual([]);
      }),
    );
  });
});

const registered = (answer: string | string[], had: readonly Registration[] = []) =>
  newRegistrations('sales', answer, had).map((one) => sayRegistration({ ...one }));

describe('states in which something is filed', () => {
  test.each([
    ['Colorado, monthly', ['CO monthly']],
    ['Colorado monthly\nUtah every quarter', ['CO monthly', 'UT quarterly']],
    ['CO and UT, quarterly', ['CO quarterly', 'UT quarterly']],
    ['Colorado quarterly, Utah', ['CO quarterly', 'UT']],
    ['City of Denver twice a year', ['City of Denver semiannual']],
    ['we file sales tax in new york yearly', ['NY annual']],
    ['No', []],
  ])('%j', (text, found) => expect(registered(text)).toEqual(found));

  test('are those of some choices', () => expect(registered(['Colorado', 'Utah'])).toEqual(['CO', 'UT']));

  test('that are known already, of this tax and running, are none more', () => {
    const known = { id: 'reg_1', authority: 'co', tax: 'sales' } as Registration;
    expect(registered('Colorado, Utah', [known])).toEqual(['UT']);
    expect(registered('Colorado', [{ ...known, tax: 'income' }])).toEqual(['CO']);
    expect(registered('Colorado', [{ ...known, until: '2025-12-31' }])).toEqual(['CO']);
  });
});
