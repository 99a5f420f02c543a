import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { dryRun, fileOf, imported } from '../../support/imports.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});

const recordsOf = (entity: string): Answer[] => firm.memory.all().filter((item) => item.entity === entity);

describe('headings that nobody knows', () => {
  const file = 'Mandantenliste\n\nMandant;Ort;Umsatz\n"Pfeil, Hans";Wien;1\nBirke;Wien;2\nPfeil GmbH;Graz;3';

  test('are answered with samples of their cells, and what is missing; nothing can be imported yet', async () => {
    expect(await dryRun(firm.admin.call, file)).toMatchObject({
      headingRow: 3,
      delimiter: ';',
      columns: [
        { heading: 'Mandant', target: 'ignore', samples: ['Pfeil, Hans', 'Birke', 'Pfeil GmbH'] },
        { heading: 'Ort', target: 'ignore', samples: ['Wien', 'Graz'] },
        { heading: 'Umsatz', target: 'ignore', samples: ['1', '2', '3'] },
      ],
      fault: { path: 'body.mapping', message: expect.stringMatching(/client’s name/) },
      counts: { create: 0, refused: 3 },
    });
    const early = await firm.admin.call('POST', '/v1/imports/clients', {
      body: { file: fileOf(file), mapping: { Ort: 'client.city' }, dryRun: false },
    });
    expect(early).toMatchObject({ status: 400, body: { issues: [{ path: 'body.mapping' }] } });
    expect(recordsOf('import')).toEqual([]);
  });

  test('are taken as the caller says, and keep what was said when the name is taken back', async () => {
    const mapping = { Mandant: 'client.name', Ort: 'client.city' };
    const told = await dryRun(firm.admin.call, file, { mapping });
    expect(told.counts).toMatchObject({ create: 3, refused: 0 });
    expect(told.fault).toBeUndefined();
    const back = await dryRun(firm.admin.call, file, { mapping: { ...mapping, Mandant: 'ignore' } });
    expect(back.columns).toMatchObject([{ target: 'ignore' }, { target: 'client.city' }, { target: 'ignore' }]);
    await imported(firm, file, { mapping });
    expect(
      recordsOf('client')
        .map(({ name }) => name as string)
        .toSorted(),
    ).toEqual(['Birke', 'Hans Pfeil', 'Pfeil GmbH']);
  });

  test('of work are answered in the same way', async () => {
    const told = await dryRun(firm.admin.call, 'Mandant,Was\nPfeil,Abschluss', { of: 'jobs' });
    expect(told).toMatchObject({ fault: { path: 'body.mapping' }, columns: [{ samples: ['Pfeil'] }, {}] });
  });
});

/** A row of data that may be taken for headings, in a list whose own are not known. */
describe('a client whose name is a word that headings have', () => {
  test.each([
    ['below headings that nobody knows', 'Mandant;Ort\nPfeil;Wien\nName;Graz\nBirke;Linz', 1],
    ['and who has more cells than the rows above', 'Mandant;Ort;Tel\nPfeil;;\nName;Graz;1\nBirke;Linz;2', 1],
    ['and who has more cells than headings of which the last is empty', 'Mandant;Ort;\nPfeil;;\nName;Graz;1\nBirke', 1],
    ['and who has more cells than clients above', 'Mandant;Ort\nPfeil;Wien\nName;Graz;1\nBirke;Linz;2', 1],
    ['and who has more cells than headings of which one is known', 'Name;Ort\nName;Graz;1\nBirke;Linz;2', 1],
    [
      'and who has more cells than headings, and fewer than others',
      'Mandant;Ort;Tel\nName;Graz;1;a\nBirke;Linz;2;b;c',
      1,
    ],
    ['in a list of one column', 'Mandant\nPfeil\nName\nBirke', 1],
    ['below a title', 'Mandantenliste\n\nMandant;Ort\nPfeil;Wien\nName;Graz', 3],
    ['below headings of which two are known', 'Name,Email\nPfeil,\nCompany,Name\nBirke,', 1],
  ])('%s is a client', async (_, file, headingRow) => {
    const told = await dryRun(firm.admin.call, file);
    expect(told).toMatchObject({ headingRow, skipped: Array.from({ length: headingRow - 1 }, () => ({})) });
    expect(told.rows).toHaveLength(file.split('\n').length - headingRow);
  });

  test('is found below the headings that were said to be the name, however many others he has', async () => {
    const file = 'Mandant;Ort;Tel\nPfeil;Wien;1\nCompany;City;Phone\nBirke;Linz;2';
    const told = await dryRun(firm.admin.call, file, { mapping: { Mandant: 'client.name' } });
    expect(told).toMatchObject({ headingRow: 1, counts: { create: 3, skipped: 0 } });
  });

  test('leaves the rows of a stacked second list where they are', async () => {
    const told = await dryRun(firm.admin.call, 'Mandant;Ort\nPfeil;Wien\nBirke;Graz\n\nName;City\nAcme;Linz');
    expect(told).toMatchObject({ headingRow: 1, skipped: [{ row: 4, why: 'blank' }] });
  });
});

