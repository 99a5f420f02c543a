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
