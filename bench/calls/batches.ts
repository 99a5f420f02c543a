import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const someWay = async ({ make, still }: Scene) => ({
  params: { batchId: await make.batch(12, [still.clientId], afterwards) },
});

export const batchCalls: readonly BenchCall[] = [
  { route: 'GET /v1/batches/{batchId}', when: '12 items done', request: someWay },
  {
    route: 'GET /v1/batches/{batchId}/results',
    when: 'a page of 10',
    request: async (scene) => ({ ...(await someWay(scene)), query: { limit: '10' } }),
  },
  { route: 'POST /v1/batches/{batchId}/cancel', request: someWay },
  { route: 'POST /v1/batches/{batchId}/cancel', worst: true, request: someWay },
];
