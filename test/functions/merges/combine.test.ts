import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combine } from '../../../functions/merges/combine.ts';

const treated = { apart: new Set(['id']), filled: new Set(['custom']) };

describe('two records of one thing', () => {
  test('what the first lacks is taken from the second', () => {
    const { combined, differences } = combine<object>({ id: 'a', name: 'Jon' }, { id: 'b', phone: '303' }, treated);
    expect(combined).toEqual({ id: 'a', name: 'Jon', phone: '303' });
    expect(differences).toEqual([]);
  });

  test('where both have something, the first stays and the difference is told', () => {
    const { combined, differences } = combine<object>({ phone: '303' }, { phone: '720' }, treated);
    expect(combined).toEqual({ phone: '303' });
    expect(differences).toEqual([{ field: 'phone', kept: '303', other: '720' }]);
  });

  test('lists are joined; what stands in both stands once, whatever its case', () => {
    const { combined } = combine<object>(
      { tags: ['VIP', 'retail'], accounts: [{ id: 'x', last4: '0110' }] },
      {
        tags: ['vip', 'new'],
        accounts: [
          { id: 'x', last4: '0110' },
          { id: 'y', last4: '2210' },
        ],
      },
      treated,
    );
    expect(combined).toEqual({
      tags: ['VIP', 'retail', 'new'],
      accounts: [
        { id: 'x', last4: '0110' },
        { id: 'y', last4: '2210' },
      ],
    });
  });

  test('the firm’s own fields are filled up one by one, an address is not', () => {
    const { combined, differences } = combine<object>(
      { custom: { route: 'north' }, address: { city: 'Denver' } },
      { custom: { route: 'south', dog: 'yes' }, address: { street: 'Elm 4' } },
      treated,
    );
    expect(combined).toEqual({ custom: { route: 'north', dog: 'yes' }, address: { city: 'Denver' } });
    expect(differences).toEqual([
      { field: 'custom.route', kept: 'north', other: 'south' },
      { field: 'address', kept: { city: 'Denver' }, other: { street: 'Elm 4' } },
    ]);
  });

  test('whatever the second had is in the record or among the differences', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    const record = fc.record(
      {
        id: fc.constantFrom('1', '2'),
        phone: fc.constantFrom('x', 'y', ''),
        tags: words,
        custom: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom('m', 'n')),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(record, record, (first, second) => {
        const { combined, differences } = combine<typeof first>(first, second, treated);
        const told = (field: string) => differences.find((one) => one.field === field)?.other;
        if (second.phone) expect([combined.phone, told('phone')]).toContain(second.phone);
        for (const tag of second.tags ?? []) expect(combined.tags).toContain(tag);
        for (const [name, value] of Object.entries(second.custom ?? {}))
          expect([combined.custom?.[name], told(`custom.${name}`)]).toContain(value);
        expect(combined.id).toBe(first.id);
      }),
    );
  });
});
