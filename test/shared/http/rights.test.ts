import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkRights, seenBy } from '../../../shared/http/rights.ts';
import { fieldKinds, fieldRights, ofKind, ofRight, Text } from '../../../shared/table/fields.ts';

const shape = {
  name: z.string(),
  fee: ofRight('amounts', z.int()).optional(),
  rates: z.array(z.object({ rate: ofRight('rates', z.int()), from: z.string() })).optional(),
};
const deal = { rights: fieldRights(z.object(shape)) };
const seller = { rights: { amounts: true } };
const nobody = { rights: { amounts: false } };

describe('a field that takes a right', () => {
  test('is found wherever in it the mark stands, and takes it as a whole', () => {
    expect(deal.rights).toEqual(
      new Map([
        ['fee', 'amounts'],
        ['rates', 'rates'],
      ]),
    );
  });

  test('is left out of a view for who lacks it', () => {
    const value = { name: 'A', fee: 1, rates: [{ rate: 1, from: 'x' }], version: 3 };
    expect(seenBy(deal, value, seller)).toEqual({ name: 'A', fee: 1, version: 3 });
    expect(seenBy(deal, value, nobody)).toEqual({ name: 'A', version: 3 });
    expect(seenBy(deal, value, { rights: { amounts: true, rates: true } })).toEqual(value);
  });

  test('is not set by who lacks it, not even to nothing', () => {
    expect(() => checkRights(deal, { name: 'B', fee: 2 }, seller)).not.toThrow();
    expect(() => checkRights(deal, { name: 'B', fee: undefined }, nobody)).not.toThrow();
    for (const fee of [2, null])
      expect(() => checkRights(deal, { fee }, nobody)).toThrow(
        expect.objectContaining({ code: 'forbidden', details: { field: 'fee', right: 'amounts' } }),
      );
  });

  test('keeps what kind it is', () => {
    const schema = z.object({
      note: ofRight('costs', Text(10)).optional(),
      key: ofRight('costs', ofKind('sealed', z.string())).optional(),
    });
    expect(fieldKinds(schema)).toEqual(
      new Map([
        ['note', 'text'],
        ['key', 'sealed'],
      ]),
    );
    expect([...fieldRights(schema).values()]).toEqual(['costs', 'costs']);
  });

  test('is optional, since it is left out, and takes one right', () => {
    expect(() => fieldRights(z.object({ fee: ofRight('amounts', z.int()) }))).toThrow(/make it optional/);
    const two = z.object({ a: ofRight('amounts', z.int()), b: ofRight('costs', z.int()) });
    expect(() => fieldRights(z.object({ two: two.optional() }))).toThrow(/make it two/);
  });
});
