import { beforeEach, describe, expect, test } from 'vitest';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { contentOf, pagesOf, verbs } from '../../support/office.ts';
import { aTemplate, templateContent } from '../../support/templates.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

const at = (id: string, rest = '') => `/v1/templates/${id}${rest}`;
const write = async (more: object = {}): Promise<Answer> =>
  (await admin.post('/v1/templates', { content: templateContent(more) })).body;
const events = (): Event[] => firm.memory.all().filter(isEvent);
const named = (key: string, name: string, more: object = {}) => write({ key, name, ...more });

describe('a new template', () => {
  test('is a draft of what was written', async () => {
    const reply = await admin.post('/v1/templates', { content: templateContent() });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ key: 'close', name: 'Close', status: 'draft', latest: 0, isChanged: true });
    expect(reply.body.content).toEqual(templateContent());
    expect((await admin.get(at(reply.body.id))).body).toEqual(reply.body);
  });

  test.each(libraryKeys)('is taken from the library, and can be published as it is: %s', async (key) => {
    const { body } = await admin.post('/v1/templates', { from: 'library', key });
    expect(body.content).toEqual(fromLibrary(key));
    const published = await admin.post(at(body.id, '/publish'));
    expect(published).toMatchObject({ status: 200, body: { status: 'published', published: 1, warnings: [] } });
  });

  test('is a copy of another under a key of its own', async () => {
    const { id } = await write();
    const copy = await admin.post('/v1/templates', { copyOf: id, key: 'close-2', name: 'Short close' });
    expect(copy.body.content).toEqual(templateContent({ key: 'close-2', name: 'Short close' }));
  });

  test('comes from YAML, and goes back into it', async () => {
    const { id } = await write();
    const { yaml } = (await admin.get(at(id, '/yaml'))).body;
    const other = await admin.post('/v1/templates/import', { yaml: yaml.replace('key: close\n', 'key: other\n') });
    expect(other).toMatchObject({ status: 201, body: { content: templateContent({ key: 'other' }) } });
  });

  test('has a key that no other has, also when that one was withdrawn', async () => {
    const { id } = await write();
    const again = await admin.post('/v1/templates', { content: templateContent() });
    expect(again).toMatchObject({ status: 409, body: { field: 'key' } });
    await admin.post(at(id, '/withdraw'));
    expect((await admin.post('/v1/templates', { content: templateContent() })).status).toBe(409);
  });

  test.each([
    [{}, 'body'],
    [{ from: 'library' }, 'body.key'],
    [{ from: 'library', key: 'x' }, 'body.key'],
    [{ from: 'library', key: 'sales-tax', name: 'x' }, 'body.name'],
    [{ content: templateContent(), from: 'library', key: 'sales-tax' }, 'body'],
    [{ content: { ...templateContent(), colour: 'red' } }, 'body.content.colour'],
  ])('%j is refused by name', async (body, path) => {
    const before = contentOf(firm);
    const reply = await admin.post('/v1/templates', body);
    expect(reply).toMatchObject({ status: 400, body: { issues: [{ path }] } });
    expect(contentOf(firm)).toEqual(before);
  });

  test('with 1,001 tasks is refused by the place of them, written or as YAML', async () => {
    const tasks = Array.from({ length: 1001 }, (_, i) => ({ key: `t${i}`, title: 't' }));
    const content = { ...templateContent(), sections: [{ name: 'All', tasks }] };
    const issues = async (path: string, body: object) => (await admin.post(path, body)).body.issues;
    const path = expect.stringMatching(/sections\.0\.tasks$/);
    const message = expect.stringMatching(/300/);
    expect(await issues('/v1/templates', { content })).toEqual([{ path, message }]);
    expect(await issues('/v1/templates/import', { yaml: JSON.stringify(content) })).toEqual([{ path, message }]);
  });

  test('in YAML that has a field too many, or is none, is refused by the place', async () => {
    const { yaml } = (await admin.get(at((await write()).id, '/yaml'))).body;
    const issues = async (text: string) => (await admin.post('/v1/templates/import', { yaml: text })).body.issues;
    expect(await issues(yaml.replace('role: preparer', 'role: preparer, colour: red'))).toEqual([
      { path: 'body.yaml.sections.0.tasks.0.colour', message: 'There is no such field' },
    ]);
    expect(await issues('key: [')).toEqual([
      { path: 'body.yaml', message: expect.stringMatching(/at line 1, column 7/) },
    ]);
  });
});

