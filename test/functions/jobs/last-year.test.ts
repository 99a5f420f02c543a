import { expect, test } from 'vitest';
import { documents } from '../../../functions/documents/store.ts';
import { onDocument } from '../../../functions/requests/on-document.ts';
import type { Answer } from '../../support/call.ts';
import { anotherPdf, comes, saidOf } from '../../support/documents.ts';
import { verbs } from '../../support/office.ts';
import { asContact, aRequest, someRequest, writesMail } from '../../support/requests.ts';
import { aJob, taskOf } from '../../support/work.ts';
import { aContact, aScene, type Scene } from './workflow/scene.ts';

const ask = { key: 'ask', title: 'Ask', auto: 'send-request', request: 'papers', after: ['begin'], role: 'doer' };
const upload = { kind: 'upload', accept: ['pdf'] };
const again = { ...upload, each: 'lastYear.documents', title: '{lastYear.document.label} (you had one last year)' };
const own = { ...upload, title: 'Photo ID, {period, yyyy}' };
const anything = { ...upload, title: 'Anything new', files: '0..60', optional: true };

const planned = {
  tasks: [{ key: 'begin', title: 'Begin', role: 'doer' }, ask],
  more: {
    period: 'calendar-year',
    requests: [
      {
        key: 'papers',
        title: 'Papers',
        dueOn: 'request.sent +3 bizday',
        ladder: 'short',
        items: [again, own, anything],
      },
    ] as never,
  },
  body: { period: { of: '2025-12-31' } },
};

async function asked({ firm }: Scene, jobId: string): Promise<Answer[]> {
  const { body } = await firm.admin.call('GET', `/v1/jobs/${jobId}/requests`);
  const found = await Promise.all(
    body.items.map(async ({ id }: Answer) => (await firm.admin.call('GET', `/v1/requests/${id}`)).body.asked),
  );
  return found.flat();
}
const titles = (items: readonly Answer[]) => items.map(({ title }) => title);

/** The job of another year, as far as its request. */
async function inYear(scene: Scene, of: string): Promise<Answer[]> {
  const { firm, office, templateId, machine } = scene;
  await firm.projected();
  const job = await aJob(firm.admin.call, { clientId: office.clientId, templateId, period: { of } });
  await machine.settled();
  await office.bookkeeper.call('POST', `/v1/jobs/${job.id}/tasks/${taskOf(job, 'begin').id}/complete`);
  await machine.settled();
  return asked(scene, job.id);
}

/** The client sends these files for an item, and the firm finds them good. */
async function given({ firm, office }: Scene, contactId: string, { requestId, id }: Answer, names: string[]) {
  const me = verbs(asContact(firm, contactId, [office.clientId]));
  for (const name of names) {
    const bytes = anotherPdf();
    const { status, body } = await me.post(
      `/portal/v1/requests/${requestId}/items/${id}/documents`,
      saidOf(name, bytes),
    );
    expect(status, JSON.stringify(body)).toBe(201);
    await comes(firm.memory, body.id, bytes);
    await onDocument(firm.memory, documents.key(body.id).pk);
  }
  const accept = await firm.admin.call('POST', `/v1/requests/${requestId}/items/${id}/accept`);
  expect(accept.status, JSON.stringify(accept.body)).toBe(200);
}

test('what a client gave for a job is asked for again a year later, by its name, but for what the template names', async () => {
  const scene = await aScene(planned);
  const { firm, office, jobId } = scene;
  const contactId = await aContact(scene);
  await writesMail(firm.admin.call, office.bookkeeper.id);
  await writesMail(firm.admin.call, firm.admin.id);
  await scene.act('begin', 'complete');
  const first = await asked(scene, jobId);
  expect(titles(first)).toEqual(['Photo ID, 2025', 'Anything new']);

  const { body } = await firm.admin.call('GET', `/v1/jobs/${jobId}/requests`);
  const of = (item: Answer) => ({ requestId: body.items[0].id, id: item.id });
  await given(scene, contactId, of(first[0]), ['id.pdf']);
  await given(scene, contactId, of(first[1]), ['K-1_Maple.pdf', 'IMG_0123.pdf']);
  const byHand = await aRequest(
    firm.admin.call,
    office.clientId,
    someRequest(contactId, {
      jobId,
      dueOn: '2026-11-20',
      send: 'now',
      items: [{ title: 'Form 1098', asks: upload }],
    }),
  );
  await given(scene, contactId, { requestId: byHand.id, id: byHand.asked[0].id }, ['form.pdf']);

  const second = await inYear(scene, '2026-12-31');
  expect(second).toMatchObject([
    { title: 'K-1 Maple (you had one last year)', label: 'K-1 Maple' },
    { title: 'Form 1098 (you had one last year)', label: 'Form 1098' },
    { title: 'Photo ID, 2026' },
    { title: 'Anything new' },
  ]);
  expect(titles(await inYear(scene, '2027-12-31'))).toEqual(['Photo ID, 2027', 'Anything new']);
});
