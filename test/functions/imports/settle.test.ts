import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../functions/imports/draft.ts';
import { settle } from '../../../functions/imports/settle.ts';
import { mergeFields } from '../../../functions/imports/merge.ts';
import { baseOf } from '../../../functions/imports/draft.ts';
import { identify } from '../../../functions/imports/identify.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../../functions/clients/client.ts';

const draft = (row: number, name: string, more: Partial<Draft> = {}): Draft => ({
  row,
  name,
  kind: 'other',
  people: [],
  notes: [],
  ...more,
  fields: { name, ...more.fields },
});
const mail = (address: string) => [{ name: address, isNamed: false, mail: address }];
const client = (more: Partial<Client> = {}): Stored<Client> => ({
  id: 'cli_1',
  name: 'Acme',
  kind: 'other',
  lifecycle: 'active',
  tags: [],
  createdAt: '2026-01-05T15:00:00.000Z',
  version: 1,
  ...more,
});

describe('rows of one file', () => {
  test('that say the same twice are one client', () => {
    const settled = settle([draft(2, 'Acme, Inc.'), draft(3, 'ACME Inc', { fields: { name: 'Acme, Inc.' } })], 'other');
    expect(settled).toMatchObject([{ draft: { row: 2 } }, { told: 'The same as row 2' }]);
  });

  test('of one name that say different things are not guessed at', () => {
    const settled = settle(
      [draft(2, 'Acme'), draft(9, 'Acme', { people: mail('a@x.example') })],
      'quickbooks-contact-list',
    );
    expect(settled).toMatchObject([
      { draft: { row: 2 } },
      { refused: expect.stringMatching(/^Row 2 is the same client/) },
    ]);
  });

  test('of a system with a row for each contact are one client with all of them', () => {
    const rows = [draft(2, 'Acme', { people: mail('a@x.example') }), draft(3, 'Acme', { people: mail('b@x.example') })];
    const settled = settle(rows, 'taxdome');
    expect(settled).toMatchObject([
      { draft: { people: [{ mail: 'a@x.example' }, { mail: 'b@x.example' }] } },
      { told: expect.stringMatching(/client in row 2/) },
    ]);
    const contradicting = draft(4, 'Acme', { fields: { phone: '303' }, people: mail('c@x.example') });
    expect(settle([draft(2, 'Acme', { fields: { phone: '720' } }), contradicting], 'taxdome')[1]).toHaveProperty(
      'refused',
    );
  });

  test('of one name are two clients by their numbers, and a row without one must say which it is', () => {
    const rows = [
      draft(2, 'John Smith'),
      draft(3, 'John Smith', { fields: { number: '7' } }),
      draft(4, 'John Smith', { fields: { number: '8' } }),
      draft(5, 'Jane Smith', { fields: { number: '8' }, sourceId: 'x' }),
    ];
    expect(settle(rows, 'xero')).toMatchObject([
      { refused: expect.stringMatching(/and a number; give this row one too/) },
      { draft: { row: 3 } },
      { draft: { row: 4 } },
      { refused: 'Row 4 has the number 8 too' },
    ]);
  });
});

describe('who a row is', () => {
  const nobody = { named: [], bound: new Set<string>() };

  test('is the client imported before, whatever the name is here now', () => {
    const known = client({ name: 'Renamed' });
    expect(identify(draft(2, 'Acme'), { ...nobody, byKey: known })).toEqual({ client: known, by: 'key' });
  });

  test('is who has the number, if the name is theirs', () => {
    const row = draft(2, 'ACME', { fields: { number: '7' } });
    expect(identify(row, { ...nobody, byNumber: client() })).toMatchObject({ by: 'number' });
    expect(identify(row, { ...nobody, byNumber: client({ name: 'Other' }) })).toMatchObject({
      refused: expect.stringMatching(/that of Other/),
    });
  });

  test('is who has the name, if that is one', () => {
    const [one, other] = [client(), client({ id: 'cli_2' })];
    expect(identify(draft(2, 'acme'), { ...nobody, named: [one] })).toMatchObject({ by: 'name' });
    expect(identify(draft(2, 'acme'), { ...nobody, named: [one, other] })).toMatchObject({
      refused: expect.stringMatching(/2 clients/),
    });
    expect(identify(draft(2, 'Acme, Ltd.'), { ...nobody, named: [one] })).toBe('new');
    expect(
      identify(draft(2, 'acme', { fields: { number: '7' } }), { ...nobody, named: [client({ number: '5' })] }),
    ).toBe('new');
    expect(identify(draft(2, 'acme', { sourceId: 'b' }), { ...nobody, named: [one], bound: new Set(['cli_1']) })).toBe(
      'new',
    );
  });

  test('is nobody who may be told of, where they are hidden or erased', () => {
    expect(identify(draft(2, 'Acme'), { ...nobody, byKey: 'hidden' })).toMatchObject({
      refused: 'This client exists already; ask an administrator',
    });
    const row = draft(2, 'Acme', { fields: { number: '7' } });
    expect(identify(row, { ...nobody, byNumber: 'hidden' })).toMatchObject({
      refused: 'A client with the number 7 exists already; ask an administrator',
    });
    expect(identify(row, { ...nobody, byKey: client({ erasedAt: '2026-01-05T15:00:00.000Z' }) })).toHaveProperty(
      'refused',
    );
  });
});

describe('a field', () => {
  const before = draft(2, 'Acme', { fields: { phone: '303-555-0101', website: 'acme.example' } });
  const base = baseOf(before);

  test('that the file says as before is left to whoever changed it here', () => {
    expect(mergeFields(before, client({ phone: '999' }), base, 'key')).toMatchObject({ set: {}, changes: [] });
  });

  test('that changed in the file is applied', () => {
    const now = draft(2, 'Acme', { fields: { phone: '303-555-0202' } });
    expect(mergeFields(now, client({ phone: '999' }), base, 'key')).toMatchObject({
      set: { phone: '303-555-0202' },
      changes: [{ field: 'phone', from: '999', to: '303-555-0202' }],
    });
  });

  test('that is empty in the file erases nothing', () => {
    expect(mergeFields(draft(2, 'Acme'), client({ phone: '1-1' }), base, 'key').set).toEqual({});
  });

  test('of a client known by the name only fills what is empty, and tells what it kept', () => {
    expect(mergeFields(before, client({ phone: '999' }), undefined, 'name')).toMatchObject({
      set: { website: 'acme.example' },
      notes: ['phone was kept as it is here'],
    });
    expect(mergeFields(before, client({ phone: '999' }), undefined, 'number').set).toMatchObject({
      phone: '303-555-0101',
    });
  });

  test('of tags is added to', () => {
    const tagged = draft(2, 'Acme', { fields: { tags: ['vip', 'new'] } });
    expect(mergeFields(tagged, client({ tags: ['old', 'vip'] }), undefined, 'name').set).toEqual({
      tags: ['old', 'vip', 'new'],
    });
  });
});
