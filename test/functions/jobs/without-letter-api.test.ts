import { beforeEach, describe, expect, test } from 'vitest';
import { worked } from '../../support/batches.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';

let firm: FirmUnderTest;
let api: ReturnType<typeof verbs>;
let clientId: string;
let engagementId: string;
let templateId: string;

const rule = (letterRule: string) => api.patch('/v1/firm', { letterRule });
const letterIs = (letter: string) => api.patch(`/v1/engagements/${engagementId}`, { letter });
const begin = (more: object = {}) => api.post('/v1/jobs', { clientId, templateId, engagementId, ...more });
const again = async ({ id }: Answer): Promise<Answer> => (await api.get(`/v1/jobs/${id}`)).body;

beforeEach(async () => {
  firm = await aFirm();
  api = verbs(firm.admin.call);
  ({ clientId } = await anOffice(firm));
  templateId = await published(firm.admin.call, aSmallTemplate());
  const engagement = await api.post(`/v1/clients/${clientId}/engagements`, { title: 'Books', letter: 'sent' });
  engagementId = engagement.body.id;
});

describe('a firm without the rule', () => {
  test('begins work as it likes, and says nothing of letters', async () => {
    expect((await api.get('/v1/firm')).body.letterRule).toBe('off');
    const made = await begin();
    expect(made.status).toBe(201);
    expect(made.body).not.toHaveProperty('withoutLetter');
    expect(await again(made.body)).not.toHaveProperty('withoutLetter');
  });
});

describe('a firm that warns', () => {
  const says = 'The letter of “Books” is out, and not signed yet';

  test('makes work without a letter and says so, until it is signed', async () => {
    await rule('warn');
    const made = await begin();
    const found = { rule: 'warn', says, engagementId };
    expect(made).toMatchObject({ status: 201, body: { withoutLetter: found } });
    const { id } = made.body;
    const started = await api.post(`/v1/jobs/${id}/tasks/${taskOf(made.body, 'first').id}/start`);
    expect(started).toMatchObject({ status: 200, body: { withoutLetter: found } });
    await letterIs('signed');
    expect(await again(made.body)).not.toHaveProperty('withoutLetter');
  });
});

describe('a firm that stops', () => {
  test('makes no work without a letter, and says why; signed, it does', async () => {
    await rule('stop');
    const refused = await begin();
    expect(refused).toMatchObject({ status: 422, body: { field: 'letter', engagementId } });
    expect(refused.body.detail).toContain('The letter of “Books” is out, and not signed yet');
    await letterIs('signed');
    const made = await begin();
    expect(made.status).toBe(201);
    expect(made.body).not.toHaveProperty('withoutLetter');
  });

  test('makes no work outside an engagement for who has signed nothing', async () => {
    await rule('stop');
    const outside = () => api.post('/v1/jobs', { clientId, title: 'Something else' });
    expect(await outside()).toMatchObject({ status: 422, body: { field: 'letter' } });
    expect((await api.post('/v1/jobs', { title: 'Our own' })).status).toBe(201);
    expect((await api.post('/v1/tasks', { title: 'Call them', clientId })).status).toBe(201);
    await letterIs('signed');
    await firm.projected();
    expect((await outside()).status).toBe(201);
  });

  test('does not begin what was made before: no task, no state by hand, nothing in bulk', async () => {
    const { body: job } = await begin();
    const first = taskOf(job, 'first').id;
    await rule('stop');
    const path = `/v1/jobs/${job.id}`;
    expect((await again(job)).withoutLetter).toMatchObject({ rule: 'stop' });
    for (const [call, body] of [
      [`${path}/tasks/${first}/start`, undefined],
      [`${path}/tasks/${first}/complete`, {}],
      [`${path}/status`, { status: 'active' }],
    ] as const)
      expect(await api.post(call, body)).toMatchObject({ status: 422, body: { field: 'letter' } });
    const begun = await api.post('/v1/tasks/bulk', { ids: [{ jobId: job.id, taskId: first }], action: 'complete' });
    await worked(firm, begun.body.id);
    const { body: results } = await api.get(`/v1/batches/${begun.body.id}/results`);
    expect(results.items).toMatchObject([{ outcome: 'refused' }]);
    expect((await api.patch(path, { priority: 'high' })).status).toBe(200);
    await letterIs('signed');
    expect((await api.post(`${path}/tasks/${first}/start`)).status).toBe(200);
  });

  test('goes on with what was begun before, but does not reopen it', async () => {
    const { body: job } = await begin();
    const path = `/v1/jobs/${job.id}`;
    await api.post(`${path}/tasks/${taskOf(job, 'first').id}/start`);
    await rule('stop');
    expect((await api.post(`${path}/tasks/${taskOf(job, 'first').id}/complete`, {})).status).toBe(200);
    await api.post(`${path}/cancel`, { reason: 'They left' });
    expect(await api.post(`${path}/reopen`)).toMatchObject({ status: 422, body: { field: 'letter' } });
    await letterIs('not-needed');
    expect((await api.post(`${path}/reopen`)).status).toBe(200);
  });

  test('begins the work that sends the letter', async () => {
    await rule('stop');
    const tasks = [
      { key: 'letter', title: 'Send the letter', auto: 'send-letter', letter: 'engagement-letter' },
      { key: 'start', title: 'Start', after: ['letter.signed'], gate: true },
    ];
    const sending = await published(
      firm.admin.call,
      aSmallTemplate({ key: 'sending', sections: [{ name: 'Start', tasks }] } as never),
    );
    expect((await begin({ templateId: sending })).status).toBe(201);
  });
});
