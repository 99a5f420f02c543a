import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
let path: string;
beforeEach(async () => {
  firm = await aFirm();
  path = `/v1/clients/${(await aClient(firm.admin.call)).id}`;
  await firm.admin.call('PATCH', path, { body: { name: 'Second' } });
});

const change = (match: string) =>
  firm.admin.call('PATCH', path, { body: { name: 'Third' }, headers: { 'if-match': match } });

describe('If-Match', () => {
  test.each(['"2"', 'W/"2"', '*', ' "2" ', '"7", "2"', '"1",W/"2"'])(
    '%s lets a change of version 2 pass',
    async (match) => {
      expect(await change(match)).toMatchObject({ status: 200, headers: { etag: '"3"' }, body: { version: 3 } });
    },
  );

  test.each(['"1"', 'W/"1"', '"1", "3"', '"0"', '"20"'])('%s is stale at version 2', async (match) => {
    expect(await change(match)).toMatchObject({ status: 412, body: { type: '/problems/stale', version: 2 } });
    expect((await firm.admin.call('GET', path)).body.name).toBe('Second');
  });

  test.each(['2', '', '"two"', '"2', '"2" "2"', '"-2"', '"2.0"', '"2",', `"${'2'.repeat(40)}"`])(
    '%j is no ETag of a record',
    async (match) => {
      expect(await change(match)).toMatchObject({ status: 400, body: { issues: [{ path: 'If-Match' }] } });
    },
  );

  test('is what the record answered as its ETag, when it was made, read and changed', async () => {
    const made = await firm.admin.call('POST', '/v1/clients', { body: { name: 'New' } });
    expect(made.headers.etag).toBe('"1"');
    const read = await firm.admin.call('GET', path);
    expect(read.headers.etag).toBe('"2"');
    expect((await change(read.headers.etag!)).headers.etag).toBe('"3"');
  });

  test('of two people who read the same lets the first pass, and keeps the second from undoing it', async () => {
    const replies = await Promise.all([change('"2"'), change('"2"'), change('"2"')]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect((await firm.admin.call('GET', path)).body.version).toBe(3);
  });

  test('does not mind that something else of the same client changed', async () => {
    await firm.admin.call('POST', `${path}/notes`, { body: { text: 'Called' } });
    expect(await change('"2"')).toMatchObject({ status: 200 });
  });
});
