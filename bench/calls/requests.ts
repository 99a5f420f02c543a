import { created, drawItems } from '../../functions/requests/changing.ts';
import { answer } from '../../functions/requests/answering.ts';
import type { Item } from '../../functions/requests/item.ts';
import { draft, sent } from '../../functions/requests/handling.ts';
import { NewRequest } from '../../functions/requests/request.ts';
import { settle } from '../../functions/requests/reviewing.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { aJob } from '../job-maker.ts';
import { firmToCall, type Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

const item = (n: number) => ({
  title: `Bank statement ${n}, March 2026`,
  asks: { kind: 'answer' as const, type: 'text' as const },
});
const table = {
  title: 'What were these for?',
  asks: { kind: 'table' as const, columns: ['Payee'], rows: [['Acme']], asks: ['What for?'] },
};
export const files = { items: [{ title: 'Bank statement, March 2026', asks: { kind: 'upload' as const } }] };
export const file = { name: 'Statement of March.pdf', size: 482_113, sha256: 'a'.repeat(64) };
const items = [...Array.from({ length: 4 }, (_, n) => item(n)), table];

const bodyFor = (scene: Scene, more: object = {}) => ({
  title: 'March 2026 statements',
  dueOn: '2026-12-18',
  contactIds: [scene.moving.contactId],
  items,
  ...more,
});

type Shape = { more?: object; clientId?: string; isSent?: boolean; as?: (one: Item) => Item };

export async function aRequest(
  scene: Scene,
  { more = {}, clientId = scene.moving.clientId, isSent = true, as }: Shape = {},
) {
  const id = newId('request');
  const body = NewRequest.parse(bodyFor(scene, more));
  const drawn = drawItems(body.items, { requestId: id, clientId }, newId);
  const asked = as ? drawn.map(as) : drawn;
  const request = draft(body, asked, { id, clientId, by: scene.founder, now: afterwards });
  const { decided } = created(
    { request: isSent ? sent(request, afterwards) : request, items: asked },
    isSent ? 'request.sent' : 'request.drafted',
    [],
  );
  await scene.make.save([decided], afterwards);
  return { requestId: id, itemId: asked[0]!.id, tableId: asked.at(-1)!.id };
}

const by = { by: 'con_1', now: afterwards };
export const given = (one: Item) => (one.asks.kind === 'answer' ? answer(one, { text: 'Here' }, by) : one);
const later = (one: Item) => ({ ...one, moreTime: { until: '2027-01-15', by: 'con_1', at: afterwards } });
const of =
  (shape: Shape = {}, body?: object) =>
  async (scene: Scene) => {
    const { requestId, itemId } = await aRequest(scene, shape);
    return { params: { requestId, itemId }, ...(body && { body }) };
  };

const prepared = new WeakMap<Scene, Promise<{ clientId: string; jobId: string }>>();
/** A client with ten requests in a job: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene) {
  const made = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Nieces', lifecycle: 'active' } }, afterwards);
    const { jobId } = await aJob(scene, { clientId: id, count: 2 });
    for (let n = 0; n < 10; n++) await aRequest(scene, { clientId: id, more: { jobId } });
    return { clientId: id, jobId };
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

/** A draft in the name of someone who is told of in full, of a firm that can be called. */
async function aDraft(scene: Scene, more: object = {}) {
  const { make } = scene;
  await firmToCall(scene);
  const mail = `asker-${newId('member').toLowerCase()}@firm.example`;
  const senderId = await make.member({ name: 'Young Asker', mail, title: 'Accountant' }, afterwards);
  return aRequest(scene, { isSent: false, more: { ...more, senderId } });
}

const ofTen = { limit: '10' };
const one = '/v1/requests/{requestId}';
const item1 = `${one}/items/{itemId}`;
export const cell = { cells: [{ row: 0, ask: 0, text: 'Paint' }] };
const waived = (asked: Item) => settle(asked, 'waived', undefined, by);

/** What is done with one item, and how it has to stand before. */
const deeds: readonly [deed: string, as: ((asked: Item) => Item) | undefined, body: object][] = [
  ['accept', given, {}],
  ['return', given, { reason: 'Too short' }],
  ['waive', undefined, {}],
  ['receive', undefined, {}],
  ['reopen', waived, {}],
  ['answer', undefined, { text: 'Here' }],
  ['more-time', later, { granted: true }],
];
const shaped = (as: Shape['as'], more?: object): Shape => ({ ...(as && { as }), ...(more && { more }) });

export async function aTable(scene: Scene, more: object = {}) {
  const { requestId, tableId } = await aRequest(scene, { more });
  return { requestId, itemId: tableId };
}

export const requestCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/requests',
    request: (scene) => ({ params: { clientId: scene.moving.clientId }, body: bodyFor(scene) }),
  },
  {
    route: 'GET /v1/clients/{clientId}/requests',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: (await aPageful(scene)).clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/jobs/{jobId}/requests',
    when: 'a page of 10',
    request: async (scene) => ({ params: { jobId: (await aPageful(scene)).jobId }, query: ofTen }),
  },
  {
    route: 'GET /v1/requests',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: ofTen };
    },
  },
  { route: `GET ${one}`, request: of() },
  { route: `GET ${one}/mails`, request: of() },
  { route: `PATCH ${one}`, request: of({}, { title: 'April 2026 statements' }) },
  {
    route: `POST ${one}/send`,
    request: async (scene) => ({ params: { requestId: (await aDraft(scene)).requestId }, body: {} }),
  },
  { route: `POST ${one}/cancel`, request: of({}, {}) },
  { route: `POST ${one}/nudge`, request: of() },
  ...deeds.map(([deed, as, body]): BenchCall => ({ route: `POST ${item1}/${deed}`, request: of(shaped(as), body) })),
  { route: `POST ${item1}/cells`, request: async (scene) => ({ params: await aTable(scene), body: cell }) },
  { route: `POST ${item1}/documents`, request: of({ more: files }, file) },
  { route: `GET ${item1}/answers.csv`, request: async (scene) => ({ params: await aTable(scene) }) },
];

