import { beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '../../../functions/documents/intake.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import { receiptsStep } from '../../../functions/requests/receipts-step.ts';
import type { Table } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { aPdf, eicar, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { verbs } from '../../support/office.ts';
import { anAskingFirm, aRequest, asContact, officeHours, someRequest } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let request: Answer;
let clock: number;
const later = (minutes: number) => at(new Date((clock += minutes * 60_000)).toISOString());

beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  clock = Date.parse(officeHours);
  await firm.admin.call('POST', '/v1/firm/go-live');
  const upload = { kind: 'upload', accept: ['any'] };
  const items = [
    { title: 'March statement', asks: upload },
    { title: 'Till summary', asks: upload },
  ];
  request = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', items }));
});

const me = () => verbs(asContact(firm, contactId, [clientId]));
const place = (n = 0) => `requests/${request.id}/items/${request.asked[n].id}/documents`;

/** Someone sends a file, and intake does its work; each step is told twice. */
const sends = (name: string, n = 0, { bytes = aPdf(name), by = me() } = {}): Promise<string> =>
  sendsTo(`/portal/v1/${place(n)}`, name, { bytes, by });

async function sendsTo(path: string, name: string, { bytes = aPdf(name), by = me() } = {}): Promise<string> {
  const { body } = await by.post(path, saidOf(name, bytes));
  return arrives(body.id, bytes);
}

async function arrives(id: string, bytes: Uint8Array): Promise<string> {
  const { pk } = documents.key(id);
  const { key } = documents.read((await firm.memory.get(documents.key(id)))!);
  const quarantine = fakeQuarantine();
  quarantine.put(key, bytes);
  for (let turn = { done: false }; !turn.done;) {
    turn = await takeIn({ table: firm.memory, quarantine, scan: eicarScan }, key);
    await onDocument(firm.table, pk);
    await onDocument(firm.table, pk);
  }
  return pk;
}

const receipts = () =>
  (firm.memory.all() as unknown as Answer[]).filter(
    ({ entity, subject }) => entity === 'mail' && String(subject).startsWith('Received'),
  );
const step = (table: Table = firm.memory) => receiptsStep(table);

/** What stands at the foot of each mail that brings a link. */
const belowLinks = /This link is only for you and works until \{link\.expiresOn\}; .* by mail\.$/;

describe('a receipt', () => {
  test('comes ten minutes after the last file of a sitting, with all of them and what is still open', async () => {
    await sends('march-1.pdf');
    later(9);
    await sends('march-2.pdf');
    later(9);
    await step();
    expect(receipts()).toEqual([]);
    later(2);
    await step();
    const [mail] = receipts();
    expect(mail).toMatchObject({
      subject: 'Received: 2 files for Juniper Street Dental',
      status: 'queued',
      contactId,
      clientIds: [clientId],
    });
    expect(mail!.text).toContain(
      'These arrived on Wednesday, March 4, the last at 10:09:\n\n– march-1.pdf, for "March statement"\n– march-2.pdf, for "March statement"',
    );
    expect(mail!.text).toContain('Still open: Till summary. Your list: {link}');
    expect(mail!.text).toMatch(belowLinks);
  });

  test('of one file names it, and says when that was everything', async () => {
    await sends('march.pdf', 0);
    later(20);
    await step();
    await sends('till.pdf', 1);
    later(20);
    await step();
    expect(receipts().map(({ subject }) => subject)).toEqual(['Received: march.pdf', 'Received: till.pdf']);
    expect(receipts()[1]!.text).toContain('That was everything.');
    expect(receipts()[1]!.text).not.toContain('{link');
  });

  test('is one, whoever runs when and however often anything is told', async () => {
    const pk = await sends('march.pdf');
    later(20);
    await Promise.all([step(), step(), step()]);
    for (let n = 0; n < 3; n++) {
      await onDocument(firm.table, pk);
      later(20);
      await step();
    }
    expect(receipts()).toHaveLength(1);
  });

  test('is one although the step dies before or after the mail is written', async () => {
    await sends('march.pdf');
    later(20);
    const dying = (when: 'before' | 'after'): Table => ({
      ...firm.memory,
      async write(writes) {
        if (when === 'after') await firm.memory.write(writes);
        throw new Error('The function died');
      },
    });
    await expect(step(dying('before'))).rejects.toThrow('died');
    expect(receipts()).toHaveLength(0);
    await expect(step(dying('after'))).rejects.toThrow('died');
    await step();
    expect(receipts()).toHaveLength(1);
  });

  test('has every file that comes while it is being written, in this one or the next', async () => {
    await sends('march-1.pdf');
    later(20);
    await Promise.all([step(), sends('march-2.pdf'), sends('march-3.pdf')]);
    later(20);
    await step();
    const named = receipts().flatMap(({ text }) =>
      [...String(text).matchAll(/– (\S+\.pdf)/g)].map(([, name]) => name!),
    );
    expect(new Set(named)).toEqual(new Set(['march-1.pdf', 'march-2.pdf', 'march-3.pdf']));
    expect(named).toHaveLength(3);
  });

  test('waits for the hours in which the firm writes', async () => {
    later(7 * 60);
    await sends('late.pdf');
    later(20);
    await step();
    expect(receipts()).toEqual([]);
    later(16 * 60);
    await step();
    expect(receipts()).toHaveLength(1);
  });

  test('is not of what was turned away, or sent by the firm on the client’s behalf', async () => {
    await sends('bad.pdf', 0, { bytes: Buffer.from(eicar) });
    const path = `/v1/${place(1)}`;
    expect((await firm.admin.call('POST', path, { body: saidOf('ours.pdf', aPdf()) })).status).toBe(201);
    later(20);
    await step();
    expect(receipts()).toEqual([]);
  });

  test('is not sent to who wants no mail, and is not tried for ever', async () => {
    await firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body: { notify: false } });
    await sends('march.pdf');
    later(20);
    await step();
    expect(receipts()).toEqual([]);
    expect(firm.memory.all().filter(({ entity }) => entity === 'receipt')).toEqual([]);
  });
});

