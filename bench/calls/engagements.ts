import type * as z from 'zod';
import { activate, draft, NewEngagement, pause } from '../../functions/engagements/engagement.ts';
import { engagementEvent } from '../../functions/engagements/events.ts';
import { engagements } from '../../functions/engagements/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

const fee = { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } } as const;
const service = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', budgetMinutes: 600, fee } as const;
type Given = z.input<typeof NewEngagement>;
const usual: Given = {
  title: 'Books and payroll',
  letter: 'signed',
  services: [service, { ...service, code: 'PAY' }],
};

type State = 'draft' | 'active' | 'paused';

async function anEngagement({ make }: Scene, clientId: string, state: State = 'draft', given: Given = usual) {
  const drawn = draft(NewEngagement.parse(given), clientId, newId('engagement'), afterwards, newId);
  const active = state === 'draft' ? drawn : activate(drawn, afterwards);
  const record = engagements.create(state === 'paused' ? pause(active, afterwards) : active);
  await make.save([engagementEvent('engagement.drafted', await make.tail(record.item.pk), [record])], afterwards);
  return { engagementId: drawn.id, serviceId: drawn.services[0]!.id };
}

const prepared = new WeakMap<Scene, Promise<string>>();
/** A client with ten engagements, and ten clients with fees: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene): Promise<string> {
  const made = async () => {
    const client = { name: 'Young & Cousins', lifecycle: 'active' } as const;
    const { id } = await scene.make.client({ client }, afterwards);
    for (let n = 0; n < 10; n++) {
      await anEngagement(scene, id);
      await anEngagement(scene, (await scene.make.client({ client }, afterwards)).id, 'active');
    }
    return id;
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

const ofTen = { limit: '10' };
const of = (state: State) => async (scene: Scene) => ({
  params: await anEngagement(scene, scene.moving.clientId, state),
});

export const engagementCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/engagements',
    request: ({ moving: { clientId } }) => ({ params: { clientId }, body: usual }),
  },
  {
    route: 'GET /v1/clients/{clientId}/engagements',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: await aPageful(scene) }, query: ofTen }),
  },
  {
    route: 'GET /v1/engagements',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: { ...ofTen, status: 'active' } };
    },
  },
  { route: 'GET /v1/engagements/{engagementId}', request: of('active') },
  {
    route: 'PATCH /v1/engagements/{engagementId}',
    request: async (scene) => ({ ...(await of('active')(scene)), body: { title: 'Books and taxes' } }),
  },
  { route: 'POST /v1/engagements/{engagementId}/activate', request: of('draft') },
  { route: 'POST /v1/engagements/{engagementId}/pause', request: of('active') },
  { route: 'POST /v1/engagements/{engagementId}/resume', request: of('paused') },
  {
    route: 'POST /v1/engagements/{engagementId}/end',
    request: async (scene) => ({ ...(await of('active')(scene)), body: {} }),
  },
  {
    route: 'POST /v1/engagements/{engagementId}/services',
    request: async (scene) => ({ ...(await of('active')(scene)), body: { ...service, code: 'SALES' } }),
  },
  {
    route: 'PATCH /v1/engagements/{engagementId}/services/{serviceId}',
    request: async (scene) => ({ ...(await of('active')(scene)), body: { budgetMinutes: 660 } }),
  },
  { route: 'DELETE /v1/engagements/{engagementId}/services/{serviceId}', request: of('active') },
  {
    route: 'GET /v1/reports/fees',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: ofTen };
    },
  },
];

const longest = (letter: string) => ({
  ...service,
  name: long(120, letter),
  template: long(80, letter),
  firstPeriod: '2026-01-01',
});
const services = (count: number, letter = '漢') => Array.from({ length: count }, () => longest(letter));
const whole = (count: number): Given => ({ title: long(200), services: services(count) });
const largest =
  (state: State, count = 40) =>
  (scene: Scene) =>
    anEngagement(scene, scene.moving.clientId, state, whole(count));

export const worstEngagementCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/clients/{clientId}/engagements',
    ({ moving: { clientId } }) => ({ clientId }),
    ({ other }) => ({ body: { ...whole(40), billingClientId: other } }),
  ),
  worst('PATCH /v1/engagements/{engagementId}', largest('active'), ({ other }) => ({
    body: { title: long(200, '字'), letter: 'sent', billingClientId: other },
  })),
  worst('POST /v1/engagements/{engagementId}/activate', largest('draft')),
  worst('POST /v1/engagements/{engagementId}/pause', largest('active')),
  worst('POST /v1/engagements/{engagementId}/resume', largest('paused')),
  worst('POST /v1/engagements/{engagementId}/end', largest('active'), () => ({ body: { endsOn: '2030-12-31' } })),
  worst('POST /v1/engagements/{engagementId}/services', largest('active', 39), () => ({ body: longest('字') })),
  worst('PATCH /v1/engagements/{engagementId}/services/{serviceId}', largest('active'), () => ({
    body: longest('字'),
  })),
  worst('DELETE /v1/engagements/{engagementId}/services/{serviceId}', largest('active')),
];