const largest = Array.from({ length: 100 }, () => ({ ...item(1), title: long(400), note: long(200) }));
export const longest = { items: largest };
const why = { why: long(500), consequence: long(500), title: long(300) };
export const tables = { items: [...largest.slice(0, 99), table] };

export const worstRequestCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/clients/{clientId}/requests',
    ({ moving: { clientId } }) => ({ clientId }),
    (scene) => ({ body: bodyFor(scene, { ...longest, ...why }) }),
  ),
  worst(
    `PATCH ${one}`,
    (scene) => aRequest(scene, { isSent: false, more: longest }),
    () => ({ body: { items: largest, ...why } }),
  ),
  worst(
    `POST ${one}/send`,
    (scene) => aDraft(scene, longest),
    () => ({ body: {} }),
  ),
  worst(
    `POST ${one}/cancel`,
    (scene) => aRequest(scene, { more: longest }),
    () => ({ body: { reason: long(500) } }),
  ),
  worst(`POST ${one}/nudge`, (scene) => aRequest(scene, { more: longest })),
  ...deeds.map(([deed, as, body]) =>
    worst(
      `POST ${item1}/${deed}`,
      (scene) => aRequest(scene, shaped(as, longest)),
      () => ({ body }),
    ),
  ),
  worst(
    `POST ${item1}/documents`,
    (scene) => aRequest(scene, { more: { items: [...files.items, ...largest.slice(1)] } }),
    () => ({ body: { ...file, name: `${long(196)}.pdf` } }),
  ),
  worst(
    `POST ${item1}/cells`,
    (scene) => aTable(scene, tables),
    () => ({ body: cell }),
  ),
];
