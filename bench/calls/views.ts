import { viewEvent } from '../../functions/views/events.ts';
import { views } from '../../functions/views/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

const long = (length: number, of = '漢') => of.repeat(length);
let made = 0;
const keyed = () => ({ headers: { 'idempotency-key': 'k'.repeat(190) + String(3_000_000 + made++) } });

/** A view of someone of their own: the firm keeps a hundred, and the calls are many. */
async function aView({ make }: Scene, more: object = {}) {
  const by = await make.member({ name: 'Young Colleague', mail: `views${20_000 + made++}@firm.example` }, afterwards);
  const id = newId('view');
  const view = { id, of: by, page: 'clients', name: 'Late', query: 'tag=late', by, status: 'kept' as const };
  const write = views.create({ ...view, ...more, createdAt: afterwards });
  await make.save([viewEvent('view.kept', await make.tail(write.item.pk), [write])], afterwards);
  return { by, params: { viewId: id } };
}
const widest = { name: long(80), query: long(2000) };

export const viewCalls: readonly BenchCall[] = [
  { route: 'GET /v1/views', request: async (scene) => ({ by: (await aView(scene)).by }) },
  {
    route: 'POST /v1/views',
    request: async (scene) => ({
      by: (await aView(scene)).by,
      body: { page: 'clients', name: 'Late', query: 'tag=late' },
    }),
  },
  { route: 'GET /v1/views/{viewId}', request: (scene) => aView(scene) },
  {
    route: 'PATCH /v1/views/{viewId}',
    request: async (scene) => ({ ...(await aView(scene)), body: { name: 'Later' } }),
  },
  { route: 'DELETE /v1/views/{viewId}', request: (scene) => aView(scene) },
];

export const worstViewCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/views',
    worst: true,
    request: async (scene) => ({ by: (await aView(scene)).by, body: { page: 'clients', ...widest }, ...keyed() }),
  },
  {
    route: 'PATCH /v1/views/{viewId}',
    worst: true,
    request: async (scene) => ({
      ...(await aView(scene, widest)),
      body: { name: long(80, '字'), query: long(2000, '字') },
    }),
  },
  { route: 'DELETE /v1/views/{viewId}', worst: true, request: (scene) => aView(scene, widest) },
];
