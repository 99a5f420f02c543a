import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/call.ts';
import { aContact, aScene, monday, type Scene, typesOf } from './scene.ts';

const anHour = 3600;
const begin = { key: 'begin', title: 'Begin', role: 'doer' };
const copies = { key: 'copy', title: 'Send the copies', auto: 'send-mail', mail: 'filed-copies', after: ['begin'] };
const last = { key: 'last', title: 'Last', role: 'doer', after: ['copy'] };
const beside = { key: 'beside', title: 'Beside', role: 'doer' };
const monthly = { more: { period: 'month' }, body: { period: { of: '2026-10-31' } } };

const mailsOf = ({ firm }: Scene): Answer[] => firm.memory.all().filter(({ entity }) => entity === 'mail');

/** Friday, 16:00 where the firm is. */
const friday = '2026-11-06T23:00:00.000Z';

/** A step that sends a mail, and comes due at 18:00 on a Friday. */
async function aFridayEvening(more: readonly (typeof begin)[] = []): Promise<Scene> {
  const scene = await aScene({ tasks: [begin, copies, last, ...more], ...monthly, at: friday });
  await aContact(scene);
  await scene.machine.pass(2 * anHour);
  await scene.act('begin', 'complete');
  return scene;
}

describe('a step that sends mail and comes due in the evening', () => {
  test('waits for the next working day, and says so', async () => {
    const scene = await aFridayEvening();
    expect(await scene.task('copy')).toMatchObject({ status: 'open' });
    const { id: taskId } = await scene.task('copy');
    expect(await scene.workflow()).toMatchObject({
      state: 'waiting',
      says: 'Sends on 9 November 2026 at 09:00',
      waitingFor: ['“Send the copies”'],
      sends: [{ taskId, title: 'Send the copies', at: '2026-11-09T16:00:00.000Z' }],
      failed: [],
    });
    await scene.machine.pass(62 * anHour);
    expect(mailsOf(scene)).toEqual([]);
    await scene.machine.pass(anHour);
    expect(mailsOf(scene)).toMatchObject([{ queuedAt: expect.stringMatching(/^2026-11-09T16:00/) }]);
    expect(await scene.task('copy')).toMatchObject({ status: 'done', doneBy: 'system' });
    expect((await scene.workflow()).sends).toEqual([]);
    expect(typesOf(scene)).toEqual(['job.created', 'job.task-completed', 'job.step-done']);
  });

  test('leaves what people have to do beside it as it is', async () => {
    const scene = await aFridayEvening([beside]);
    expect(await scene.workflow()).toMatchObject({
      says: 'Waiting for someone of the firm since 6 November 2026; sends on 9 November 2026 at 09:00',
      waitingFor: ['“Send the copies”', '“Beside”'],
    });
    await scene.act('beside', 'complete');
    expect(mailsOf(scene)).toEqual([]);
  });

  test('sends nothing where the job is called off meanwhile', async () => {
    const scene = await aFridayEvening();
    await scene.firm.admin.call('POST', `/v1/jobs/${scene.jobId}/cancel`, { body: { reason: 'The client left' } });
    await scene.machine.pass(70 * anHour);
    expect(await scene.workflow()).toMatchObject({ state: 'ended', sends: [] });
    expect(mailsOf(scene)).toEqual([]);
  });

  test('sends at once where the firm’s own hours have it so', async () => {
    const scene = await aScene({ tasks: [begin, copies, last], ...monthly, at: friday });
    await aContact(scene);
    const body = { mailHours: { from: '10:00', to: '20:00' } };
    expect((await scene.firm.admin.call('PATCH', '/v1/firm', { body })).status).toBe(200);
    await scene.machine.pass(2 * anHour);
    await scene.act('begin', 'complete');
    expect(mailsOf(scene)).toHaveLength(1);
  });
});

test('a step that sends mail and comes due within the hours sends at once', async () => {
  const scene = await aScene({ tasks: [begin, copies, last], ...monthly, at: monday });
  await aContact(scene);
  await scene.act('begin', 'complete');
  expect(mailsOf(scene)).toHaveLength(1);
});

test('a step that writes to nobody outside runs at any hour', async () => {
  const tag = { key: 'tag', title: 'Tag', auto: 'set-tag', tag: 'worked', after: ['begin'] };
  const scene = await aScene({ tasks: [begin, tag, beside], at: friday });
  await scene.machine.pass(5 * anHour);
  await scene.act('begin', 'complete');
  expect(await scene.task('tag')).toMatchObject({ status: 'done' });
});

test('what a person sends leaves at any hour', async () => {
  const scene = await aScene({ tasks: [begin], at: friday });
  const contactId = await aContact(scene);
  await scene.machine.pass(5 * anHour);
  const body = { contactId, subject: 'One more question', text: 'Whose car is it?' };
  const reply = await scene.office.bookkeeper.call('POST', `/v1/clients/${scene.office.clientId}/mails`, { body });
  expect(reply.status).toBe(201);
  expect(mailsOf(scene)).toHaveLength(1);
});
