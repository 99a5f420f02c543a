import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const route = '/v1/clients/{clientId}/access';
const reason = 'Works for the other side in the sale of the company.';
const of = ({ clientId }: { clientId: string }) => ({ clientId });
let turns = 0;

/** A list as long as one can be. */
async function fifty({ make, colleague }: Scene): Promise<string[]> {
  const ids = [colleague];
  while (ids.length < 50) {
    const mail = `inside${100_000 + turns++}@firm.example`;
    ids.push(await make.member({ name: 'Inside', mail }, afterwards));
  }
  return ids;
}
/**
 * Lists stand in one record: what is walled here, or with a decision on a conflict, is opened again at last, so that
 * every size finds as few.
 */
export const wallCalls: readonly BenchCall[] = [
  { route: `GET ${route}`, request: ({ still }) => ({ params: of(still) }) },
  {
    route: `PUT ${route}`,
    request: ({ moving, colleague }, turn) => ({
      params: of(moving),
      body: { deny: [colleague], reason: `${reason} (${100 + turn})` },
    }),
  },
  { route: `DELETE ${route}`, request: ({ moving }) => ({ params: of(moving) }) },
];

export const worstWallCalls: readonly BenchCall[] = [
  {
    route: `PUT ${route}`,
    worst: true,
    request: async (scene) => ({
      params: of(scene.moving),
      body: { deny: await fifty(scene), reason: '漢'.repeat(500) },
    }),
  },
  { route: `DELETE ${route}`, worst: true, request: ({ moving }) => ({ params: of(moving) }) },
];
