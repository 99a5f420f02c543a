import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '../../../functions/documents/intake.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { documents } from '../../../functions/documents/store.ts';
import type { OrganizerAnswer } from '../../../functions/organizers/answer.ts';
import { withDocument } from '../../../functions/organizers/files.ts';
import { onOrganizerDocument } from '../../../functions/organizers/on-document.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { aPdf, eicar, saidOf } from '../../support/documents.ts';
import { fakeQuarantine } from '../../support/fakes.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { aClientToAsk, aContact, anAskingFirm, asContact } from '../../support/requests.ts';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;
let organizer: Answer;
beforeEach(async () => {
  ({ firm, clientId, contactId } = await anAskingFirm());
  const questionnaireId = await aQuestionnaire(firm.admin.call);
  const body = someOrganizer(questionnaireId, contactId, { send: 'now' });
  organizer = await anOrganizer(firm.admin.call, clientId, body);
});

const me = () => verbs(asContact(firm, contactId, [clientId]));
const portal = () => `/portal/v1/organizers/${organizer.id}`;
const files = (question = 'wages') => `${portal()}/questions/${question}/documents`;
const wagesNow = async (): Promise<Answer> =>
  (await me().get(portal())).body.sections
    .flatMap(({ questions }: Answer) => questions)
    .find(({ key }: Answer) => key === 'wages');

async function comes(bytes: Buffer, name = 'w2.pdf'): Promise<string> {
  const reply = await me().post(files(), saidOf(name, bytes));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const { id } = reply.body;
  const { key } = documents.read((await firm.memory.get(documents.key(id)))!);
  const quarantine = fakeQuarantine();
  quarantine.put(key, bytes);
  while (!(await takeIn({ table: firm.memory, quarantine, scan: eicarScan }, key)).done);
  // Whatever is told twice comes to the same, and nobody’s request minds.
  for (let n = 0; n < 2; n++) {
    await onOrganizerDocument(firm.memory, documents.key(id).pk);
    await onDocument(firm.memory, documents.key(id).pk);
  }
  return id;
}

describe('a question that asks for files', () => {
  test('is answered by one that came and was looked at', async () => {
    await comes(aPdf());
    expect(await wagesNow()).toMatchObject({ files: [{ name: 'w2.pdf', status: 'received' }], seen: 1 });
    expect((await me().get(portal())).body).toMatchObject({ status: 'in-progress', counts: { answered: 1 } });
  });

  test('is answered by one that waits for a person of the firm, which says so', async () => {
    await comes(aPdf('Locked', '/Encrypt 1 0 R'));
    expect((await wagesNow()).files).toMatchObject([{ status: 'held' }]);
    expect((await me().get(portal())).body.counts.answered).toBe(1);
  });

  test('says why one was turned away, which counts for nothing', async () => {
    await comes(Buffer.from(eicar), 'bad.pdf');
    expect((await wagesNow()).files).toMatchObject([{ status: 'rejected', why: expect.any(String) }]);
    expect((await me().get(portal())).body.counts.answered).toBe(0);
  });

  test('is taken back with all its files, and answered again', async () => {
    await comes(aPdf());
    const { body } = await me().get(portal());
    await me().post(`${portal()}/answers`, given(body, { wages: null }));
    expect((await wagesNow()).files).toMatchObject([{ status: 'taken-back' }]);
    await comes(aPdf('Second'), 'second.pdf');
    expect((await wagesNow()).files.map(({ status }: Answer) => status)).toEqual(['taken-back', 'received']);
  });

  test('takes no other kind of file, and no file where none is asked for', async () => {
    const send = (name: string, question: string) => me().post(files(question), saidOf(name, aPdf()));
    expect(await send('photo.jpg', 'wages')).toMatchObject({ status: 400 });
    expect(await send('w2.pdf', 'phone')).toMatchObject({ status: 422 });
    expect(await send('w2.pdf', 'nobody')).toMatchObject({ status: 400 });
  });

  test('takes none any more once it was looked at, or the organizer was sent', async () => {
    await comes(aPdf());
    await firm.admin.call('POST', `/v1/organizers/${organizer.id}/review`, { body: { questions: ['wages'] } });
    const send = () => me().post(files(), saidOf('late.pdf', aPdf('Late')));
    expect(await send()).toMatchObject({ status: 422 });
    const { body } = await me().get(portal());
    await me().post(`${portal()}/answers`, given(body, { moved: 'no' }));
    await me().post(`${portal()}/submit`);
    expect(await send()).toMatchObject({ status: 422 });
  });

  test('is named among last year’s by what came', async () => {
    await comes(aPdf());
    const again = someOrganizer(organizer.questionnaire.id, contactId, { send: 'now', startsFrom: organizer.id });
    organizer = await anOrganizer(firm.admin.call, clientId, again);
    expect(await wagesNow()).toMatchObject({ files: [], prior: { files: ['w2.pdf'] } });
  });

  test('is not there for a stranger, nor for a limited contact to whom it is not addressed', async () => {
    const other = await aClientToAsk(firm, { name: 'Other' });
    const stranger = verbs(asContact(firm, other.contactId, [other.clientId]));
    const colleague = await aContact(firm.admin.call, clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    const limited = verbs(asContact(firm, colleague, [clientId], [clientId]));
    for (const one of [stranger, limited]) {
      const file = saidOf('w2.pdf', aPdf());
      const answers = { answers: [{ question: 'phone', value: 'x', seen: 0 }] };
      expect(await one.get(portal())).toMatchObject({ status: 404 });
      expect(await one.post(files(), file)).toMatchObject({ status: 404 });
      expect(await one.post(`${portal()}/answers`, answers)).toMatchObject({ status: 404 });
      expect(await one.post(`${portal()}/submit`)).toMatchObject({ status: 404 });
    }
    const full = verbs(asContact(firm, colleague, [clientId]));
    expect(await full.get(portal())).toMatchObject({ status: 200 });
  });
});

test('files that are told in any order, and again, come to the same', () => {
  const came = (n: number, status: 'arrived' | 'released' | 'rejected') => ({
    id: `doc_${n}`,
    name: `${n}.pdf`,
    size: 10,
    addedBy: 'con_1',
    addedAt: '2026-03-04T17:00:00.000Z',
    status,
    ...(status === 'rejected' && { why: { code: 'malware', says: 'It stopped at our security check' } }),
  });
  const place = { organizerId: 'org_1', clientId: 'cli_1', question: 'wages' };
  const told = [came(1, 'released'), came(2, 'rejected'), came(3, 'released')];
  const after = (all: typeof told) =>
    all.reduce<OrganizerAnswer | undefined>((had, one) => withDocument(had, one, place), undefined)!;
  const order = fc.shuffledSubarray([0, 0, 1, 1, 2, 2], { minLength: 6 });
  const statuses = ({ files = [] }: OrganizerAnswer) => new Map(files.map(({ name, status }) => [name, status]));
  fc.assert(
    fc.property(order, (indexes) => {
      expect(statuses(after(indexes.map((i) => told[i]!)))).toEqual(statuses(after(told)));
    }),
  );
});
