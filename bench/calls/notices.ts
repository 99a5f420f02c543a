import { calendarEvent } from '../../functions/calendar/events.ts';
import { hashOfToken, newToken } from '../../shared/tokens.ts';
import { feeds } from '../../functions/calendar/store.ts';
import { noticeEvent } from '../../functions/notices/events.ts';
import { noticeItem, noticeKinds } from '../../functions/notices/notice.ts';
import { noticeChoices } from '../../functions/notices/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall, Request } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

let made = 0;
const someone = ({ make }: Scene): Promise<string> =>
  make.member({ name: 'Young Colleague', mail: `notices${40_000 + made++}@firm.example` }, afterwards);

/** Someone who was told so many things, and their ids. */
async function told(scene: Scene, count: number): Promise<{ by: string; ids: string[] }> {
  const by = await someone(scene);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const taskId = newId('task');
    const id = `${newId('event')}.assigned.${taskId}`;
    const says = '“Reconcile the bank accounts” in “Close of March for Brandt & Daughters” is yours';
    const about = { kind: 'assigned' as const, says, taskId, jobId: newId('job'), clientId: scene.still.clientId };
    const notice = noticeItem({ id, memberId: by, at: afterwards, madeAt: afterwards, by: scene.founder, ...about });
    await scene.make.table.write([{ put: notice, if: 'absent' }]);
    ids.push(id);
  }
  return { by, ids };
}

const everyKind = Object.fromEntries(noticeKinds.map((kind) => [kind, 'mail' as const]));

async function chosen(scene: Scene): Promise<Request> {
  const by = await someone(scene);
  const write = noticeChoices.create({ memberId: by, kinds: everyKind });
  await scene.make.save(
    [noticeEvent('member.notices-chosen', await scene.make.tail(write.item.pk), [write])],
    afterwards,
  );
  return { by };
}

async function subscribed(scene: Scene): Promise<{ by: string; params: { file: string } }> {
  const by = await someone(scene);
  const token = newToken();
  const write = feeds.create({ memberId: by, tokenHash: hashOfToken(token), madeAt: afterwards });
  await scene.make.save(
    [calendarEvent('member.calendar-made', await scene.make.tail(write.item.pk), [write])],
    afterwards,
  );
  return { by, params: { file: `${token}.ics` } };
}

/** Of someone with twenty tasks that are due. */
async function busy(scene: Scene): Promise<Request> {
  const { by, params } = await subscribed(scene);
  for (let n = 10; n < 30; n++) {
    const [taskId, jobId, due] = [newId('task'), newId('job'), `2026-12-${n}`];
    const row = { entity: 'due', taskId, jobId, due, title: 'Reconcile the bank accounts', jobTitle: 'Close of March' };
    const place = { byPersonPk: by, byPersonSk: `DUE#${due}##${jobId}#${taskId}` };
    await scene.make.table.write([{ put: { pk: `DUE#${jobId}`, sk: taskId, ...row, ...place }, if: 'absent' }]);
  }
  return { params };
}

const longest = { kinds: everyKind, morning: { isOn: true, at: '07:30' } };

export const noticeCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/me/notices',
    when: 'a page of 10, of 100',
    request: async (scene) => ({ by: (await told(scene, 100)).by, query: { limit: '10' } }),
  },
  {
    route: 'POST /v1/me/notices/read',
    request: async (scene) => ({ by: (await told(scene, 10)).by, body: { all: true } }),
  },
  {
    route: 'POST /v1/me/notices/read',
    when: '10 of them',
    async request(scene) {
      const { by, ids } = await told(scene, 10);
      return { by, body: { ids } };
    },
  },
  { route: 'GET /v1/me/notice-choices', request: chosen },
  { route: 'PUT /v1/me/notice-choices', request: async (scene) => ({ ...(await chosen(scene)), body: {} }) },
  {
    route: 'PUT /v1/me/notice-choices',
    worst: true,
    request: async (scene) => ({ by: await someone(scene), body: longest }),
  },
  { route: 'GET /v1/me/calendar', request: async (scene) => ({ by: (await subscribed(scene)).by }) },
  { route: 'POST /v1/me/calendar', request: async (scene) => ({ by: await someone(scene) }) },
  { route: 'POST /v1/me/calendar', worst: true, request: async (scene) => ({ by: (await subscribed(scene)).by }) },
  { route: 'DELETE /v1/me/calendar', request: async (scene) => ({ by: (await subscribed(scene)).by }) },
  { route: 'DELETE /v1/me/calendar', worst: true, request: async (scene) => ({ by: (await subscribed(scene)).by }) },
  { route: 'GET /v1/calendar/{file}', when: 'of 20 tasks', request: busy },
];
