import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../shared/events/chain.ts';
import { maxBodyBytes, readJson } from '../../../shared/http/body.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import { aFirm } from '../../support/call.ts';

const read = (body: string) => readJson({ body });
const base64 = (bytes: Uint8Array | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });
const refusal = (sent: Parameters<typeof readJson>[0]) => {
  try {
    return { read: readJson(sent) };
  } catch (error) {
    const { code, details } = error as { code: string; details: { issues?: { path: string; message: string }[] } };
    return { code, path: details.issues?.[0]?.path, message: details.issues?.[0]?.message };
  }
};
const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

describe('a body', () => {
  test('is JSON as it stands, or base64 of it; an empty one is none', () => {
    expect(read('{"a":[1,"é",null]}')).toEqual({ a: [1, 'é', null] });
    expect(readJson(base64('{"a":"é😀"}'))).toEqual({ a: 'é😀' });
    expect([read(''), readJson({}), readJson(base64(''))]).toEqual([undefined, undefined, undefined]);
    expect(read('null')).toBeNull();
  });

  test.each(['{', 'undefined', "{'a':1}", '{"a":1,}', '[1] [2]', 'NaN', '\u0000', '{"a":"\n"}', '<xml/>'])(
    'that is %j is refused as not JSON',
    (body) => {
      expect(refusal({ body })).toMatchObject({
        code: 'invalid-input',
        path: 'body',
        message: expect.stringMatching(/^The body is not JSON/),
      });
    },
  );

  test('is not repeated in the refusal', () => {
    const { message } = refusal({ body: `{"password":"hunter2 ${'x'.repeat(5000)}` });
    expect(message!.length).toBeLessThan(160);
  });

  test('in base64 that is not UTF-8 is refused by name', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ])
      expect(refusal(base64(Uint8Array.from(bytes)))).toMatchObject({
        path: 'body',
        message: expect.stringMatching(/UTF-8/),
      });
  });

  test('may have 256 KB, counted in bytes, however it is sent', () => {
    const quoted = (text: string) => `"${text}"`;
    expect(read(quoted('a'.repeat(maxBodyBytes - 2)))).toHaveLength(maxBodyBytes - 2);
    expect(refusal({ body: quoted('a'.repeat(maxBodyBytes - 1)) })).toMatchObject({ code: 'too-large' });
    expect(refusal({ body: quoted('個'.repeat(maxBodyBytes / 3)) })).toMatchObject({ code: 'too-large' });
    expect(refusal(base64(quoted('a'.repeat(maxBodyBytes - 1))))).toMatchObject({ code: 'too-large' });
  });

  test('may be larger where a route says so, and only there', () => {
    const text = JSON.stringify('a'.repeat(maxBodyBytes));
    expect(readJson({ body: text }, maxBodyBytes + 2)).toHaveLength(maxBodyBytes);
    expect(() => readJson({ body: text }, maxBodyBytes + 1)).toThrow(`at most ${maxBodyBytes + 1} are taken`);
  });

  test('may be nested 20 levels deep; a hundred thousand do no harm', () => {
    expect(refusal({ body: nested(20) })).toHaveProperty('read');
    expect(refusal({ body: nested(21) })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/deeper/),
    });
    expect(refusal({ body: '['.repeat(100_000) + ']'.repeat(100_000) })).toMatchObject({
      message: expect.stringMatching(/deeper/),
    });
  });

  test.each([
    ['{"a":["x\\uD800"]}', 'body.a.0'],
    ['{"a":"\\uDC00x"}', 'body.a'],
    ['"\\uDE00\\uD83D"', 'body'],
    ['{"a":{"\\uD800":1}}', 'body.a'],
  ])('with half of a surrogate pair, %s, is refused at its place', (body, path) => {
    expect(refusal({ body })).toMatchObject({
      code: 'invalid-input',
      path,
      message: expect.stringMatching(/surrogate/),
    });
  });

  test.each([
    ['{"a":1e400}', 'body.a'],
    ['[0,-1e999]', 'body.1'],
    ['{"a":9007199254740993}', 'body.a'],
    ['{"a":{"b":1e-200}}', 'body.a.b'],
  ])('with a number that would not come back as it is, %s, is refused at its place', (body, path) => {
    expect(refusal({ body })).toMatchObject({ code: 'invalid-input', path, message: expect.stringMatching(/number/) });
  });

  test.each([
    ['{"__proto__":{"role":"admin"}}', 'body.__proto__'],
    ['{"a":[{"__proto__":null}]}', 'body.a.0.__proto__'],
    ['{"constructor":{"prototype":{}}}', 'body.constructor'],
  ])('with a name that every object has, %s, is refused at its place', (body, path) => {
    expect(refusal({ body })).toMatchObject({ code: 'invalid-input', path });
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  test('with a name twice means the last one', () => {
    expect(read('{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  test('that is taken can be stored, and comes back as it was sent', async () => {
    const table = memoryTable();
    await fc.assert(
      fc.asyncProperty(fc.json({ stringUnit: 'binary', maxDepth: 5 }), async (json) => {
        let value: unknown;
        try {
          value = read(json);
        } catch {
          return;
        }
        await table.write([{ put: { pk: 'p', sk: 's', value }, if: 'always' }]);
        expect(canonical((await table.get({ pk: 'p', sk: 's' }))!.value)).toBe(canonical(value));
      }),
    );
  });
});

describe('through the API', () => {
  test('a NUL and a line break in a name do no harm', async () => {
    const { admin } = await aFirm();
    const name = 'a\u0000b\nc';
    const { body } = await admin.call('POST', '/v1/clients', { body: { name } });
    expect(await admin.call('GET', `/v1/clients/${body.id}`)).toMatchObject({ status: 200, body: { name } });
  });

  test('every wrong field is named at once, and no unknown one passes', async () => {
    const { admin } = await aFirm();
    const reply = await admin.call('POST', '/v1/clients', {
      body: { name: '', kind: 'pirate', tags: ['ok', 7], role: 'admin' },
      query: { force: 'yes' },
    });
    expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
    expect(reply.body.issues.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'body.kind',
      'body.name',
      'body.role',
      'body.tags.1',
      'query.force',
    ]);
  });

  test('a call that takes no body takes none, and one that needs it says so', async () => {
    const { admin } = await aFirm();
    expect(await admin.call('POST', '/v1/clients', {})).toMatchObject({ status: 400 });
    const { id } = admin;
    expect(await admin.call('POST', `/v1/team/${id}/invite`, { body: {} })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body', message: 'This call takes no body' }] },
    });
  });

  test('what is no client of the firm learns nothing of how its body was wrong', async () => {
    const { as } = await aFirm();
    expect(await as(null)('POST', '/v1/clients', { raw: '{' })).toMatchObject({ status: 401 });
    expect(await as('mem_01J8Z3X5T4M6N7P8Q9R0S1T2V3')('POST', '/v1/clients', { raw: '{' })).toMatchObject({
      status: 401,
    });
  });
});
