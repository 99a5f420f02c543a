import { describe, expect, test } from 'vitest';
import { type Client, ClientPatch, NewClient, open, TaxId, update } from '../../../functions/clients/client.ts';
import { mayReveal, view } from '../../../functions/clients/client-view.ts';
import { clients } from '../../../functions/clients/store.ts';
import { newId } from '../../../shared/ids.ts';
import { type Caller, type Role, roles } from '../../../shared/http/route.ts';
import { mask, type Sealed } from '../../../shared/sensitive/sealed.ts';

const now = '2026-01-05T15:00:00.000Z';
const sealed: Sealed = { iv: 'iv', data: 'data', tag: 'tag', shown: '•••••6789' };
const aClient = (more: Partial<Client> = {}): Client => ({
  id: newId('client'),
  name: 'Juniper Street Dental, P.C.',
  kind: 'c-corporation',
  lifecycle: 'active',
  tags: [],
  createdAt: now,
  ...more,
});
const as = (role: Role): Caller => ({ id: newId('member'), name: role, role, scope: {}, rights: {} });

describe('a new client', () => {
  test('is a prospect of some other kind, without tags, unless said otherwise', () => {
    const id = newId('client');
    expect(open(NewClient.parse({ name: ' Halcyon ' }), undefined, id, now)).toEqual({
      id,
      name: 'Halcyon',
      kind: 'other',
      lifecycle: 'prospect',
      tags: [],
      createdAt: now,
    });
  });
  test('has each tag once, and never its tax number in clear', () => {
    const input = NewClient.parse({ name: 'Halcyon', tags: ['a', ' a', 'b'], taxId: '12-3456789' });
    const client = open(input, sealed, newId('client'), now);
    expect(client.tags).toEqual(['a', 'b']);
    expect(client.taxId).toEqual(sealed);
    expect(JSON.stringify(client)).not.toContain('12-3456789');
  });
});

describe('changing a client', () => {
  test('leaves what is not said, and null takes away', () => {
    const client = aClient({ number: '7', responsible: newId('member'), taxId: sealed, tags: ['a'] });
    expect(update(client, ClientPatch.parse({}), undefined)).toEqual(client);
    const bare = update(client, ClientPatch.parse({ number: null, responsible: null, taxId: null }), null);
    expect(bare).toEqual({ ...client, number: undefined, responsible: undefined, taxId: undefined });
    expect(Object.keys(bare)).not.toContain('taxId');
  });
  test('is over once it was erased', () => {
    expect(() => update(aClient({ erasedAt: now }), { name: 'Back' }, undefined)).toThrow(
      expect.objectContaining({ code: 'rule-broken' }),
    );
  });
  test('a name cannot be taken away, nor the kind', () => {
    for (const patch of [{ name: null }, { name: '' }, { kind: null }, { tags: null }, { erasedAt: now }])
      expect(ClientPatch.safeParse(patch).success).toBe(false);
  });
});

describe('a tax number', () => {
  test.each(['12-3456789', '123-45-6789', 'DE 123 456 789', 'A1B2', '12/345/67890'])('may be %s', (value) => {
    expect(TaxId.parse(` ${value} `)).toBe(value);
  });
  test.each(['', '1', '12--34', '-123456', '12345-', '12_345', 'x'.repeat(31), '１２３４５'])(
    'may not be “%s”',
    (value) => {
      expect(TaxId.safeParse(value).success).toBe(false);
    },
  );
});

describe('a mask', () => {
  test.each([
    ['12-3456789', '•••••6789'],
    ['123-45-6789', '•••••6789'],
    ['12345678', '•••••'],
    ['A1B2', '•••••'],
    ['', '•••••'],
  ])('of %s shows %s, and never half of it', (value, shown) => {
    expect(mask(value)).toBe(shown);
  });
});

describe('what the caller may do', () => {
  const can = (client: Client, role: Role) => view({ ...client, version: 1 }, as(role)).can;
  test('a guest may do nothing, only an administrator may erase, and only what is archived', () => {
    const archived = aClient({ lifecycle: 'archived', taxId: sealed });
    expect(roles.map((role) => [role, can(archived, role)])).toEqual([
      ['admin', { edit: true, reveal: true, erase: true }],
      ['manager', { edit: true, reveal: true, erase: false }],
      ['member', { edit: true, reveal: true, erase: false }],
      ['guest', { edit: false, reveal: false, erase: false }],
    ]);
    expect(can(aClient(), 'admin')).toEqual({ edit: true, reveal: false, erase: false });
    expect(can({ ...archived, erasedAt: now }, 'admin')).toMatchObject({ edit: false, erase: false });
    expect(mayReveal(as('guest'))).toBe(false);
  });
  test('the tax number is shown masked', () => {
    expect(view({ ...aClient({ taxId: sealed }), version: 1 }, as('admin')).taxId).toBe('•••••6789');
  });
});

describe('where a client stands in lists', () => {
  const placeOf = (name: string) => clients.item(aClient({ name, responsible: newId('member') }), 1);
  test('is where people look the name up: without case and accents', () => {
    const places = ['zebra', 'Émile', 'apple', 'Eve', 'Ärzte'].map((name) => ({
      name,
      place: placeOf(name).byStatusSk as string,
    }));
    const inOrder = places.toSorted((a, b) => (a.place < b.place ? -1 : 1));
    expect(inOrder.map(({ name }) => name)).toEqual(['apple', 'Ärzte', 'Émile', 'Eve', 'zebra']);
  });
  test('is a place that the table can keep, whatever the name', () => {
    for (const name of ['ﷺ'.repeat(200), '각'.repeat(200), '🦉'.repeat(100), 'x'.repeat(200)]) {
      const { byStatusSk, byPersonSk } = placeOf(name) as { byStatusSk?: string; byPersonSk?: string };
      for (const key of [byStatusSk!, byPersonSk!]) {
        expect(Buffer.byteLength(key)).toBeLessThan(1024);
        expect(key.isWellFormed()).toBe(true);
      }
    }
  });
});
