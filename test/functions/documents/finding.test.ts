import { beforeEach, describe, expect, test } from 'vitest';
import { pathsOf } from '../../../functions/documents/links-route.ts';
import { documentWordModels } from '../../../functions/documents/search.ts';
import { documents } from '../../../functions/documents/store.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aDocument, anExpected, anotherPdf } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let on: ReturnType<typeof verbs>;
let clientId: string;
beforeEach(async () => {
  firm = await aFirm();
  on = verbs(firm.admin.call);
  clientId = (await aClient(firm.admin.call)).id;
});

const find = async (q: string, more: Record<string, string> = {}, call = firm.admin.call): Promise<string[]> => {
  await firm.projected();
  const { items } = (await call('GET', '/v1/documents', { query: { q, ...more } })).body;
  return items.map(({ id }: Answer) => id);
};
const named = (name: string, more: object = {}, of = clientId) => aDocument(firm, of, anotherPdf(), { name, ...more });

describe('documents', () => {
  test('are found by the beginnings of the words of their names and tags, whatever case and accents', async () => {
    const id = await named('Bánk statement 2026-01.pdf', { tags: ['Quarterly'] });
    await named('Invoice.pdf');
    for (const q of ['bank', 'state 2026', 'QUART bank', 'statement.pdf']) expect(await find(q), q).toEqual([id]);
    for (const q of ['ank', 'bank invoice']) expect(await find(q), q).toEqual([]);
  });

  test('are found under their new name, and not in the trash', async () => {
    const id = await named('Lease.pdf');
    await on.patch(`/v1/documents/${id}`, { name: 'Contract.pdf' });
    expect(await find('lease')).toEqual([]);
    expect(await find('contract')).toEqual([id]);
    await on.post(`/v1/documents/${id}/trash`, {});
    expect(await find('contract')).toEqual([]);
    // Though the words are still there.
    await on.post(`/v1/documents/${id}/restore`);
    expect(await find('contract')).toEqual([id]);
    const trash = await on.post(`/v1/documents/${id}/trash`, {});
    expect(trash.status).toBe(200);
    expect((await on.get('/v1/documents', { query: { q: 'contract' } })).body.items).toEqual([]);
  });

  test('are found of one client or of all, with the way to each, and behind no wall', async () => {
    const other = (await aClient(firm.admin.call, { name: 'Obermoser Quarries' })).id;
    const folder = await on.post(`/v1/clients/${clientId}/folders`, { name: 'Tax' });
    const mine = await named('Return.pdf', { folderId: folder.body.id });
    const theirs = await named('Return.pdf', {}, other);
    expect(new Set(await find('return'))).toEqual(new Set([mine, theirs]));
    expect(await find('return', { clientId: other })).toEqual([theirs]);
    const { items } = (await on.get('/v1/documents', { query: { q: 'return', clientId } })).body;
    expect(items).toMatchObject([{ id: mine, clientName: 'Juniper Street Dental, P.C.', path: ['Tax'] }]);
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    expect(await find('return', {}, walled.call)).toEqual([theirs]);
    const few = await firm.member('member', { scope: { only: [clientId] } });
    expect(await find('return', {}, few.call)).toEqual([mine]);
  });

  test('that someone keeps for themself are among the words of nobody else', async () => {
    const id = await named('Diary.pdf');
    const item = (await firm.memory.get(documents.key(id)))!;
    const rows = documentWordModels.flatMap((model) => model.rows?.({ ...item, privateTo: firm.admin.id }) ?? []);
    expect(rows.map(({ privateTo }) => privateTo)).toEqual(Array(4).fill(firm.admin.id));
  });
});

describe('links to several files', () => {
  const links = (ids: string[], call = firm.admin.call) =>
    call('POST', `/v1/clients/${clientId}/documents/links`, { body: { ids } });
  const downloads = (id: string) =>
    firm.memory.all().filter(({ pk, type }) => pk === documents.key(id).pk && type === 'document.downloaded').length;

  test('come with the place of each, and are told of once a sitting', async () => {
    const folder = await on.post(`/v1/clients/${clientId}/folders`, { name: 'Tax' });
    const [one, other] = [await named('a.pdf', { folderId: folder.body.id }), await named('a.pdf')];
    for (let n = 0; n < 2; n++) {
      const { status, body } = await links([one, other]);
      expect(status).toBe(200);
      expect(body.items.map(({ id, path }: Answer) => [id, path])).toEqual([
        [one, 'Tax/a.pdf'],
        [other, 'a.pdf'],
      ]);
      expect(body.items[0].url).toContain('documents/');
    }
    expect([downloads(one), downloads(other)]).toEqual([1, 1]);
  });

  test('come for as many as fit into one transaction, and not for what cannot be read', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 48; n++) ids.push(await named(`File ${n}.pdf`));
    expect((await links(ids)).body.items).toHaveLength(48);
    const { id } = await anExpected(firm.admin.call, clientId);
    expect((await links([ids[0]!, id])).status).toBe(422);
    const walled = await firm.member('member', { scope: { except: [clientId] } });
    expect((await links([ids[0]!], walled.call)).status).toBe(404);
  });

  test('number those of the same name in the same folder', () => {
    const at = (path: string[], name: string) => ({ path, name });
    expect(
      pathsOf([at([], 'a.pdf'), at([], 'A.pdf'), at(['T'], 'a.pdf'), at([], 'a.pdf'), at([], 'a (2).pdf')]),
    ).toEqual(['a.pdf', 'A (2).pdf', 'T/a.pdf', 'a (3).pdf', 'a (2) (2).pdf']);
  });
});
