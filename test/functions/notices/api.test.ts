import { beforeEach, describe, expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf, verbs } from '../../support/office.ts';
import { noticesOf, told } from '../../support/telling.ts';
import { aJob } from '../../support/work.ts';

let firm: FirmUnderTest;
let worker: Awaited<ReturnType<FirmUnderTest['member']>>;
let me: ReturnType<typeof verbs>;
beforeEach(async () => {
  at('2026-11-02T15:00:00.000Z');
  firm = await aFirm();
  worker = await firm.member('member');
  me = verbs(worker.call);
});

/** So many notices, each of a job of its own. */
async function someNotices(count: number): Promise<void> {
  for (let n = 0; n < count; n++)
    await aJob(firm.admin.call, { title: `Job ${n}`, tasks: [{ title: 'Do it', assigneeId: worker.id }] });
  await told(firm);
}

describe('notices', () => {
  test('are listed newest first, page by page, with how many are unread', async () => {
    await someNotices(5);
    const pages = await pagesOf(worker.call, '/v1/me/notices', { limit: '2' });
    const says = [4, 3, 2, 1, 0].map((n) => `Eleanor gave you “Do it” in “Job ${n}”`);
    expect(pages.flat().map((one) => one.says)).toEqual(says);
    expect((await me.get('/v1/me/notices', { query: { limit: '1' } })).body).toMatchObject({ unread: 5 });
  });

  test('are read one by one, or all; what comes later is unread again', async () => {
    await someNotices(3);
    const [first] = await noticesOf(worker.call);
    expect(await me.post('/v1/me/notices/read', { ids: [first.id, first.id] })).toMatchObject({ status: 204 });
    expect((await me.get('/v1/me/notices')).body).toMatchObject({
      unread: 2,
      items: [{ isRead: true }, { isRead: false }, {}],
    });
    expect(await me.post('/v1/me/notices/read', { all: true })).toMatchObject({ status: 204 });
    expect((await me.get('/v1/me/notices')).body).toMatchObject({ unread: 0 });
    at('2026-11-02T16:00:00.000Z');
    await someNotices(1);
    expect((await me.get('/v1/me/notices')).body).toMatchObject({ unread: 1, items: [{ isRead: false }, {}, {}, {}] });
  });

  test('of someone else are neither listed nor marked', async () => {
    await someNotices(1);
    const [theirs] = await noticesOf(worker.call);
    const other = await firm.member('admin');
    expect(await noticesOf(other.call)).toEqual([]);
    expect(await other.call('POST', '/v1/me/notices/read', { body: { ids: [theirs.id] } })).toMatchObject({
      status: 204,
    });
    await other.call('POST', '/v1/me/notices/read', { body: { all: true } });
    expect(await noticesOf(worker.call)).toEqual([theirs]);
    expect(firm.memory.all().filter(({ pk, entity }) => entity === 'notice' && pk !== `NOTICES#${worker.id}`)).toEqual(
      [],
    );
  });

  test.each([[{}], [{ all: false }], [{ ids: [] }], [{ ids: ['x'] }], [{ all: true, ids: ['x'] }]])(
    'are not marked by %j',
    async (body) => {
      expect(await me.post('/v1/me/notices/read', body)).toMatchObject({ status: 400 });
    },
  );

  test('expire ninety days after what they tell of', async () => {
    await someNotices(1);
    const kept = firm.memory.all().find(({ entity }) => entity === 'notice')!;
    expect(new Date((kept.ttl as number) * 1000).toISOString()).toMatch(/^2027-01-31T15:0/);
  });

  test('say what it is about by its id, and are no records of the chain', async () => {
    const { id: clientId } = await aClient(firm.admin.call);
    await aJob(firm.admin.call, { clientId, title: 'Return', tasks: [{ title: 'Draft', assigneeId: worker.id }] });
    await told(firm);
    expect(await noticesOf(worker.call)).toMatchObject([{ clientId, kind: 'assigned', by: firm.admin.id }]);
    expect(await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).toMatchObject({
      body: { verdict: 'intact' },
    });
  });
});

describe('choices', () => {
  test('are as for everyone until someone chooses, and what is left out is so again', async () => {
    const usual = await me.get('/v1/me/notice-choices');
    expect(usual.body).toMatchObject({
      kinds: { assigned: 'mail', watched: 'app', reminder: 'app' },
      morning: { isOn: true, at: '07:30' },
      version: 0,
    });
    const body = { kinds: { watched: 'none' }, morning: { isOn: true, at: '09:00' } };
    const chosen = await me.put('/v1/me/notice-choices', body);
    expect(chosen.body).toMatchObject({
      kinds: { assigned: 'mail', watched: 'none' },
      morning: { at: '09:00' },
      version: 1,
    });
    const again = await me.put('/v1/me/notice-choices', {});
    expect(again.body).toEqual({ ...usual.body, version: 2 });
    expect((await me.get('/v1/me/notice-choices')).body).toEqual(again.body);
  });

  test('stand in the history of the person, and are refused when they moved since they were read', async () => {
    const stale = { headers: { 'if-match': '"0"' } };
    expect(await me.put('/v1/me/notice-choices', { kinds: { series: 'none' } }, stale)).toMatchObject({ status: 200 });
    expect(await me.put('/v1/me/notice-choices', {}, stale)).toMatchObject({ status: 412 });
    const types = firm.memory.all().filter(({ pk, type }) => pk === `MEMBER#${worker.id}` && type !== undefined);
    expect(types.map(({ type }) => type)).toEqual(['member.invited', 'member.notices-chosen']);
  });

  test.each([[{ kinds: { gossip: 'app' } }], [{ kinds: { series: 'sms' } }], [{ morning: { at: '7:30' } }]])(
    'are not %j',
    async (body) => {
      expect(await me.put('/v1/me/notice-choices', body)).toMatchObject({ status: 400 });
    },
  );
});
