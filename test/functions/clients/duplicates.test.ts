import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Alike, alikeKeys, alikePk } from '../../../functions/clients/alike.ts';
import { refuseUnstorable } from '../../../shared/table/unstorable.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const shared = (one: Alike, other: Alike) => {
  const keys = new Set(alikeKeys(one).map(({ why, key }) => `${why} ${key}`));
  const why = alikeKeys(other).filter((key) => keys.has(`${key.why} ${key.key}`));
  return [...new Set(why.map((key) => key.why))].toSorted();
};
const names = (one: string, other: string) => shared({ names: [one] }, { names: [other] });

describe('two names are alike', () => {
  test.each([
    ['Jon Whitaker', 'Jonathan Whitaker', ['nickname']],
    ['Whitaker, Jonathan', 'Jonathan Whitaker', ['name', 'nickname', 'sound']],
    ['Bob Adeyemi', 'Rob Adeyemi', ['nickname']],
    ['Catherine Lowell', 'Katherine Lowell', ['sound']],
    ['Sofía Lindgren', 'sofia  LINDGREN', ['name', 'nickname', 'sound']],
    ['Steven Larkin', 'Stephen Larkin', ['sound']],
    ['Juniper Street Dental, P.C.', 'The Juniper Street Dental PC', ['name']],
    ['Halcyon Orthotics, LLC', 'Halcyon Orthotics', ['name']],
    ['Jonathan & Alicia Whitaker', 'Jon Whitaker', ['nickname']],
    ['Jonathan & Alicia Whitaker', 'Alicia Whitaker', ['nickname', 'sound']],
    ['Paul Fennimore Jr.', 'Paul Fennimore', ['nickname', 'sound']],
  ])('%s and %s', (one, other, why) => {
    expect(names(one, other)).toEqual(expect.arrayContaining(why));
    expect(names(other, one)).toEqual(names(one, other));
  });

  test.each([
    ['Jonathan Whitaker', 'Alicia Whitaker'],
    ['Jonathan Whitaker', 'Jonathan Hollis'],
    ['Rafael Delgado', 'Lucia Delgado'],
    ['Halcyon Orthotics, LLC', 'Tamarack Software, LLC'],
  ])('but %s and %s are not', (one, other) => {
    expect(names(one, other)).toEqual([]);
  });
});

test.each([
  ['+1 (303) 555-0119', '303-555-0119', ['phone']],
  ['303 555 0119', '303 555 0118', []],
  ['0119', '0119', []],
])('the phones %s and %s', (one, other, why) => {
  expect(shared({ phones: [one] }, { phones: [other] })).toEqual(why);
});

test('whatever someone is called, their keys are few and can be kept', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
    fc.constantFrom('𠮷 𠮷', 'ﷺ'.repeat(100), 'Jon & Jon and Jon, Jr.', ',', '& and &', 'a,b,c'),
  );
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 8 }), fc.array(anyText, { maxLength: 6 }), (all, more) => {
      const keys = alikeKeys({ names: all, phones: more, mails: more, number: more[0] });
      for (const key of keys) refuseUnstorable({ pk: alikePk('contact', key), sk: 'x' });
      // A part of a read model takes each row away and puts it in one transaction of 100 items.
      expect(keys.length * 2 + 1).toBeLessThan(100);
      expect(new Set(keys.map((key) => alikePk('contact', key))).size).toBe(keys.length);
    }),
  );
});

