import { expect } from 'vitest';
import { onOrganizerSettled } from '../../../functions/organizers/on-settled.ts';
import { onRequestSettled } from '../../../functions/requests/on-settled.ts';
import type { Answer } from '../../support/call.ts';
import { aQuestionnaire, given } from '../../support/organizers.ts';
import { writesMail } from '../../support/requests.ts';
import { aContact, aScene, type Scene } from '../jobs/workflow/scene.ts';

const begin = { key: 'begin', title: 'Begin', role: 'doer' };
const ask = { key: 'ask', title: 'Ask', auto: 'send-request', request: 'documents', after: ['begin'], role: 'doer' };
const then = { key: 'then', title: 'Look through it', role: 'doer', after: ['request.documents'] };
export const questions = { kind: 'questionnaire', ref: 'tax' };
export const question = { kind: 'answer', title: 'Anything new in {period, yyyy}?', type: 'text' };

type Given = { items?: readonly object[]; key?: string; isReleased?: boolean };

export async function prepared({ items = [questions, question], key = 'tax', isReleased = true }: Given = {}) {
  const request = {
    key: 'documents',
    title: 'Your {period, yyyy} documents',
    why: 'So that we can begin.',
    dueOn: 'request.sent +30 day',
    ladder: 'season',
    items,
  };
  const scene = await aScene({
    tasks: [begin, ask, then],
    more: { period: 'calendar-year', requests: [request] as never },
    body: { period: { of: '2025-12-31' } },
  });
  const { firm, office } = scene;
  for (const { id } of [office.bookkeeper, firm.admin]) await writesMail(firm.admin.call, id);
  const questionnaireId = await aQuestionnaire(firm.admin.call, { key });
  if (!isReleased) await firm.admin.call('POST', `/v1/questionnaires/${questionnaireId}/withdraw`);
  return { scene, questionnaireId, contactId: await aContact(scene) };
}

export async function asked(what: Given = {}) {
  const { scene, ...more } = await prepared(what);
  await scene.act('begin', 'complete');
  return { scene, ...more, ...(await inJob(scene)) };
}

export async function inJob({ firm, jobId }: Scene) {
  const list = async (kind: string): Promise<Answer[]> =>
    (await firm.admin.call('GET', `/v1/jobs/${jobId}/${kind}`)).body.items;
  return { requests: await list('requests'), organizers: await list('organizers') };
}

export const mailsOf = ({ firm }: Scene) => firm.memory.all().filter(({ entity }) => entity === 'mail');
export const post = ({ firm }: Scene, path: string, body?: object) => firm.admin.call('POST', path, body && { body });

export async function answered(scene: Scene, { id }: Answer): Promise<void> {
  const path = `/v1/organizers/${id}`;
  const { body } = await scene.firm.admin.call('GET', path);
  await post(scene, `${path}/answers`, given(body, { moved: 'no' }));
  expect((await post(scene, `${path}/submit`)).body.status).toBe('submitted');
  await told(scene, () => onOrganizerSettled(scene.firm.memory, id));
}

export async function accepted(scene: Scene, organizer: Answer): Promise<void> {
  const path = `/v1/organizers/${organizer.id}`;
  await answered(scene, organizer);
  const { body } = await scene.firm.admin.call('GET', `${path}/write-back`);
  expect((await post(scene, `${path}/accept`, { digest: body.digest })).body.status).toBe('accepted');
  await told(scene, () => onOrganizerSettled(scene.firm.memory, organizer.id));
}

export async function completed(scene: Scene, { id }: Answer): Promise<void> {
  const { body } = await scene.firm.admin.call('GET', `/v1/requests/${id}`);
  for (const { id: item } of body.asked) await post(scene, `/v1/requests/${id}/items/${item}/receive`);
  await told(scene, () => onRequestSettled(scene.firm.memory, id));
}

export async function calledOff(scene: Scene, { id }: Answer): Promise<void> {
  expect((await post(scene, `/v1/${id.startsWith('org_') ? 'organizers' : 'requests'}/${id}/cancel`)).status).toBe(200);
  await told(scene, () => (id.startsWith('org_') ? onOrganizerSettled : onRequestSettled)(scene.firm.memory, id));
}

/** An event may come twice. */
async function told(scene: Scene, tell: () => Promise<void>): Promise<void> {
  for (let n = 0; n < 2; n++) await tell();
  await scene.machine.settled();
}

export const statusOf = async (scene: Scene) => (await scene.task('ask')).status;
