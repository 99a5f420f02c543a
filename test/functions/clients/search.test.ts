import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { searchModels, termsOf } from '../../../functions/clients/search.ts';
import { clients, contacts } from '../../../functions/clients/store.ts';
import { newId } from '../../../shared/ids.ts';
import { refuseUnstorable } from '../../../shared/table/unstorable.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

const createdAt = '2026-01-05T15:00:00.000Z';
const rowsOfClient = (name: string, number?: string) =>
  searchModels[0]!.rows!(
    clients.item({ id: newId('client'), name, number, kind: 'other', lifecycle: 'active', tags: [], createdAt }, 1),
  );
const rowsOfContact = (name: string, mail?: string, phone?: string) =>
  searchModels[1]!.rows!(
    contacts.item({ id: newId('contact'), name, mail, phone, clientIds: [newId('client')], createdAt }, 1),
  );

describe('the words someone typed', () => {
  test.each([
    ['Juniper Street', ['juniper', 'street']],
    ['  ÉMILE   Zola ', ['emile', 'zola']],
    ['P.C. & Sons', ['sons']],
    ['(303) 555-0142', ['3035550142']],
    ['odile@marchetti.example', ['odile@marchetti.example']],
    ['!!', []],
    ['()-', []],
  ])('of “%s” are %j', (typed, terms) => {
    expect(termsOf(typed)).toEqual(terms);
  });
  test('are never longer than what is kept of a word', () => {
    for (const typed of ['x'.repeat(100), `${'m'.repeat(60)}@long.example`])
      expect(termsOf(typed).every((term) => term.length <= 40)).toBe(true);
  });
});

const phoneOf = (text = '') => (Array.from(text).length < 3 ? undefined : text);

describe('the rows of a record', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
    fc.constantFrom('A𠮷田', 'x𠮷', '𠮷', `${'x'.repeat(39)}𠮷`, 'ﷺ'.repeat(100), '각'.repeat(100)),
  );
  test('can be kept in the table, and are few, whatever the name', () => {
    fc.assert(
      fc.property(anyText, anyText, (anyName, anyNumber) => {
        const name = anyName.trim() || 'x';
        const number = anyNumber.trim().slice(0, 30).toWellFormed().trim() || undefined;
        const rows = [
          ...rowsOfClient(name, number),
          ...rowsOfContact(name, `${'m'.repeat(80)}@long.example`, phoneOf(number)),
        ];
        for (const row of rows) refuseUnstorable(row);
        expect(rows.length).toBeLessThanOrEqual(24);
        expect(new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(rows.length);
      }),
    );
  });
  test('of the erased are none', () => {
    const item = clients.item(
      {
        id: newId('client'),
        name: 'Erased client',
        kind: 'other',
        lifecycle: 'archived',
        tags: [],
        createdAt,
        erasedAt: createdAt,
      },
      2,
    );
    expect(searchModels[0]!.rows!(item)).toEqual([]);
  });
});

