import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '../../../functions/documents/intake.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import { checkFile, withDocument } from '../../../functions/requests/files.ts';
import { ask, type Item, NewItem } from '../../../functions/requests/item.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import { accept, sendBack } from '../../../functions/requests/reviewing.ts';
import { type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aPdf, eicar, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { verbs } from '../../support/office.ts';
import { aClientToAsk, aContact, aRequest, asContact, someRequest, anAskingFirm } from '../../support/requests.ts';

const now = '2026-03-04T17:00:00.000Z';
const asked = (asks: object = {}): Item =>
  ask(NewItem.parse({ title: 'The statement', asks: { kind: 'upload', ...asks } }), {
    id: 'rqi_1',
    requestId: 'req_1',
    clientId: 'cli_1',
  });
type Came = Parameters<typeof withDocument>[1];
const came = (n: number, status: Came['status'] = 'released', more: Partial<Came> = {}): Came => ({
  id: `doc_${n}`,
  name: `${n}.pdf`,
  size: 10,
  addedBy: 'con_1',
  addedAt: now,
  status,
  ...(status === 'rejected' && { why: { code: 'malware', says: 'It stopped at our security check' } }),
  ...more,
});
const file = (name: string, size = 10) => ({
  ...saidOf(name, Buffer.alloc(0)),
  type: '',
  size,
  visibility: 'client' as const,
});

describe('an item that asks for files', () => {
  test('is given once enough of them have come, also while they are looked at', () => {
    const one = withDocument(asked({ least: 2 }), came(1, 'arrived'), now);
    expect(one).toMatchObject({ status: 'open', files: [{ name: '1.pdf', status: 'checking' }] });
    const two = withDocument(one, came(2, 'held'), now);
    expect(two).toMatchObject({ status: 'submitted', given: { files: 2, by: 'con_1' } });
    expect(two.files!.map(({ status }) => status)).toEqual(['checking', 'held']);
    const three = withDocument(two, came(2, 'released'), now);
    expect(three.files!.map(({ status }) => status)).toEqual(['checking', 'received']);
  });

  test('counts what waits for a person of the firm: it fills its place, and comes back where it is turned away', () => {
    const held = withDocument(asked({ most: 1 }), came(1, 'held'), now);
    expect(() => checkFile(held, file('two.pdf'))).toThrow('has its 1 files');
    expect(sendBack(held, { reason: 'Locked' }, { by: 'mem_1', now }).files).toMatchObject([{ status: 'sent-back' }]);
    expect(withDocument(held, came(1, 'rejected'), now)).toMatchObject({ status: 'returned' });
  });

  test('comes back with the reason where too few are left after one was turned away', () => {
    const given = withDocument(asked(), came(1, 'arrived'), now);
    const back = withDocument(given, came(1, 'rejected'), now);
    expect(back).toMatchObject({
      status: 'returned',
      returned: { reason: 'It stopped at our security check', code: 'malware', by: 'system' },
      files: [{ status: 'rejected', why: 'It stopped at our security check', code: 'malware' }],
    });
    expect(withDocument(back, came(2), now)).toMatchObject({ status: 'submitted' });
    expect(withDocument(back, came(2), now).returned).toBeUndefined();
  });

  test('is given anew with new files after it was sent back, whatever is told late of the old ones', () => {
    const back = sendBack(withDocument(asked(), came(1), now), { reason: 'Blurred' }, { by: 'mem_1', now });
    const late = withDocument(back, came(1), now);
    expect(late).toMatchObject({ status: 'returned', files: [{ status: 'sent-back' }] });
    expect(withDocument(late, came(2), now)).toMatchObject({ status: 'submitted', given: { files: 1 } });
  });

  test('stays accepted when another file comes', () => {
    const good = accept(withDocument(asked(), came(1), now), { by: 'mem_1', now });
    expect(withDocument(good, came(2), now)).toMatchObject({ status: 'accepted', files: [{}, {}] });
  });

  test.each([
    [asked({ accept: ['pdf'] }), file('photo.jpg'), 'takes pdf'],
    [asked({ accept: ['image', 'csv'] }), file('book.xlsx'), 'takes image, csv'],
    [asked({ mostBytes: 1024 ** 2 }), file('big.pdf', 1024 ** 2 + 1), '1 MB at most'],
    [withDocument(asked({ most: 1 }), came(1), now), file('two.pdf'), 'has its 1 files'],
    [accept(withDocument(asked(), came(1), now), { by: 'mem_1', now }), file('late.pdf'), 'is settled'],
    [asked({ accept: ['any'] }), file('virus.exe'), 'is not taken'],
  ])('takes nothing else: %#', (item, one, words) => {
    expect(() => checkFile(item, one)).toThrow(words);
  });

  test('ends the same in whatever order and however often its files are told of', () => {
    const states = fc.constantFrom<Came['status']>('arrived', 'checking', 'released', 'held', 'rejected');
    fc.assert(
      fc.property(
        fc.array(states, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (ends, order) => {
          // Each is told as its record is then: in the end as it has become.
          const told = [...order.map((n) => n % ends.length), ...ends.keys()];
          const item = told.reduce((one, n) => withDocument(one, came(n, ends[n]!), now), asked({ least: 2 }));
          const good = ends.filter((status) => status !== 'rejected').length;
          expect(item.files).toHaveLength(ends.length);
          expect(item.status === 'submitted').toBe(good >= 2);
          expect(new Set(item.files!.map(({ documentId }) => documentId)).size).toBe(ends.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a file that a client sends for a request', () => {
  let firm: FirmUnderTest;
  let clientId: string;
  let contactId: string;
  let request: Answer;
  beforeEach(async () => {
    ({ firm, clientId, contactId } = await anAskingFirm());
    const items = [
      { title: 'March statement', asks: { kind: 'upload', accept: ['pdf'] } },
      { title: 'A car?', asks: { kind: 'answer', type: 'yes-no' } },
    ];
    request = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', items }));
  });
  const me = (limited: string[] = []) => verbs(asContact(firm, contactId, [clientId], limited));
  const place = (n = 0) => `/portal/v1/requests/${request.id}/items/${request.asked[n].id}/documents`;

  /** Uploads it, and lets intake do its work; each step is told, some of them twice. */
  async function sends(bytes: Buffer, said: object = saidOf('march.pdf', bytes)) {
    const reply = await me().post(place(), said);
    if (reply.status !== 201) return reply;
    const pk = documents.key(reply.body.id).pk;
    const { key } = documents.read((await firm.memory.get(documents.key(reply.body.id)))!);
    const quarantine = fakeQuarantine();
    quarantine.put(key, bytes);
    await onDocument(firm.table, pk);
    for (let turn = { done: false }; !turn.done; await onDocument(firm.table, pk))
      turn = await takeIn({ table: firm.table, quarantine, scan: eicarScan }, key);
    await onDocument(firm.table, pk);
    return reply;
  }

  test('is in the item when it was looked at, and visible to the client', async () => {
    const reply = await sends(aPdf());
    expect(reply.body).toMatchObject({ status: 'expected', upload: { method: 'PUT' } });
    expect(reply.body).not.toHaveProperty('addedBy');
    const { body } = await me().get(`/portal/v1/requests/${request.id}`);
    expect(body.asked[0]).toMatchObject({
      status: 'submitted',
      answer: { files: 1 },
      files: [{ name: 'march.pdf', status: 'received' }],
    });
    const { items } = (await firm.admin.call('GET', `/v1/clients/${clientId}/documents`)).body;
    expect(items).toMatchObject([{ name: 'march.pdf', status: 'released', visibility: 'client', addedBy: contactId }]);
    const events = firm.memory.all().filter(({ type }) => type === 'request.item-submitted');
    expect(events).toMatchObject([{ actor: contactId }]);
  });

  test('that is turned away is told with its reason, and the item is open', async () => {
    await sends(Buffer.from(eicar), saidOf('march.pdf', Buffer.from(eicar)));
    const { body } = await me().get(`/portal/v1/requests/${request.id}`);
    expect(body.asked[0]).toMatchObject({
      status: 'returned',
      returned: { code: 'malware' },
      files: [{ status: 'rejected', why: expect.any(String), code: 'malware' }],
    });
    expect(body).toMatchObject({ status: 'in-progress' });
  });

  test('is refused where it is not asked for, before anything is uploaded', async () => {
    const before = firm.memory.all().length;
    expect(await me().post(place(), saidOf('photo.jpg', aPdf()))).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.name' }] },
    });
    expect(await me().post(place(1), saidOf('march.pdf', aPdf()))).toMatchObject({ status: 422 });
    expect(firm.memory.all()).toHaveLength(before);
  });

  test('is not taken from who is not asked: another client’s contact, a limited one', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const strange = verbs(asContact(firm, other.contactId, [other.clientId]));
    expect(await strange.post(place(), saidOf('march.pdf', aPdf()))).toMatchObject({ status: 404 });
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const limited = verbs(asContact(firm, colleague, [clientId], [clientId]));
    expect(await limited.post(place(), saidOf('march.pdf', aPdf()))).toMatchObject({ status: 404 });
  });

  test('is uploaded by the firm on the client’s behalf', async () => {
    const path = `/v1/requests/${request.id}/items/${request.asked[0].id}/documents`;
    expect(await firm.admin.call('POST', path, { body: saidOf('march.pdf', aPdf()) })).toMatchObject({ status: 201 });
  });
});
