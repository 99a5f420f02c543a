import { describe, expect, test } from 'vitest';
import type { Document } from '../../../functions/documents/document.ts';
import { isToBeSigned } from '../../../functions/jobs/steps/sign-off-of.ts';
import { officersOf, chosenOf } from '../../../functions/jobs/steps/signers.ts';
import type { Relation } from '../../../functions/relations/relation.ts';
import { aJobWithLetters, begin, boris } from './job-scene.ts';

const ask = {
  key: 'ask',
  title: 'Signed return',
  auto: 'send-request',
  request: 'signature',
  role: 'doer',
  after: ['begin'],
};
const then = { key: 'then', title: 'File it', role: 'doer', after: ['request.signature'], gate: true };

type Given = { item?: object; items?: readonly object[]; people?: readonly object[] };

async function aJob({ item = {}, items, people }: Given = {}) {
  const signature = { kind: 'sign', title: 'Form 8879-CORP', signers: 'officer', ...item };
  const request = { key: 'signature', title: 'Sign the return', dueOn: 'request.sent +4 bizday', ladder: 'short' };
  const requests = [{ ...request, items: items ?? [signature] }];
  return aJobWithLetters({ tasks: [begin, ask, then], more: { requests }, ...(people && { people }) });
}

describe('a step that asks for a signature', () => {
  test('has the one document of the job signed off, and what waits for it goes on', async () => {
    const { aFile, act, theLetter, task, heard, allSign, read, call, contactIds } = await aJob();
    await aFile({ visibility: 'firm' });
    const documentId = await aFile();
    await act('begin', 'complete');
    const letter = await theLetter();
    expect(letter).toMatchObject({
      kind: 'sign-off',
      title: 'Form 8879-CORP',
      status: 'sent',
      dueOn: '2026-11-06',
      document: { id: documentId },
      signers: [{ contactId: contactIds[0] }],
    });
    await heard(letter.id);
    expect(await task('ask')).toMatchObject({ status: 'asked', letterId: letter.id });
    expect((await read()).status).toBe('waiting-client');
    await allSign(letter.id);
    expect(await task('ask')).toMatchObject({ status: 'done' });
    expect(await task('then')).toMatchObject({ blockedBy: [] });
    expect((await call('GET', `/v1/documents/${documentId}`)).body.sealed).toBeDefined();
  });

  test('is left to a person where it is not known which document, and is done with the letter that they wrote', async () => {
    const scene = await aJob();
    const { aFile, act, letters, task, call, clientId, contactIds, jobId, heard, allSign, firm } = scene;
    await act('begin', 'complete');
    const asked = await task('ask');
    expect(asked).toMatchObject({ status: 'asked', askedWhy: expect.stringMatching(/^Choose the document to sign/) });
    expect(await letters()).toEqual([]);
    const documentId = await aFile();
    await call('PATCH', `/v1/team/${firm.admin.id}`, { body: { title: 'Partner' } });
    const body = { template: 'sign-off', documentId, contactIds, dueOn: '2026-11-20', jobId, taskId: asked.id };
    const { id } = (await call('POST', `/v1/clients/${clientId}/letters`, { body })).body;
    expect((await call('POST', `/v1/letters/${id}/send`)).status).toBe(200);
    await heard(id);
    await allSign(id);
    expect(await task('ask')).toMatchObject({ status: 'done' });
    expect(await task('then')).toMatchObject({ blockedBy: [] });
  });

  test('does not guess among several documents', async () => {
    const { aFile, act, task } = await aJob();
    await aFile();
    await aFile();
    await act('begin', 'complete');
    expect((await task('ask')).askedWhy).toMatch(/several of ours/);
  });

  test('only drafts it where the template asks first who they are', async () => {
    const { aFile, act, theLetter, task } = await aJob({ item: { identityCheck: 'in-person' } });
    await aFile();
    await act('begin', 'complete');
    const notSent = 'First check who they are (in person), then send it';
    expect(await theLetter()).toMatchObject({ status: 'draft', notSent, signers: [{}] });
    expect(await task('ask')).toMatchObject({ status: 'active' });
  });

  test('asks a person where anything else is asked for with it', async () => {
    const items = [
      { kind: 'confirm', title: 'The address is right' },
      { kind: 'sign', title: 'Form 8879', signers: 'officer' },
    ];
    const { act, task, letters } = await aJob({ items });
    await act('begin', 'complete');
    expect(await task('ask')).toMatchObject({ status: 'asked' });
    expect(await letters()).toEqual([]);
  });

  test('goes to all taxpayers in turn, the main contact first', async () => {
    const people = [boris, { sign: true, main: true }, { name: 'Carl', mail: 'carl@juniper.example' }];
    const { aFile, act, theLetter } = await aJob({ item: { signers: 'all-taxpayers' }, people });
    await aFile();
    await act('begin', 'complete');
    const { signers } = await theLetter();
    expect(signers.map(({ name }: { name: string }) => name)).toEqual(['Alicia Whitaker', 'Boris Whitaker']);
  });
});

describe('a document to be signed', () => {
  const document = { status: 'released', visibility: 'client', addedBy: `mem_${'1'.repeat(26)}` };
  const is = (more: object) => isToBeSigned({ ...document, ...more } as Document, new Map());

  test('is one of ours that the client can see', () => {
    expect(is({})).toBe(true);
  });

  test.each([
    { visibility: 'firm' },
    { folderId: 'fol_gone' },
    { status: 'held' },
    { addedBy: `con_${'1'.repeat(26)}` },
    { about: { requestId: 'req_1', itemId: 'itm_1' } },
    { privateTo: document.addedBy },
    { versionOf: 'doc_1' },
    { sealed: { by: 'system', at: '2026-11-02T17:00:00.000Z' } },
    { trashed: { by: 'mem_1', at: '2026-11-02T17:00:00.000Z' } },
    { erasedAt: '2026-11-02T17:00:00.000Z' },
  ])('is none with %j', (more) => {
    expect(is(more)).toBe(false);
  });
});

describe('who signs', () => {
  const person = (id: string, link: { main?: boolean; part?: string } = {}) => ({ id, name: id, link });
  const ids = (...given: Parameters<typeof chosenOf>) => chosenOf(...given).map(({ id }) => id);
  const a = person('a');
  const main = person('main', { main: true });
  const chief = person('chief', { part: 'Chief Financial Officer' });
  const sponsor = person('sponsor', { part: 'Sponsor' });

  test.each([
    ['all-taxpayers', [a, main], ['main', 'a']],
    ['main-contact', [a, main], ['main']],
    ['main-contact', [a, chief], ['a', 'chief']],
    ['officer', [a, main, chief], ['chief']],
    ['officer', [a, main], ['main', 'a']],
    ['sponsor', [a, main, sponsor], ['sponsor']],
    ['sponsor', [a, main], ['main']],
    ['sponsor', [a], ['a']],
  ] as const)('as %s of %j is %j', (asked, people, expected) => {
    expect(ids(asked, people)).toEqual(expected);
  });

  test('as an officer is whom the client’s relations call one', () => {
    const relation = (more: Partial<Relation>) =>
      ({ kind: 'officer', holder: 'other', status: 'standing', other: { contactId: 'a' }, ...more }) as Relation;
    expect(ids('officer', [a, main], officersOf([relation({})]))).toEqual(['a']);
    const others = [{ kind: 'owner' }, { holder: 'subject' }, { status: 'removed' }, { contactId: 'x' }] as const;
    expect(officersOf(others.map(relation)).size).toBe(0);
  });
});