describe('searching', () => {
  let firm: FirmUnderTest;
  let admin: ReturnType<typeof verbs>;
  beforeEach(async () => {
    firm = await aFirm();
    admin = verbs(firm.admin.call);
  });
  const found = async (q: string, call = admin) => {
    const reply = await call.get('/v1/search', { query: { q } });
    expect(reply.status).toBe(200);
    return reply.body.items.map((hit: Answer) => hit.title);
  };

  test('finds a client by the beginning of each word of its name, its number and its tags', async () => {
    await aClient(firm.admin.call, { name: 'Juniper Street Dental, P.C.', number: 'D-1009', tags: ['healthcare'] });
    await aClient(firm.admin.call, { name: 'Juniper Hill Farm', number: '2024-17' });
    await firm.projected();
    expect(await found('ju')).toHaveLength(2);
    expect(await found('dent junip')).toEqual(['Juniper Street Dental, P.C.']);
    expect(await found('JÚNIPER hil')).toEqual(['Juniper Hill Farm']);
    expect(await found('health')).toEqual(['Juniper Street Dental, P.C.']);
    expect(await found('uniper')).toEqual([]);
    expect(await found('juniper dentist')).toEqual([]);
  });

  test.each([
    ['1009', '1009'],
    ['D-1009', 'D-1009'],
    ['D-1009', 'd1009'],
    ['2024-17', '2024-17'],
    ['2024-17', '2024'],
    ['A/7.b', 'A/7.b'],
  ])('finds a client of number %s by %s', async (number, typed) => {
    await aClient(firm.admin.call, { name: 'Zephyr', number });
    await firm.projected();
    expect(await found(typed)).toEqual(['Zephyr']);
  });

  test.each([
    ['+1 (303) 555-0142', '+1 303 555 0142'],
    ['+1 (303) 555-0142', '(303) 555-0142'],
    ['+1 (303) 555-0142', '555-0142'],
    ['303.555.0142', '3035550142'],
  ])('finds a person whose phone is %s by %s', async (phone, typed) => {
    const client = await aClient(firm.admin.call);
    await admin.post(`/v1/clients/${client.id}/contacts`, { name: 'Odile Marchetti', phone });
    await firm.projected();
    expect(await found(typed)).toEqual(['Odile Marchetti']);
  });

  test.each(['odile@marchetti.example', 'wilhelmina.vanderbilt-hartington@a-very-long-company-name.example'])(
    'finds a person by their whole address %s, by its beginning and by its words',
    async (mail) => {
      const client = await aClient(firm.admin.call);
      await admin.post(`/v1/clients/${client.id}/contacts`, { name: 'Q', mail });
      await firm.projected();
      expect(await found(mail)).toEqual(['Q']);
      expect(await found(mail.toUpperCase())).toEqual(['Q']);
      expect(await found(mail.slice(0, 6))).toEqual(['Q']);
    },
  );

  test('finds a client by a former name and its phone, a person by a former name and their further addresses', async () => {
    const client = await aClient(firm.admin.call, { name: 'Zephyr', formerNames: ['Halcyon'], phone: '303 555 0100' });
    await admin.post(`/v1/clients/${client.id}/contacts`, {
      name: 'Odile',
      formerNames: ['Marchetti'],
      otherMails: ['od@work.example'],
      otherPhones: ['720 555 0199'],
    });
    await firm.projected();
    for (const q of ['halcy', '555-0100']) expect(await found(q)).toEqual(['Zephyr']);
    for (const q of ['march', 'od@work', '7205550199']) expect(await found(q)).toEqual(['Odile']);
  });

  test('finds by number and phone whose name and tags have more words than are kept', async () => {
    const words = (of: string, n: number) => Array.from({ length: n }, (_, i) => `${of}${i}`);
    await aClient(firm.admin.call, {
      name: words('name', 12).join(' '),
      number: 'D-1009',
      phone: '+1 303 555 0100',
      tags: words('tag', 20),
    });
    await firm.projected();
    for (const q of ['d1009', 'name0', 'name5', '5550100']) expect(await found(q)).toHaveLength(1);
  });

  test.each(['𠮷田 商店', 'A𠮷 Trading', 'Ünïcødé', '각설탕', 'Ελληνικά'])(
    'finds %s by its first word',
    async (name) => {
      await aClient(firm.admin.call, { name });
      await firm.projected();
      expect(await found(name.split(' ')[0]!)).toEqual([name]);
    },
  );

  test('finds nothing where nothing was typed that words are made of', async () => {
    await aClient(firm.admin.call);
    await firm.projected();
    for (const q of ['!!', '--', '(((', '…—', 'e\u0301', '٪٪']) expect(await found(q)).toEqual([]);
  });

  test('follows a change of name, and of what is searched', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'Old Mill', tags: ['retail'] });
    await firm.projected();
    await admin.patch(`/v1/clients/${id}`, { name: 'New Mill', tags: [] });
    await firm.projected();
    expect([await found('old'), await found('retail'), await found('new mill')]).toEqual([[], [], ['New Mill']]);
  });

  test('with a state, a person or a tag finds only clients of whom that holds now, and their people', async () => {
    const { id: ana } = await firm.member('member');
    const mill = await aClient(firm.admin.call, { name: 'Mill One', responsible: ana, tags: ['Retail'] });
    const other = await aClient(firm.admin.call, { name: 'Mill Two', lifecycle: 'prospect' });
    await admin.post(`/v1/clients/${mill.id}/contacts`, { name: 'Ann Miller' });
    await admin.post(`/v1/clients/${other.id}/contacts`, { name: 'Bob Miller' });
    await firm.projected();
    const narrowed = async (query: object, call = admin) =>
      (await call.get('/v1/search', { query: { q: 'mill', ...query } })).body.items
        .map((hit: Answer) => hit.title)
        .toSorted();
    expect(await narrowed({})).toHaveLength(4);
    for (const query of [{ lifecycle: 'active' }, { responsible: ana }, { member: ana }, { tag: 'retail' }])
      expect(await narrowed(query)).toEqual(['Ann Miller', 'Mill One']);
    expect(await narrowed({ lifecycle: 'prospect' })).toEqual(['Bob Miller', 'Mill Two']);
    expect(await narrowed({ lifecycle: 'prospect', tag: 'retail' })).toEqual([]);
    await admin.patch(`/v1/clients/${mill.id}`, { responsible: null });
    expect(await narrowed({ responsible: ana })).toEqual([]);
    const { call } = await firm.member('guest', { scope: { only: [mill.id] } });
    expect(await narrowed({ lifecycle: 'prospect' }, verbs(call))).toEqual([]);
    expect(await narrowed({ lifecycle: 'active' }, verbs(call))).toEqual(['Ann Miller', 'Mill One']);
  });

  test('narrowed, looks past the many who do not fit', async () => {
    for (let i = 0; i < 60; i++) await aClient(firm.admin.call, { name: `Mill ${i}`, lifecycle: 'prospect' });
    await aClient(firm.admin.call, { name: 'Mill last' });
    await firm.projected();
    const reply = await admin.get('/v1/search', { query: { q: 'mill', lifecycle: 'active', limit: '5' } });
    expect(reply.body).toMatchObject({ items: [{ title: 'Mill last' }], more: false });
  });

  test('says that there may be more where it does not look to the end', async () => {
    for (let i = 0; i < 151; i++)
      await aClient(firm.admin.call, { name: `Mill ${String(i).padStart(3, '0')}`, lifecycle: 'prospect' });
    await aClient(firm.admin.call, { name: 'Mill Zephyr', lifecycle: 'active' });
    await firm.projected();
    const told = async (query: Record<string, string>) => (await admin.get('/v1/search', { query })).body;
    expect(await told({ q: 'mill', lifecycle: 'active' })).toEqual({ items: [], more: true });
    expect(await told({ q: 'mill zephyr', lifecycle: 'active' })).toMatchObject({
      items: [{ title: 'Mill Zephyr' }],
      more: false,
    });
    expect(await told({ q: 'mill', limit: '20' })).toMatchObject({ more: true });
  });

  test('gives no more than the limit, and each once', async () => {
    for (let i = 0; i < 30; i++) await aClient(firm.admin.call, { name: `Mill Miller Milling ${i}` });
    await firm.projected();
    const reply = await admin.get('/v1/search', { query: { q: 'mill', limit: '7' } });
    expect(reply.body.items).toHaveLength(7);
    expect(reply.body.more).toBe(true);
    expect(new Set(reply.body.items.map((hit: Answer) => hit.id)).size).toBe(7);
  });

  test('who sees chosen clients only finds them though thousands match before them', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'Mill Zzz' });
    const { call } = await firm.member('guest', { scope: { only: [id] } });
    for (let i = 0; i < 200; i++)
      await firm.memory.write(rowsOfClient(`Mill Aaa ${i}`).map((put) => ({ put, if: 'always' as const })));
    await firm.projected();
    expect(await found('mill', verbs(call))).toEqual(['Mill Zzz']);
  });

  test('read models made again from nothing are the same', async () => {
    const { id } = await aClient(firm.admin.call, { number: '7', tags: ['a1', 'b2'] });
    await admin.patch(`/v1/clients/${id}`, { name: 'Renamed' });
    await firm.projected();
    const rows = () =>
      firm.memory
        .all()
        .filter(({ entity }) => entity === 'search' || entity === 'part')
        .toSorted((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
    const before = rows();
    firm.memory.meddle((all) => {
      for (const [key, { entity }] of all) if (entity === 'search' || entity === 'part') all.delete(key);
    });
    await firm.projected();
    expect(rows()).toEqual(before);
  });
});