test('a title of two cells stands above headings that are known, and is told with its row', async () => {
  const told = await dryRun(firm.admin.call, 'Clients,2026\nName,Email,Phone\nAcme,,');
  expect(told).toMatchObject({
    headingRow: 2,
    skipped: [{ row: 1, why: 'above the headings', text: 'Clients · 2026' }],
    counts: { create: 1 },
  });
});

test.each([
  ['Clients;2026\nName;Ort;Telefon\nAcme;Wien;1\nBirke;Graz;', 2],
  ['Clients\nStand;1.1.2026\n\nName;Ort;Telefon\nAcme;Wien;1\nBirke;Graz;', 4],
])('a wide title stands above headings of which one is known: %j', async (file, headingRow) => {
  expect(await dryRun(firm.admin.call, file)).toMatchObject({
    headingRow,
    columns: [{ target: 'client.name' }, { heading: 'Ort' }, { heading: 'Telefon' }],
    counts: { create: 2 },
  });
});

describe('a comma in every row of a list with semicolons', () => {
  const rows = 'Acme GmbH;Bern;1.200,50\nApex AG;Chur;800,00';

  test.each([
    ['that is all data', rows, { headings: false }],
    ['with headings that nobody knows', `Mandant;Ort;Umsatz, netto\n${rows}`, {}],
    ['with headings in the row that the caller says', `Mandant;Ort;Umsatz, netto\n${rows}`, { headings: 1 }],
  ] as const)('%s is part of its cells', async (_, file, said) => {
    expect(await dryRun(firm.admin.call, file, said)).toMatchObject({
      delimiter: ';',
      columns: [
        { samples: ['Acme GmbH', 'Apex AG'] },
        { samples: ['Bern', 'Chur'] },
        { samples: ['1.200,50', '800,00'] },
      ],
    });
  });

  test('makes no headings of a word after it, where those above are known', async () => {
    const told = await dryRun(firm.admin.call, 'Name;Ort;Notiz\nAcme;Bern;Muster, Name\nApex;Chur;Muster, B');
    expect(told).toMatchObject({ delimiter: ';', headingRow: 1, counts: { create: 2 } });
  });
});

describe('where the headings stand', () => {
  const file = 'Pfeil GmbH;Wien;\nBirke;Graz;=1+1\nA;B;C\n"Hollis, Diane";Linz;';

  test('is nowhere, if the caller says so: columns have letters, and the first row is a client', async () => {
    const told = await dryRun(firm.admin.call, file, { headings: false });
    expect(told).toMatchObject({
      delimiter: ';',
      columns: [
        { heading: 'A', target: 'ignore', samples: ['Pfeil GmbH', 'Birke', 'A'] },
        { heading: 'B', target: 'ignore' },
        { heading: 'C', target: 'ignore' },
      ],
      fault: { path: 'body.mapping' },
      skipped: [],
    });
    expect(told.headingRow).toBeUndefined();
    const said = { headings: false, mapping: { A: 'client.name', B: 'client.city' } };
    await imported(firm, file, said);
    expect(recordsOf('client').map(({ name }) => name as string)).toEqual(
      expect.arrayContaining(['Pfeil GmbH', 'Birke', 'A', 'Diane Hollis']),
    );
    expect((await imported(firm, file, said)).counts).toEqual({ unchanged: 4 });
  });

  test('is the row that the caller says, and what stands above it is told', async () => {
    const told = await dryRun(firm.admin.call, 'Report:;Clients;All\n\nName;City\nAcme;Wien', { headings: 3 });
    expect(told).toMatchObject({
      headingRow: 3,
      columns: [{ target: 'client.name' }, { target: 'client.city' }],
      skipped: [{ row: 1, text: 'Report: · Clients · All' }, { row: 2 }],
      counts: { create: 1 },
    });
  });

  test.each([[4], [40]])('is no row that is empty: %i', async (headings) => {
    const reply = await firm.admin.call('POST', '/v1/imports/clients', {
      body: { file: fileOf('Name\nAcme\nApex\n\nBirch'), headings },
    });
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path: 'body.headings' }] } });
  });

  test('does not count the line by which Excel says its delimiter', async () => {
    const told = await dryRun(firm.admin.call, 'sep=;\r\nAcme;Wien\r\nApex;Graz', { headings: false });
    expect(told.rows).toHaveLength(2);
    expect((await dryRun(firm.admin.call, 'sep=;\r\nName\r\nAcme')).counts).toMatchObject({ create: 1 });
  });

  test('can be said of work too, for as long as it is imported', async () => {
    const said = { of: 'jobs', headings: false, mapping: { A: 'client.name', B: 'title' } } as const;
    expect(await dryRun(firm.admin.call, 'Acme,Books\nApex,Books', said)).toMatchObject({
      rows: [{ row: 1 }, { row: 2 }],
    });
    const { rows } = await imported(firm, 'Acme,Books\nApex,Books', said);
    expect(rows.map(({ row }) => row)).toEqual([1, 2]);
  });
});
