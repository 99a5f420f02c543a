import { deadlineEvent } from '../../functions/deadlines/events.ts';
import { deadlineKeys } from '../../functions/deadlines/dates-of-law.ts';
import { enter, NewPostponement } from '../../functions/deadlines/postponement.ts';
import { postponements } from '../../functions/deadlines/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall, Request } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';

const long = (length: number, of = '漢') => of.repeat(length);
let made = 0;
const keyed = () => ({ headers: { 'idempotency-key': 'k'.repeat(190) + String(4_000_000 + made++) } });

const when = { from: '2026-03-01', until: '2026-07-31', to: '2026-08-31' };
const fire = { ...when, area: 'Boulder County, CO', agency: 'IRS', source: 'CO-2026-01' };
const widest = (of = '漢') => ({
  ...when,
  area: long(120, of),
  keys: deadlineKeys,
  source: long(500, of),
  note: long(500, of),
});

/** They stand in one partition and are read together: each call finds no others. */
async function none({ make }: Scene): Promise<void> {
  await make.clear(postponements.key('').pk, 'POSTPONEMENT#');
}

async function one(scene: Scene, input: object = fire): Promise<Request> {
  const { make, founder } = scene;
  await none(scene);
  const id = newId('postponement');
  const entered = enter([], NewPostponement.parse(input), { id: founder }, id, afterwards);
  const write = postponements.create(entered);
  await make.save([deadlineEvent('postponement.entered', await make.tail(write.item.pk), [write])], afterwards);
  return { params: { postponementId: id } };
}

const path = '/v1/deadlines/postponements';

export const deadlineCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/deadlines',
    when: 'one postponement',
    request: async (scene) => ({ ...(await one(scene)), query: { year: '2026' } }),
  },
  {
    route: 'GET /v1/deadlines/{key}',
    when: 'one postponement',
    request: async (scene) => {
      await one(scene);
      return { params: { key: 'us-1040' }, query: { yearEnd: '2026-12-31' } };
    },
  },
  { route: `GET ${path}`, when: 'one postponement', request: (scene) => one(scene) },
  {
    route: `POST ${path}`,
    request: async (scene) => {
      await none(scene);
      return { body: fire };
    },
  },
  { route: `GET ${path}/{postponementId}`, request: (scene) => one(scene) },
  {
    route: `PATCH ${path}/{postponementId}`,
    request: async (scene) => ({ ...(await one(scene)), body: { to: '2026-09-30' } }),
  },
  { route: `DELETE ${path}/{postponementId}`, request: (scene) => one(scene) },
];

export const worstDeadlineCalls: readonly BenchCall[] = [
  {
    route: `POST ${path}`,
    worst: true,
    request: async (scene) => {
      await none(scene);
      return { body: widest(), ...keyed() };
    },
  },
  {
    route: `PATCH ${path}/{postponementId}`,
    worst: true,
    request: async (scene) => {
      const { keys: _, ...body } = widest('字');
      return { ...(await one(scene, widest())), body };
    },
  },
  { route: `DELETE ${path}/{postponementId}`, worst: true, request: (scene) => one(scene, widest()) },
];
