import { describe, expect, test } from 'vitest';
import { remind } from '../../../functions/chasing/remind.ts';
import { firms } from '../../../functions/firm/store.ts';
import { fromLibrary } from '../../../functions/templates/library.ts';
import { systemRecords } from '../../../shared/table/records.ts';
import type { Answer } from '../../support/call.ts';
import { anOrganizer, someOrganizer } from '../../support/organizers.ts';
import { writesMail } from '../../support/requests.ts';
import { aContact, aScene } from '../jobs/workflow/scene.ts';
import {
  accepted,
  answered,
  asked,
  calledOff,
  completed,
  inJob,
  mailsOf,
  post,
  prepared,
  question,
  questions,
  statusOf,
} from './questionnaire-scene.ts';

describe('a step whose request has a questionnaire', () => {
  test('sends it as an organizer, beside a request with the rest, to the same people and by the same day', async () => {
    const { scene, requests, organizers, contactId, questionnaireId } = await asked();
    const same = { status: 'sent', ladder: 'season', dueOn: '2026-12-02', contactIds: [contactId] };
    const { id: taskId } = await scene.task('ask');
    const [request] = requests;
    expect(requests).toMatchObject([{ ...same, key: 'documents', taskId, items: { all: 1 } }]);
    expect(organizers).toMatchObject([
      {
        ...same,
        title: 'Your taxes for 2025',
        why: 'So that we can begin.',
        senderId: request.senderId,
        questionnaire: { id: questionnaireId, key: 'tax', n: 1 },
        requestKey: 'documents',
        taskId,
      },
    ]);
    expect(organizers[0]).not.toHaveProperty('startsFrom');
    expect(mailsOf(scene)).toHaveLength(2);
    expect(await statusOf(scene)).toBe('asked');
  });

  test('is reminded of with the rest in one mail', async () => {
    const { scene, contactId } = await prepared();
    await post(scene, '/v1/firm/go-live');
    await scene.act('begin', 'complete');
    const firm = await systemRecords(scene.firm.memory).get(firms, 'firm');
    await remind(scene.firm.memory, contactId, firm, '2026-11-12T17:00:00.000Z');
    const last = mailsOf(scene).slice(2);
    expect(last).toHaveLength(1);
    expect(last[0]!.text).toContain('Your taxes for 2025');
    expect(last[0]!.text).toContain('Anything new in 2025?');
  });

  test.each([
    ['first its answers', [accepted, completed]],
    ['first the rest', [completed, accepted]],
  ] as const)('is done when both are there, %s, and once', async (_, [first, second]) => {
    const { scene, requests, organizers } = await asked();
    const of = (settle: typeof accepted) => (settle === accepted ? organizers[0] : requests[0]);
    await first(scene, of(first));
    expect(await statusOf(scene)).toBe('asked');
    expect((await scene.task('then')).blockedBy).toHaveLength(1);
    await second(scene, of(second));
    expect(await statusOf(scene)).toBe('done');
    expect((await scene.task('then')).blockedBy).toEqual([]);
    expect(
      scene.events().filter(({ type, actor }) => type === 'job.task-completed' && actor === 'system'),
    ).toHaveLength(1);
  });

  test('lets go on what waits for the client once all is given, and ends when it is accepted', async () => {
    const { scene, requests, organizers } = await asked();
    await completed(scene, requests[0]);
    await answered(scene, organizers[0]);
    expect(await scene.task('then')).toMatchObject({ status: 'open', blockedBy: [] });
    expect(await statusOf(scene)).toBe('asked');
  });

  test('ends when the one is there and the other called off; with neither a person records it', async () => {
    const one = await asked();
    await completed(one.scene, one.requests[0]);
    await calledOff(one.scene, one.organizers[0]);
    expect(await statusOf(one.scene)).toBe('done');
    const none = await asked();
    await calledOff(none.scene, none.requests[0]);
    await calledOff(none.scene, none.organizers[0]);
    expect(await statusOf(none.scene)).toBe('asked');
    expect((await none.scene.task('then')).blockedBy).toHaveLength(1);
  });

  test('is an organizer alone where nothing else is asked', async () => {
    const { scene, requests, organizers } = await asked({
      items: [{ ...questions, title: 'The {period, yyyy} questions' }],
    });
    expect(requests).toEqual([]);
    expect(organizers).toMatchObject([{ title: 'The 2025 questions', status: 'sent' }]);
    await accepted(scene, organizers[0]);
    expect(await statusOf(scene)).toBe('done');
  });

  test('does not wait for one that may be left out', async () => {
    const { scene, requests, organizers } = await asked({ items: [{ ...questions, optional: true }, question] });
    expect(organizers).toMatchObject([{ status: 'sent' }]);
    await accepted(scene, organizers[0]);
    expect((await scene.task('then')).blockedBy).toHaveLength(1);
    await completed(scene, requests[0]);
    expect(await statusOf(scene)).toBe('done');
  });

  test.each([
    [{ key: 'other' }, 'There is no questionnaire with the key tax'],
    [{ isReleased: false }, 'is not released'],
  ])('is left to a person with the reason, where it cannot be asked: %o', async (what, says) => {
    const { scene, requests, organizers } = await asked(what);
    expect([...requests, ...organizers]).toEqual([]);
    expect(await scene.task('ask')).toMatchObject({ status: 'asked', askedWhy: expect.stringContaining(says) });
    expect((await scene.read()).status).toBe('active');
    await scene.act('ask', 'complete');
    expect(await scene.task('ask')).not.toHaveProperty('askedWhy');
  });

  test('that was left to a person is done by what the person asks for it instead', async () => {
    const { scene, questionnaireId, contactId } = await asked({ key: 'other' });
    const { id: taskId } = await scene.task('ask');
    const body = someOrganizer(questionnaireId, contactId, { jobId: scene.jobId, taskId, send: 'now' });
    const organizer = await anOrganizer(scene.firm.admin.call, scene.office.clientId, body);
    await accepted(scene, organizer);
    expect(await statusOf(scene)).toBe('done');
    expect((await scene.task('then')).blockedBy).toEqual([]);
  });

  test('leaves drafts that say why, where nobody could answer', async () => {
    const { scene, contactId } = await prepared();
    const { clientId } = scene.office;
    await scene.firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body: { portal: false } });
    await scene.act('begin', 'complete');
    const { requests, organizers } = await inJob(scene);
    const draft = { status: 'draft', notSent: expect.stringContaining('portal'), contactIds: [] };
    expect(requests).toMatchObject([draft]);
    expect(organizers).toMatchObject([draft]);
    expect(await statusOf(scene)).toBe('asked');
  });

  test('begins from the client’s answers of the last time', async () => {
    const { scene, questionnaireId, contactId } = await prepared();
    const { clientId } = scene.office;
    const body = someOrganizer(questionnaireId, contactId, { send: 'now' });
    const before = await anOrganizer(scene.firm.admin.call, clientId, body);
    await answered(scene, before);
    await anOrganizer(scene.firm.admin.call, clientId, someOrganizer(questionnaireId, contactId));
    await scene.act('begin', 'complete');
    expect((await inJob(scene)).organizers).toMatchObject([{ startsFrom: before.id }]);
  });
});

test('the shipped tax return asks for its documents by itself', async () => {
  const content = fromLibrary('individual-1040');
  const scene = await aScene({ tasks: [], more: content, body: { period: { of: '2025-12-31' } } });
  const { firm, office } = scene;
  await writesMail(firm.admin.call, office.bookkeeper.id);
  await post(scene, '/v1/questionnaires', { from: 'library', key: 'us-individual-organizer', release: true });
  await aContact(scene);
  await scene.act('roll', 'complete');
  const { requests, organizers } = await inJob(scene);
  expect(requests).toMatchObject([{ title: 'Your 2025 tax documents', status: 'sent' }]);
  expect(organizers).toMatchObject([{ title: 'Tax organizer', status: 'sent', requestKey: 'documents' }]);
  const { body } = await firm.admin.call('GET', `/v1/requests/${requests[0].id}`);
  expect(body.asked.map(({ title }: Answer) => title)).toContain(
    'Anything new: W-2, 1099, 1098, K-1, brokerage statements',
  );
  expect(JSON.stringify(body)).not.toContain('undefined');
});
