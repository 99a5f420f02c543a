import { beforeAll, describe, expect, test } from 'vitest';
import { findWords } from '../../../functions/letters/words.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import { aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
let member: Call;
beforeAll(async () => {
  firm = await aFirm();
  ({ call: member } = await firm.member('member'));
});

const ours = {
  name: 'Our taxes',
  kind: 'engagement-letter',
  title: 'Taxes: {engagement.title}',
  text: '{client.name}:\n{for each service}{service.title} for {service.fee}{end}',
};
const at = (key: string) => `/v1/letter-templates/${key}`;
const put = (key: string, more: object = {}, headers = {}) =>
  firm.admin.call('PUT', at(key), { body: { ...ours, ...more }, headers });
const remove = (key: string) => firm.admin.call('DELETE', at(key));
const read = async (key: string, call: Call = member): Promise<Answer> => (await call('GET', at(key))).body;
const listed = async (): Promise<Answer[]> => (await member('GET', '/v1/letter-templates')).body.items;
const found = (key: string) => findWords(systemRecords(firm.table), key);

describe('what a letter begins with', () => {
  test('is shipped until the firm has its own words, and again after a reset', async () => {
    const key = 'tax-individual';
    const shipped = await read(key);
    expect(shipped).toMatchObject({ key, kind: 'engagement-letter', shipped: true, own: false, version: 0 });
    expect(shipped.fields).toContain('engagement.title');
    expect(await put(key)).toMatchObject({ status: 200, body: { ...ours, own: true, by: firm.admin.id, version: 1 } });
    const { name: _, ...words } = ours;
    expect(await found(key)).toEqual(words);
    expect(await read(key)).toMatchObject({
      ...ours,
      shipped: true,
      own: true,
      fields: ['engagement.title', 'client.name', 'services', 'service.title', 'service.fee'],
    });
    expect((await remove(key)).status).toBe(204);
    expect(await read(key)).toEqual({ ...shipped, version: 2 });
    expect(await found(key)).toMatchObject({ title: shipped.title, text: shipped.text });
    expect(await put(key)).toMatchObject({ status: 200, body: { own: true, version: 3 } });
    expect((await remove(key)).status).toBe(204);
  });

  test('stands in one list without its text, the firm’s own behind the shipped', async () => {
    await put('tax-business');
    await put('own-estates', { name: 'Estates' });
    const items = await listed();
    expect(items[0]).toMatchObject({ key: 'engagement-letter', name: 'Engagement letter', own: false, version: 0 });
    expect(items.find(({ key }) => key === 'tax-business')).toMatchObject({ name: 'Our taxes', own: true, version: 1 });
    expect(items.at(-1)).toMatchObject({ key: 'own-estates', name: 'Estates', shipped: false, own: true });
    expect(items.filter(({ text }) => text !== undefined)).toEqual([]);
    expect((await remove('own-estates')).status).toBe(204);
    expect((await remove('tax-business')).status).toBe(204);
    expect((await listed()).filter(({ own, key }) => own || key === 'own-estates')).toEqual([]);
    expect((await member('GET', at('own-estates'))).status).toBe(404);
    expect(await found('own-estates')).toBeUndefined();
  });

  test('is written by who leads, and read by everyone', async () => {
    const manager = await firm.member('manager');
    expect((await read('bookkeeping', manager.call)).can).toEqual({ edit: true, reset: false });
    expect((await read('bookkeeping')).can).toEqual({ edit: false, reset: false });
    expect((await member('PUT', at('bookkeeping'), { body: ours })).status).toBe(403);
    expect((await member('DELETE', at('bookkeeping'))).status).toBe(403);
    expect((await manager.call('PUT', at('bookkeeping'), { body: ours })).status).toBe(200);
    expect((await manager.call('DELETE', at('bookkeeping'))).status).toBe(204);
    expect((await (await firm.member('guest')).call('GET', at('bookkeeping'))).status).toBe(200);
  });

  test('needs no reset where it is as shipped, and has none where there is nothing', async () => {
    expect((await remove('proposal')).status).toBe(204);
    expect(await read('proposal')).toMatchObject({ own: false, version: 0 });
    expect((await remove('own-nothing')).status).toBe(404);
    expect((await put('welcome')).body.issues[0]).toMatchObject({ path: 'path.letterKey' });
  });

  test('is not changed over someone else’s change', async () => {
    const key = 'own-payroll';
    expect((await put(key, {}, { 'if-match': '"0"' })).status).toBe(200);
    expect((await put(key, { name: 'Mine' }, { 'if-match': '"0"' })).status).toBe(412);
    expect((await put(key, { name: 'Mine' }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await listed()).find((one) => one.key === key)).toMatchObject({ name: 'Mine', version: 2 });
  });

  test('stays of the kind that it is shipped as, and is refused with what is no field', async () => {
    expect(await put('proposal')).toMatchObject({ status: 400, body: { issues: [{ path: 'body.kind' }] } });
    expect((await put('own-payroll', { text: '{client.nmae}' })).body.issues).toEqual([
      { path: 'body.text', message: 'There is no field {client.nmae} in letters of this kind' },
    ]);
  });

  test('tells in its history that it changed, and not what it said', async () => {
    const all = () => firm.memory.all().filter(({ pk, entity }) => pk === 'LETTER-TEMPLATES' && entity === 'event');
    const before = all().length;
    await put('sign-off', { kind: 'sign-off', title: 'Done', text: 'It is a secret' });
    await remove('sign-off');
    const events = all().slice(before);
    expect(events.map(({ type }) => type)).toEqual(['letter-template.worded', 'letter-template.reset']);
    expect(JSON.stringify(events)).not.toContain('a secret');
  });
});

test('a firm words sixty letters itself at most', async () => {
  const own = (await listed()).filter((one) => one.own).length;
  for (let n = own; n < 60; n++) await put(`own-letter-${n}`);
  expect(await put('own-one-more')).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('at most 60') },
  });
  expect((await put('own-letter-59', { name: 'Again' })).status).toBe(200);
});