describe('while someone is typed', () => {
  let firm: FirmUnderTest;
  let admin: ReturnType<typeof verbs>;
  let client: Answer;
  beforeEach(async () => {
    firm = await aFirm();
    admin = verbs(firm.admin.call);
    client = await aClient(firm.admin.call, {
      name: 'Juniper Street Dental, P.C.',
      number: '1002',
      phone: '303 555 0100',
    });
    await admin.post(`/v1/clients/${client.id}/contacts`, {
      name: 'Jonathan Whitaker',
      mail: 'Jonathan@mail.example',
      otherMails: ['jw@work.example'],
      phone: '303-555-0119',
      formerNames: ['Jonathan Pike'],
    });
    await firm.projected();
  });
  const asked = async (query: Record<string, string>, call: Call = firm.admin.call) =>
    (await call('GET', '/v1/duplicates', { query })).body;

  test.each([
    [{ mail: 'jonathan@MAIL.example' }, ['mail']],
    [{ mail: 'jw@work.example' }, ['mail']],
    [{ phone: '+1 303 555 0119' }, ['phone']],
    [{ name: 'jonathan whitaker' }, ['name']],
    [{ name: 'Jon Whitaker', phone: '3035550119' }, ['phone', 'nickname']],
    [{ name: 'Jon Pike' }, ['nickname']],
  ])('%j finds the person, and says why', async (query, why) => {
    expect(await asked({ kind: 'contact', ...query } as Record<string, string>)).toEqual({
      items: [
        { kind: 'contact', id: expect.any(String), name: 'Jonathan Whitaker', detail: 'Jonathan@mail.example', why },
      ],
      hidden: false,
    });
    expect((await asked({ kind: 'client', ...query } as Record<string, string>)).items).toEqual([]);
  });

  test.each<Record<string, string>>([
    { number: '10-02' },
    { name: 'Juniper Street Dental' },
    { phone: '(303) 555-0100' },
  ])('%j finds the client', async (query) => {
    const { items } = await asked({ kind: 'client', ...query });
    expect(items).toMatchObject([{ id: client.id, detail: '1002 · other' }]);
  });

  test('what is behind a wall is found, and nothing told of it but that it is there', async () => {
    const other = await aClient(firm.admin.call, { name: 'Other' });
    for (const scope of [{ except: [client.id] }, { only: [other.id] }]) {
      const { call } = await firm.member('manager', { scope });
      const all = { kind: 'contact', name: 'Jon Whitaker', phone: '303-555-0119' };
      expect(await asked(all, call)).toEqual({ items: [], hidden: true });
      expect(await asked({ kind: 'client', number: '1002' }, call)).toEqual({ items: [], hidden: true });
      expect(await asked({ kind: 'contact', name: 'Nobody Else' }, call)).toEqual({ items: [], hidden: false });
    }
  });

  test('something must be given to look for', async () => {
    expect((await admin.get('/v1/duplicates', { query: { kind: 'client' } })).status).toBe(400);
  });

  test('who was renamed or erased is found by it no more', async () => {
    const { items } = await asked({ kind: 'contact', mail: 'jonathan@mail.example' });
    const path = `/v1/contacts/${items[0].id}`;
    await admin.patch(path, { name: 'Harriet Lowell', formerNames: null });
    await firm.projected();
    expect((await asked({ kind: 'contact', name: 'Jonathan Whitaker' })).items).toEqual([]);
    await admin.post(`${path}/erase`);
    await firm.projected();
    expect((await asked({ kind: 'contact', mail: 'jonathan@mail.example', name: 'Harriet Lowell' })).items).toEqual([]);
  });

  describe('and of someone who is there', () => {
    const suggested = async (id: string, call: Call = firm.admin.call) =>
      (await call('GET', `/v1/contacts/${id}/duplicates`)).body;
    test('those are suggested who may be the same: not a spouse with the same telephone', async () => {
      const other = await aClient(firm.admin.call, { name: 'Whitaker Household' });
      const path = `/v1/clients/${other.id}/contacts`;
      const jon = (await admin.post(path, { name: 'Jon Whitaker', phone: '303-555-0119' })).body;
      await admin.post(path, { name: 'Alicia Whitaker', phone: '303-555-0119' });
      await firm.projected();
      expect(await suggested(jon.id)).toMatchObject({
        items: [{ name: 'Jonathan Whitaker', why: ['phone', 'nickname'] }],
        hidden: false,
      });
      const { call } = await firm.member('member', { scope: { except: [client.id] } });
      expect(await suggested(jon.id, call)).toEqual({ items: [], hidden: true });
      await admin.post(`/v1/contacts/${jon.id}/erase`);
      expect(await suggested(jon.id)).toEqual({ items: [], hidden: false });
    });
  });
});