describe('publishing', () => {
  test('makes versions, which stay as they are', async () => {
    const { id } = await write();
    await admin.post(at(id, '/publish'), { note: 'The first' });
    await admin.patch(at(id), { content: templateContent({ name: 'Shorter close' }) });
    const second = await admin.post(at(id, '/publish'), { note: 'Shorter' });
    expect(second.body).toMatchObject({ latest: 2, published: 2, isChanged: false, name: 'Shorter close' });
    expect((await admin.get(at(id, '/versions'))).body.items).toMatchObject([
      { n: 2, note: 'Shorter', by: firm.admin.id },
      { n: 1, note: 'The first' },
    ]);
    expect((await admin.get(at(id, '/versions/1'))).body.content).toEqual(templateContent());
    expect((await admin.get(at(id, '/versions/3'))).status).toBe(404);
  });

  test('answers warnings', async () => {
    const { id } = await write({ budgetMinutes: 10 });
    expect((await admin.post(at(id, '/publish'))).body.warnings).toMatchObject([{ path: 'budgetMinutes' }]);
  });

  test('is refused while nothing has changed, also when a change was taken back', async () => {
    const id = await aTemplate(firm.admin.call);
    const detail = 'Nothing has changed since version 1';
    expect(await admin.post(at(id, '/publish'))).toMatchObject({ status: 422, body: { detail } });
    await admin.patch(at(id), { content: templateContent({ name: 'x' }) });
    await admin.patch(at(id), { content: templateContent() });
    expect(await admin.post(at(id, '/publish'))).toMatchObject({ status: 422, body: { detail } });
  });

  test.each([
    [
      'tasks that wait for each other',
      [
        { key: 'a', title: 'A', after: ['b'] },
        { key: 'b', title: 'B', after: ['a'] },
      ],
      'content.sections.0.tasks.0.after',
      /a → b → a/,
    ],
    [
      'an impossible date',
      [{ key: 'a', title: 'A', due: 'period.end +10 fortnight' }],
      'content.sections.0.tasks.0.due',
      /no unit/,
    ],
    [
      'a date that the template does not have',
      [{ key: 'a', title: 'A', due: 'deadline -3 bizday' }],
      'content.sections.0.tasks.0.due',
      /no deadline/,
    ],
    [
      'a condition on nothing',
      [{ key: 'a', title: 'A', when: 'tag' }],
      'content.sections.0.tasks.0.when',
      /names none/,
    ],
    ['a field in nobody’s title', [{ key: 'a', title: '{x}' }], 'content.sections.0.tasks.0.title', /no \{x\}/],
  ])('names %s, and makes no version', async (_, tasks, path, message) => {
    const { id } = await write({ sections: [{ name: 'Work', tasks }] });
    const before = contentOf(firm);
    const reply = await admin.post(at(id, '/publish'), { note: 'x' });
    expect(reply).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: '/problems/rule-broken', issues: [{ path, message: expect.stringMatching(message) }] },
    });
    expect(contentOf(firm)).toEqual(before);
    expect((await admin.post(at(id, '/lint'))).body.faults).toMatchObject([
      { path: path.slice('content.'.length), weight: 'error' },
    ]);
  });
});

