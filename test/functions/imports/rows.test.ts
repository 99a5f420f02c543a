import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, isFormula, mailsIn, normalised, phonesIn, spoken } from '../../../functions/imports/cells.ts';
import { mapped } from '../../../functions/imports/columns.ts';
import { valueOf } from '../../../functions/imports/custom.ts';
import { kindGuessed, kindStated } from '../../../functions/imports/kind.ts';
import { countryOf, postalOf } from '../../../functions/imports/postal.ts';
import { draftOf } from '../../../functions/imports/rows.ts';
import type { Target } from '../../../functions/imports/target.ts';

const columnsFor = (...targets: Target[]) => targets.map((target) => ({ heading: target, target }));
const rowOf = (cells: Readonly<Record<Target, string>>) =>
  draftOf(
    { row: 5, cells: Object.values(cells).map((cell) => clean(cell)) },
    columnsFor(...(Object.keys(cells) as Target[])),
  );

describe('a cell', () => {
  test.each([
    ['="00123"', '00123'],
    ["'00123", '00123'],
    ['  two   words\u00A0 ', 'two words'],
    ['-', ''],
    ['\u200BAnn\uFEFF', 'Ann'],
    ['=HYPERLINK("x","Acme")', '=HYPERLINK("x","Acme")'],
  ])('%j is %j', (cell, meant) => {
    expect(clean(cell)).toBe(meant);
  });

  test('is a formula where a spreadsheet would calculate it, and a phone number is none', () => {
    expect(['=1+1', '@SUM(A1)', '+cmd|x', '-2+3+cmd'].every(isFormula)).toBe(true);
    expect(['+1 303 555-0101', '-5', 'a=b', 'Acme', '(303) 555'].some(isFormula)).toBe(false);
  });

  test.each([
    ['a@x.example; b@y.example', ['a@x.example', 'b@y.example'], []],
    ['a@x.example, b@y.example', ['a@x.example', 'b@y.example'], []],
    ['Ann Lee <a@x.example>', ['a@x.example'], []],
    ['A@x.example a@X.example', ['a@X.example'], []],
    ['nobody', [], ['nobody']],
    ['a@b', [], ['a@b']],
    ['', [], []],
  ])('%j has the addresses %j', (cell, mails, wrong) => {
    expect(mailsIn(cell)).toEqual({ mails, wrong });
  });

  test('has several phone numbers, with and without words before them', () => {
    expect(phonesIn('Phone:(303) 555-0101 Mobile: 303.555.0102 Fax:303-555-0103')).toEqual([
      { kind: 'phone', number: '(303) 555-0101' },
      { kind: 'mobile', number: '303.555.0102' },
      { kind: 'fax', number: '303-555-0103' },
    ]);
    expect(phonesIn('303-555-0101 / 303-555-0102 x12').map(({ number }) => number)).toEqual([
      '303-555-0101',
      '303-555-0102 x12',
    ]);
    expect(phonesIn('n/a')).toEqual([]);
  });

  test.each([
    ['Whitaker, Jonathan', 'Jonathan Whitaker'],
    ['Hollis, Diane & Robert', 'Diane & Robert Hollis'],
    ['Miller, Jr.', 'Miller, Jr.'],
    ['Copperline, LLC', 'Copperline, LLC'],
    ['Smith, Jones, Brown', 'Smith, Jones, Brown'],
  ])('the name %j is said %j', (name, said) => {
    expect(spoken(name)).toBe(said);
  });

  test('names are one name whatever their case, accents and punctuation', () => {
    expect(normalised('  Café  Peña & Co., Inc. ')).toBe(normalised('cafe pena and co inc'));
    expect(normalised('Acme')).not.toBe(normalised('Acme 2'));
  });
});

