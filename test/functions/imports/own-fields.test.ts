import { beforeEach, describe, expect, test } from 'vitest';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { imported } from '../../support/imports.ts';
import { contentOf } from '../../support/office.ts';

let firm: FirmUnderTest;

/** Everything but the imports themselves, which are told of each time. */
const business = () => contentOf(firm).filter(({ pk }) => !/^(?:IMPORT|BATCH)#/.test(pk));
const clientsOf = ({ memory }: FirmUnderTest): Answer[] => memory.all().filter(({ entity }) => entity === 'client');

describe('the firm’s own fields', () => {
  const content =
    'Name,Since,Class,Staff,Yearly\nAcme,3/31/2019,gold,12,no\nApex,soon,Bronze,many,maybe\nBirch,,,,\nCedar,,Silver,,';
  const mapping = {
    Since: 'client.custom.since',
    Class: 'client.custom.class',
    Staff: 'client.custom.staff',
    Yearly: 'client.custom.yearly',
  };
  const customOf = () => Object.fromEntries(clientsOf(firm).map(({ name, custom }) => [name, custom]));

  beforeEach(async () => {
    firm = await aFirm();
    for (const [key, type] of Object.entries({ since: 'date', class: 'choice', staff: 'number', yearly: 'yes-no' })) {
      const choices = type === 'choice' ? { choices: ['Gold', 'Silver'] } : {};
      await firm.admin.call('POST', '/v1/custom-fields', { body: { key, label: key, type, ...choices } });
    }
  });

  test('take what fits their type; what does not is left out by name, and refuses nothing', async () => {
    const { rows } = await imported(firm, content, { mapping });
    expect(customOf()).toEqual({
      Acme: { since: '2019-03-31', class: 'Gold', staff: 12, yearly: false },
      Apex: undefined,
      Birch: undefined,
      Cedar: { class: 'Silver' },
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
    expect(rows[1]!.notes).toEqual([
      'soon does not fit the field since and was left out',
      'Bronze does not fit the field class and was left out',
      'many does not fit the field staff and was left out',
      'maybe does not fit the field yearly and was left out',
    ]);
  });

  test('take the beginning of a text that is too long, and say so', async () => {
    await firm.admin.call('POST', '/v1/custom-fields', { body: { key: 'story', label: 'Story', type: 'text' } });
    const file = `Name,Story\nAcme,${'é'.repeat(1001)}\nApex,short`;
    const { rows } = await imported(firm, file, { mapping: { Story: 'client.custom.story' } });
    expect(customOf()).toEqual({ Acme: { story: 'é'.repeat(1000) }, Apex: { story: 'short' } });
    expect(rows.map(({ notes }) => notes)).toEqual([
      ['The field story took the first 1000 letters of a longer text'],
      [],
    ]);
  });

  test('of a file that comes again change nothing, and then only what changed in the file', async () => {
    await imported(firm, content, { mapping });
    const before = business();
    expect((await imported(firm, content, { mapping })).counts).toEqual({ unchanged: 4 });
    expect(business()).toEqual(before);
    const { rows } = await imported(firm, content.replace(',12,no', ',13,no'), { mapping });
    expect(rows[0]).toMatchObject({ outcome: 'updated', changes: ['custom.staff'] });
    expect(customOf().Acme).toEqual({ since: '2019-03-31', class: 'Gold', staff: 13, yearly: false });
  });
});
