import { civilDateAt } from '../../../shared/dates/zone.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemRecords } from '../../../shared/table/records.ts';
import { write } from '../../../shared/events/write.ts';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { worked } from '../../support/batches.ts';
import { anAuthor } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aJob, folders, jobEvent, jobs } from './later.ts';

let firm: FirmUnderTest;
let kept: string;
let other: string;

const get = async (path: string): Promise<Answer> => (await firm.admin.call('GET', path)).body;
const texts = async (clientId: string) => (await get(`/v1/clients/${clientId}/notes`)).items.map((n: Answer) => n.text);

beforeEach(async () => {
  firm = await aFirm();
  const { call } = firm.admin;
  kept = (await aClient(call, { name: 'Bright Gable Roofing, Inc.', number: '1003', tags: ['construction'] })).id;
  other = (
    await aClient(call, {
      name: 'Bright Gable Roofing',
      number: '1003-B',
      tags: ['payroll'],
      phone: '303-555-0101',
      taxId: '12-3456789',
    })
  ).id;
  await call('POST', `/v1/clients/${other}/notes`, { body: { text: 'Ask for the job number' } });
  await call('POST', `/v1/clients/${other}/contacts`, { body: { name: 'Rafael Delgado', sign: true } });
});

const merge = (body: object = { from: other }) => firm.admin.call('POST', `/v1/clients/${kept}/merge`, { body });

describe('a client merged into another', () => {
  test('keeps what either had; where both say something, the other’s is told', async () => {
    const preview = await firm.admin.call('POST', `/v1/clients/${kept}/merge/preview`, { body: { from: other } });
    const { status, body } = await merge();
    expect(status).toBe(200);
    expect(body.client).toMatchObject({
      id: kept,
      number: '1003',
      tags: ['construction', 'payroll'],
      phone: '303-555-0101',
      formerNames: ['Bright Gable Roofing'],
      taxId: '•••••6789',
      mergedFrom: [{ id: other, name: 'Bright Gable Roofing', number: '1003-B' }],
    });
    expect(body.differences).toContainEqual({ field: 'number', kept: '1003', other: '1003-B' });
    expect(preview.body.differences).toEqual(body.differences);
    const shown = await firm.admin.call('POST', `/v1/clients/${kept}/reveal`, { body: { field: 'taxId' } });
    expect(shown.body.value).toBe('12-3456789');
  });

  test('is read by its old id at once, and changed by it', async () => {
    await merge();
    const reply = await firm.admin.call('GET', `/v1/clients/${other}`);
    expect(reply.body.id).toBe(kept);
    expect(reply.headers['content-location']).toBe(`/v1/clients/${kept}`);
    const note = await firm.admin.call('POST', `/v1/clients/${other}/notes`, { body: { text: 'To the old id' } });
    expect(note.body.clientId).toBe(kept);
    expect(await texts(kept)).toContain('To the old id');
    expect((await get('/v1/clients')).items.map((client: Answer) => client.id)).toEqual([kept]);
  });

  test('brings its records: notes with their old texts, people, jobs, folders, and what comes under the old id too late', async () => {
    const [note] = (await get(`/v1/clients/${other}/notes`)).items;
    await firm.admin.call('PATCH', `/v1/clients/${other}/notes/${note.id}`, {
      body: { text: 'Ask for the job number first' },
    });
    const job = await aJob(firm, other);
    const folder = folders.create({ clientId: other, path: '2026' });
    const tail = await systemRecords(firm.memory).tail(`CLIENT#${other}`);
    await write(firm.memory, [jobEvent('client.folder-made', tail, [folder])], anAuthor(firm.admin.id));
    const { batchId } = (await merge()).body;
    const late = await aJob(firm, other);
    await worked(firm, batchId);

    const revisions = await get(`/v1/clients/${kept}/notes/${note.id}`);
    expect(revisions.text).toBe('Ask for the job number first');
    expect(JSON.stringify(revisions)).toContain('Ask for the job number"');
    expect((await get(`/v1/clients/${kept}/contacts`)).items).toMatchObject([
      { name: 'Rafael Delgado', clientIds: [kept], link: { sign: true } },
    ]);
    const records = systemRecords(firm.memory);
    for (const id of [job, late])
      expect(await records.get(jobs, id)).toMatchObject({ clientId: kept, about: { clientIds: [kept] } });
    expect(await records.get(folders, { clientId: other, path: '2026' })).toMatchObject({
      clientId: kept,
      path: '2026',
    });
    const listed = (await firm.memory.query({ index: 'byClient', pk: `CLIENT#${kept}` })).items;
    expect(listed.filter(({ entity }) => entity === 'matter')).toHaveLength(2);
    for (const pk of [`CLIENT#${kept}`, `CLIENT#${other}`, `MATTER#${job}`])
      expect((await checkPartition(firm.memory, pk, undefined)).finding).toBeUndefined();
  });

  test('leaves its history to the other’s timeline', async () => {
    await firm.projected();
    const { batchId } = (await merge()).body;
    await worked(firm, batchId);
    await firm.projected();
    const timeline = (await firm.admin.call('GET', `/v1/clients/${kept}/timeline`, { query: { limit: '100' } })).body
      .items;
    const types = timeline.map(({ type, chain }: Answer) => `${type} ${chain}`);
    expect(types).toContain(`client.opened CLIENT#${other}`);
    expect(types).toContain(`client.note-added CLIENT#${other}`);
    expect(types).toContain(`client.merged CLIENT#${kept}`);
    expect(new Set(timeline.map((entry: Answer) => entry.id)).size).toBe(timeline.length);
  });
});

describe('a wall that goes up after a merge', () => {
  test('keeps what happened under the old id too, and falls with it', async () => {
    await worked(firm, (await merge()).body.batchId);
    await firm.projected();
    const { id, call } = await firm.member('admin');
    const seen = async () => {
      const today = civilDateAt(new Date().toISOString(), 'America/Denver');
      const { body } = await call('GET', `/v1/audit/days/${today}`, { query: { limit: '100' } });
      return JSON.stringify(body).includes('Bright Gable');
    };
    expect(await seen()).toBe(true);
    const path = `/v1/clients/${kept}/access`;
    expect((await firm.admin.call('PUT', path, { body: { deny: [id], reason: 'His cousin' } })).status).toBe(200);
    expect(await seen()).toBe(false);
    for (const client of [kept, other]) expect((await call('GET', `/v1/clients/${client}`)).status).toBe(404);
    await firm.admin.call('DELETE', path);
    expect(await seen()).toBe(true);
  });
});

describe('a merge is refused', () => {
  test('of a client with itself, of one that was erased, of one that is not to be seen', async () => {
    expect((await merge({ from: kept })).status).toBe(422);
    const walled = await firm.member('manager', { scope: { except: [other] } });
    expect((await walled.call('POST', `/v1/clients/${kept}/merge`, { body: { from: other } })).status).toBe(404);
    await firm.admin.call('PATCH', `/v1/clients/${other}`, { body: { lifecycle: 'archived' } });
    await firm.admin.call('POST', `/v1/clients/${other}/erase`);
    expect((await merge()).status).toBe(422);
  });

  test('while someone may see the one and not the other', async () => {
    await firm.member('member', { scope: { except: [other] }, name: 'Tomás Herrera' });
    const { status, body } = await merge();
    expect(status).toBe(422);
    expect(body.detail).toContain('Not everyone may see both');
  });

  test('when the tax numbers differ', async () => {
    await firm.admin.call('PATCH', `/v1/clients/${kept}`, { body: { taxId: '98-7654321' } });
    expect((await merge()).status).toBe(422);
  });
});