describe('a draft', () => {
  test('is changed by whoever saw the latest of it', async () => {
    const { id } = await write();
    const content = templateContent({ name: 'x' });
    const changed = await admin.patch(at(id), { content }, { headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect((await admin.patch(at(id), { content }, { headers: { 'if-match': '"1"' } })).status).toBe(412);
  });

  test('that stays as it was is no event', async () => {
    const { id } = await write();
    const before = contentOf(firm);
    expect((await admin.patch(at(id), { content: templateContent() })).status).toBe(200);
    expect(contentOf(firm)).toEqual(before);
  });

  test('takes another key only until it was published', async () => {
    const { id } = await write();
    expect((await admin.patch(at(id), { content: templateContent({ key: 'other' }) })).body.key).toBe('other');
    expect((await write()).key).toBe('close');
    await admin.post(at(id, '/publish'));
    const reply = await admin.patch(at(id), { content: templateContent({ key: 'third' }) });
    expect(reply).toMatchObject({ status: 422, body: { field: 'content.key' } });
  });

  test('of the largest size is kept, and its events stay small', async () => {
    const tasks = Array.from({ length: 300 }, (_, i) => ({ key: `t${i}`, title: 't', instructions: '漢'.repeat(195) }));
    const content = templateContent({ sections: [{ name: 'All', tasks }] });
    const { id } = (await admin.post('/v1/templates', { content })).body;
    const longer = templateContent({ name: 'Longer', sections: [{ name: 'All', tasks }] });
    expect((await admin.patch(at(id), { content: longer })).status).toBe(200);
    expect((await admin.post(at(id, '/publish'))).status).toBe(200);
    expect((await admin.get(at(id, '/versions/1'))).body.content).toEqual(longer);
    const sizes = events().map((event) => JSON.stringify(event).length);
    expect(Math.max(...sizes)).toBeLessThan(4000);
    expect(await admin.post('/v1/audit/verify', {})).toMatchObject({ body: { verdict: 'intact' } });
  });
});

describe('what is different', () => {
  test('is told task by task', async () => {
    const id = await aTemplate(firm.admin.call);
    const { sections, ...rest } = templateContent();
    const [code, review] = sections[0]!.tasks as [object, object];
    const tasks = [{ ...code, est: 50 }, review, { key: 'file', title: 'File it' }];
    await admin.patch(at(id), { content: { ...rest, name: 'Longer close', sections: [{ name: 'Work', tasks }] } });
    expect((await admin.get(at(id, '/diff'), { query: { from: '1' } })).body).toEqual({
      fields: [{ field: 'name', from: 'Close', to: 'Longer close' }],
      tasks: {
        added: [{ key: 'file', title: 'File it' }],
        removed: [{ key: 'send', title: 'Send' }],
        changed: [{ key: 'code', title: 'Code transactions', fields: [{ field: 'est', from: 40, to: 50 }] }],
      },
      requests: { added: [], removed: [], changed: [] },
    });
    const same = await admin.get(at(id, '/diff'), { query: { from: '1', to: '1' } });
    expect(same.body.fields).toEqual([]);
    expect((await admin.get(at(id, '/diff'), { query: { from: '2' } })).status).toBe(404);
  });

  test('is the section too, for a task that moved', async () => {
    const id = await aTemplate(firm.admin.call);
    const { sections, ...rest } = templateContent();
    const moved = { ...rest, sections: sections.map((section) => ({ ...section, name: 'Elsewhere' })) };
    await admin.patch(at(id), { content: moved });
    const { tasks } = (await admin.get(at(id, '/diff'), { query: { from: '1' } })).body;
    expect(tasks.changed.map(({ fields }: Answer) => fields)).toEqual(
      Array.from({ length: 3 }, () => [{ field: 'section', from: 'Work', to: 'Elsewhere' }]),
    );
  });
});

describe('a template that was withdrawn', () => {
  test('is not changed or published, until it is restored with the version it had', async () => {
    const id = await aTemplate(firm.admin.call);
    const withdrawn = await admin.post(at(id, '/withdraw'));
    expect(withdrawn.body).toMatchObject({ status: 'withdrawn', latest: 1 });
    expect(withdrawn.body.published).toBeUndefined();
    expect((await admin.patch(at(id), { content: templateContent({ name: 'x' }) })).status).toBe(422);
    expect((await admin.post(at(id, '/publish'))).status).toBe(422);
    expect((await admin.post(at(id, '/withdraw'))).status).toBe(422);
    expect((await admin.get(at(id, '/versions/1'))).status).toBe(200);
    expect((await admin.post(at(id, '/restore'))).body).toMatchObject({ status: 'published', published: 1 });
    expect((await admin.post(at(id, '/restore'))).status).toBe(422);
  });

  test('is a draft again where it never was published', async () => {
    const { id } = await write();
    await admin.post(at(id, '/withdraw'));
    expect((await admin.post(at(id, '/restore'))).body.status).toBe('draft');
  });
});

describe('the list', () => {
  test('is by state and name, and for a profession', async () => {
    await named('b', 'Bookkeeping', { for: ['bookkeeping', 'accounting'] });
    await named('m', 'matter', { for: ['law'] });
    const { id } = await named('a', 'Advice', { for: ['accounting'] });
    await admin.post(at(id, '/publish'));
    const names = async (query: Record<string, string>) =>
      (await pagesOf(firm.admin.call, '/v1/templates', query)).map((page) => page.map(({ name }: Answer) => name));
    expect(await names({})).toEqual([['Bookkeeping', 'matter', 'Advice']]);
    expect(await names({ status: 'draft' })).toEqual([['Bookkeeping', 'matter']]);
    expect((await names({ profession: 'accounting', limit: '1' })).flat()).toEqual(['Bookkeeping', 'Advice']);
  });

  test('has no content, and says who may edit', async () => {
    await write();
    const [one] = (await admin.get('/v1/templates')).body.items;
    expect(one.content).toBeUndefined();
    expect(one.can).toEqual({ edit: true });
    const guest = await firm.member('guest');
    expect((await guest.call('GET', '/v1/templates')).body.items[0].can).toEqual({ edit: false });
  });

  test('of the library has the ten, whole', async () => {
    const { items } = (await admin.get('/v1/templates/library')).body;
    expect(items.map(({ key, tasks }: Answer) => [key, tasks]).slice(0, 2)).toEqual([
      ['monthly-close', 21],
      ['payroll-run', 12],
    ]);
    expect(items.map(({ content }: Answer) => content)).toEqual(libraryKeys.map(fromLibrary));
  });
});

test('members read, managers write', async () => {
  const id = await aTemplate(firm.admin.call);
  const member = verbs((await firm.member('member')).call);
  const manager = verbs((await firm.member('manager')).call);
  const body = { from: 'library', key: 'sales-tax' };
  for (const path of ['', '/versions', '/yaml', '/versions/1'])
    expect((await member.get(at(id, path))).status).toBe(200);
  expect((await member.post('/v1/templates', body)).status).toBe(403);
  expect((await member.post(at(id, '/withdraw'))).status).toBe(403);
  expect((await manager.post('/v1/templates', body)).status).toBe(201);
});