describe('a receipt of what nobody asked for', () => {
  const intoFolder = async (): Promise<string> => {
    const folder = { name: 'From you', visibility: 'client-can-add' };
    const { body } = await firm.admin.call('POST', `/v1/clients/${clientId}/folders`, { body: folder });
    return `/portal/v1/clients/${clientId}/folders/${body.id}/documents`;
  };
  const withMessage = () => `/portal/v1/clients/${clientId}/messages/documents`;

  test('names what was put into folders and sent with messages, and says nothing of what is open', async () => {
    await sendsTo(await intoFolder(), 'lease.pdf');
    await sendsTo(withMessage(), 'letter.pdf');
    later(9);
    await step();
    expect(receipts()).toEqual([]);
    later(2);
    await step();
    await step();
    const [mail, ...others] = receipts();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Received: 2 files for Juniper Street Dental', status: 'queued', contactId });
    expect(mail!.text).toContain(
      'the last at 10:00:\n\n– lease.pdf\n– letter.pdf\n\nYou find them on your page: {link}.',
    );
    expect(mail!.text).toMatch(belowLinks);
    expect(mail!.text).not.toMatch(/open|everything/);
  });

  test('is one with that of what was asked for in the same sitting', async () => {
    await sends('march.pdf');
    await sendsTo(await intoFolder(), 'lease.pdf');
    await sendsTo(withMessage(), 'letter.pdf');
    later(20);
    await step();
    expect(receipts()).toHaveLength(1);
    expect(receipts()[0]!.text).toContain(
      '– march.pdf, for "March statement"\n– lease.pdf, for "your documents"\n– letter.pdf, for "your message"',
    );
  });

  test('is not of what came with a mail', async () => {
    const bytes = aPdf('reply');
    const { body } = await me().post(withMessage(), saidOf('reply.pdf', bytes));
    const document = documents.read((await firm.memory.get(documents.key(body.id)))!);
    const { item } = documents.replace(document, { ...document, byMail: true });
    await firm.memory.write([{ put: item, if: 'always' }]);
    await arrives(body.id, bytes);
    later(20);
    await step();
    expect(receipts()).toEqual([]);
  });
});

test('before the firm is live a receipt is held, as all mail to clients is', async () => {
  const office = await anAskingFirm();
  ({ firm, clientId, contactId } = office);
  const items = [{ title: 'March statement', asks: { kind: 'upload', accept: ['any'] } }];
  request = await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', items }));
  clock = Date.parse(officeHours);
  await sends('march.pdf');
  later(20);
  await step();
  expect(receipts()).toMatchObject([{ status: 'held' }]);
  expect((await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
});
