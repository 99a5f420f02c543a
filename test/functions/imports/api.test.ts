import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { bytesOfFile, dryRun, imported } from '../../support/imports.ts';
import { contentOf } from '../../support/office.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});

const quickBooks = bytesOfFile('quickbooks-online-customers.csv');

/** Everything but what tells of the imports themselves. */
const business = (of: FirmUnderTest) => contentOf(of).filter(({ pk }) => !/^(?:IMPORT|BATCH|UNIQUE#import)/.test(pk));

describe('a customer contact list of QuickBooks Online', () => {
  test('is told row by row before anything is done', async () => {
    const before = contentOf(firm);
    const told = await dryRun(firm.admin.call, quickBooks);
    expect(contentOf(firm)).toEqual(before);
    expect(told).toMatchObject({ source: 'quickbooks-contact-list', headingRow: 4, counts: { create: 75 } });
    console.log(
      JSON.stringify(told.counts),
      JSON.stringify(
        told.rows.filter((r: any) => r.action !== 'create' || r.notes.length),
        null,
        1,
      ),
      JSON.stringify(told.skipped),
      JSON.stringify(told.rows.slice(0, 3)),
    );
  });
  test('twice', async () => {
    const first = await imported(firm, quickBooks);
    console.log(JSON.stringify(first.counts));
    const after = business(firm);
    const second = await imported(firm, quickBooks);
    console.log(
      JSON.stringify(second.counts),
      JSON.stringify(second.rows.filter((r: any) => r.outcome !== 'unchanged')),
    );
    expect(business(firm)).toEqual(after);
  });
});
