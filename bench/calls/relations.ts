import { relate, NewRelation } from '../../functions/relations/relation.ts';
import { relations } from '../../functions/relations/store.ts';
import { newId } from '../../shared/ids.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const route = '/v1/clients/{clientId}/relations';
const one = `${route}/{relationId}`;
const party = { kind: 'owner', other: { name: 'Whitaker Holdings' }, share: 2_500 };
const long = { kind: 'owner', other: { name: '漢'.repeat(200) }, share: 2_500, note: '漢'.repeat(2_000) };

/** A client of its own with one relation, in one event. */
async function related({ make }: Scene, given: object) {
  const client = { name: 'Stonebridge Rentals', lifecycle: 'active' } as const;
  const { id, decided } = await make.wholeClient({ client }, afterwards);
  const relation = relate(NewRelation.parse(given), id, [], newId('relation'), afterwards);
  const [opened] = decided;
  await make.save([{ ...opened!, records: [...opened!.records, relations.create(relation)] }], afterwards);
  return { clientId: id, relationId: relation.id };
}

export const relationCalls: readonly BenchCall[] = [
  { route: `GET ${route}`, request: async (scene) => ({ params: await related(scene, party) }) },
  {
    route: `POST ${route}`,
    request: async (scene) => ({ params: await related(scene, party), body: party }),
  },
  { route: `GET ${one}`, request: async (scene) => ({ params: await related(scene, party) }) },
  {
    route: `PATCH ${one}`,
    request: async (scene) => ({ params: await related(scene, party), body: { share: 3_000 } }),
  },
  { route: `DELETE ${one}`, request: async (scene) => ({ params: await related(scene, party) }) },
];

let made = 0;
const keyed = () => ({ headers: { 'idempotency-key': 'r'.repeat(190) + String(1_000_000 + made++) } });

export const worstRelationCalls: readonly BenchCall[] = [
  {
    route: `POST ${route}`,
    worst: true,
    request: async (scene) => ({ params: await related(scene, long), body: long, ...keyed() }),
  },
  {
    route: `PATCH ${one}`,
    worst: true,
    request: async (scene) => ({ params: await related(scene, long), body: { note: '字'.repeat(2_000) } }),
  },
  { route: `DELETE ${one}`, worst: true, request: async (scene) => ({ params: await related(scene, long) }) },
];
