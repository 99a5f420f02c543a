import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { firmAnew, type Scene } from '../scene.ts';
import { worst } from './longest.ts';
import { aRequest, longest } from './requests.ts';

/** So many requests of one person, in a firm that has gone live. */
async function chasing(scene: Scene, count: number, more: object = {}) {
  await firmAnew(scene, { liveSince: afterwards });
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await aRequest(scene, { more })).requestId);
  return { body: { ids } };
}

let made = 0;
const preview = 'POST /v1/chasing/preview';
const nudge = 'POST /v1/chasing/nudge';

export const chasingCalls: readonly BenchCall[] = [
  { route: preview, when: 'of 10 requests', request: (scene) => chasing(scene, 10) },
  { route: nudge, when: 'of 10 requests', request: (scene) => chasing(scene, 10) },
];

export const worstChasingCalls: readonly BenchCall[] = [
  {
    ...worst(nudge, () => ({})),
    when: 'of 100 requests',
    request: async (scene) => ({
      ...(await chasing(scene, 100, longest)),
      headers: { 'idempotency-key': 'n'.repeat(189) + String(1_000_000 + made++) },
    }),
  },
];