describe('a client', () => {
  test.each([
    ['Copperline Hospitality Group, LLC', 'Dominic Reyes', 'other'],
    ['Jonathan & Alicia Whitaker', 'Jonathan Whitaker', 'individual'],
    ['Harriet Lowell', undefined, 'individual'],
    ['Estate of Margaret Fennimore', undefined, 'estate'],
    ['The Osei Family Trust', undefined, 'trust'],
    ['Kestrel Valley Trail Foundation', undefined, 'nonprofit'],
    ['Stone Harbor Advisors LLP', undefined, 'partnership'],
    ['Studio 54', undefined, 'other'],
    ['Tamarack Software', 'Imani Brooks', 'other'],
  ])('%s is probably of the kind %s', (name, person, kind) => {
    expect(kindGuessed(name, person)).toBe(kind);
  });

  test('is of the kind that the file states', () => {
    expect(['S Corporation', '1120-S', 'Individual', 'Business', 'Non-profit', 'moon'].map(kindStated)).toEqual([
      's-corporation',
      's-corporation',
      'individual',
      'other',
      'nonprofit',
      undefined,
    ]);
  });

  test('has its address in one cell, taken apart where that is certain', () => {
    expect(postalOf('12 Larkspur Way\nSTE 4\nCañon City, CO 81212')).toEqual({
      street: '12 Larkspur Way\nSTE 4',
      city: 'Cañon City',
      region: 'CO',
      postcode: '81212',
      country: 'US',
    });
    expect(postalOf('1 Main St Springfield IL 62701 US')).toEqual({
      street: '1 Main St Springfield',
      region: 'IL',
      postcode: '62701',
      country: 'US',
    });
    expect(postalOf('Rue de la Paix 5, Paris')).toEqual({ street: 'Rue de la Paix 5, Paris' });
    expect([countryOf('USA'), countryOf('uk'), countryOf('de'), countryOf('Atlantis')]).toEqual([
      'US',
      'GB',
      'DE',
      undefined,
    ]);
  });

  test('has two addresses in one cell: the named person and one who is known by the address only', () => {
    expect(
      rowOf({ 'client.name': 'Juniper, P.C.', 'contact.name': 'Ann Lee', 'contact.mail': 'a@x.example; b@x.example' }),
    ).toMatchObject({
      people: [
        { name: 'Ann Lee', isNamed: true, mail: 'a@x.example' },
        { name: 'b@x.example', isNamed: false, mail: 'b@x.example' },
      ],
    });
  });

  test('who is marked as deleted is inactive, and known by the name', () => {
    expect(rowOf({ 'client.name': 'Maria Lopez (deleted)' })).toMatchObject({
      name: 'Maria Lopez',
      fields: { lifecycle: 'inactive' },
    });
  });

  test('a sub-customer keeps the name of its parent', () => {
    expect(rowOf({ 'client.name': 'Nusa Group:Villa Ubud' })).toMatchObject({ name: 'Nusa Group: Villa Ubud' });
  });

  test('tells what of it is left out', () => {
    const { notes } = rowOf({
      'client.name': 'Acme',
      'contact.mail': 'nobody',
      'client.website': '=HYPERLINK("x")',
      'client.country': 'Atlantis',
      'client.taxId': '?',
      'contact.phone': 'Fax: 303-555-0101',
    }) as { notes: string[] };
    expect(notes).toHaveLength(5);
  });

  test.each([
    [{ 'client.name': '' }, /names nobody/],
    [{ 'client.name': '=1+1' }, /formula/],
    [{ 'client.name': '@cmd' }, /formula/],
    [{ 'client.name': 'two\nlines' }, /several lines/],
    [{ 'client.name': 'x'.repeat(201) }, /200 characters/],
    [{ 'client.name': 'Acme', 'client.number': '1'.repeat(31) }, /30 characters/],
  ] as const)('%j is none', (cells, why) => {
    expect(rowOf(cells)).toMatchObject({ row: 5, why: expect.stringMatching(why) });
  });

  test('says a name once, also where two columns have it; what else the second says is told', () => {
    const columns = ['Customer', 'Customer full name', 'Email', 'Email'].map((heading, i) => ({
      heading,
      target: (i < 2 ? 'client.name' : 'contact.mail') as Target,
    }));
    const row = (...cells: string[]) => draftOf({ row: 5, cells }, columns);
    expect(row('Acme, Inc.', 'ACME Inc', 'a@x.example', 'b@x.example')).toMatchObject({
      name: 'Acme, Inc.',
      people: [{ mail: 'a@x.example' }, { mail: 'b@x.example' }],
      notes: [],
    });
    expect(row('', 'Acme', '', '')).toMatchObject({ name: 'Acme' });
    expect(row('Acme', 'Apex', '', '')).toMatchObject({
      name: 'Acme',
      notes: ['Customer full name, Apex, was left out: another column says it already'],
    });
  });

  test('a row with more cells than headings is none', () => {
    expect(draftOf({ row: 2, cells: ['Acme', 'x'] }, columnsFor('client.name'))).toMatchObject({
      why: expect.stringMatching(/more cells/),
    });
    expect(draftOf({ row: 2, cells: ['Acme', '', ''] }, columnsFor('client.name'))).toMatchObject({ name: 'Acme' });
  });

  test('of any cells is a client that can be kept, or none and why', () => {
    const targets: Target[] = [
      'client.name',
      'client.number',
      'client.kind',
      'client.tags',
      'client.phone',
      'client.address',
      'client.country',
      'contact.name',
      'contact.mail',
      'contact.mobile',
      'contact.2.first',
      'contact.title',
      'source.id',
      'client.lifecycle',
    ];
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...Array.from('a@.x ,;:=+-("\'0\n/')) }),
      fc.constantFrom('a@x.example', 'Ann Lee', 'x'.repeat(300)),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: targets.length, maxLength: targets.length }), (cells) => {
        const draft = draftOf({ row: 1, cells: cells.map(clean) }, columnsFor(...targets));
        expect('why' in draft ? draft.why : draft.name).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('columns', () => {
  test.each([
    ['Customer full name,Phone numbers,Email,Full name,Bill address,Ship address', 'quickbooks-contact-list'],
    ['Customer,Phone Numbers,Email,Full Name,Billing Address,Shipping Address', 'quickbooks-contact-list'],
    [
      'Name,Company name,Street Address,City,State,Country,Zip,Phone,Email,Attachments,Open Balance',
      'quickbooks-customers',
    ],
    ['*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1', 'xero'],
    ['ContactKey,Contact Type,Full Name,First Name,Last Name,Email Address,Client Owner', 'karbon'],
    ['Account name,Account type,First name,Last name,Email,Tags,Team members', 'taxdome'],
    ['Client,Client number,EIN,Primary contact,Mobile', 'other'],
  ])('%s are those of %s', (headings, source) => {
    expect(mapped(headings.split(','), undefined, {}).source).toBe(source);
  });

  test('are what the caller says they are, before what their source says', () => {
    const { columns } = mapped(['Name', 'Klient Nr.', 'Email', 'Shoe size'], undefined, {
      'klient nr': 'client.number',
      email: 'ignore',
    });
    expect(columns.map(({ target }) => target)).toEqual(['client.name', 'client.number', 'ignore', 'ignore']);
  });

  test('of companies and names are clients and their people', () => {
    const targets = (headings: string, stated = {}) =>
      mapped(headings.split(','), undefined, stated).columns.map(({ target }) => target);
    expect(targets('Name,Company,Email,Phone')).toEqual([
      'contact.name',
      'client.name',
      'contact.mail',
      'contact.phone',
    ]);
    expect(targets('Company,Contact name,Name')).toEqual(['client.name', 'contact.name', 'client.name']);
    expect(targets('Name,Company,Email,Phone', { name: 'client.name' })[0]).toBe('client.name');
    expect(targets('Name,Mobile,Title')).toEqual(['client.name', 'contact.mobile', 'contact.title']);
  });

  test('names that every object has mean nothing', () => {
    expect(mapped(['Name', 'constructor', '__proto__'], undefined, {}).columns.map(({ target }) => target)).toEqual([
      'client.name',
      'ignore',
      'ignore',
    ]);
  });
});

test('the firm’s own fields take what they can', () => {
  const field = (type: 'text' | 'number' | 'date' | 'choice' | 'yes-no') =>
    ({ type, choices: ['Gold', 'Silver'] }) as never as Parameters<typeof valueOf>[0];
  expect([valueOf(field('number'), '$1,200.50'), valueOf(field('number'), 'many')]).toEqual([1200.5, undefined]);
  expect([
    valueOf(field('date'), '3/31/2026'),
    valueOf(field('date'), '31.03.2026'),
    valueOf(field('date'), '2026-02-30'),
  ]).toEqual(['2026-03-31', '2026-03-31', undefined]);
  expect([valueOf(field('yes-no'), 'Yes'), valueOf(field('yes-no'), 'no'), valueOf(field('yes-no'), 'maybe')]).toEqual([
    true,
    false,
    undefined,
  ]);
  expect([valueOf(field('choice'), 'gold'), valueOf(field('choice'), 'Bronze')]).toEqual(['Gold', undefined]);
});
