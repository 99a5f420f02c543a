import { onboardingEvent } from '../../functions/onboarding/events.ts';
import { begin, type Onboarding, skip, steps } from '../../functions/onboarding/onboarding.ts';
import { onboardingIdOf, onboardings } from '../../functions/onboarding/store.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

const aNewClient = async ({ make }: Scene) => {
  const { id } = await make.client({ client: { name: 'Young & New', lifecycle: 'onboarding' } }, afterwards);
  return { clientId: id };
};

type As = (one: Onboarding) => Onboarding;
const asBegun: As = (one) => one;
const by = (scene: Scene) => ({ by: scene.founder, now: afterwards });

async function anOnboarding(scene: Scene, as: As = asBegun) {
  const { clientId } = await aNewClient(scene);
  const begun = begin({ id: onboardingIdOf(clientId), clientId, before: 60 }, by(scene));
  const write = onboardings.create(as(begun));
  await scene.make.save([onboardingEvent('onboarding.begun', start(write.item.pk), [write])], afterwards);
  return { onboardingId: begun.id, step: 'organizer' };
}

/** Fifty people had each step before them, and every step is left out for as long a reason as there can be. */
const longest =
  (left: readonly string[] = steps): ((scene: Scene) => Promise<{ onboardingId: string; step: string }>) =>
  (scene) =>
    anOnboarding(scene, (begun) => {
      const people = Array.from({ length: 49 }, () => ({ memberId: newId('member'), seconds: 900, at: afterwards }));
      const all = steps.map((step) => [step, { startedAt: afterwards, touched: people }] as const);
      const touched = { ...begun, steps: Object.fromEntries(all) as Onboarding['steps'] };
      return steps
        .filter((step) => left.includes(step))
        .reduce((one, step) => skip(one, step, long(500), by(scene)), touched);
    });
const others = steps.filter((step) => step !== 'organizer');

const prepared = new WeakMap<Scene, Promise<void>>();
/** As many as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene): Promise<void> {
  const make = async () => {
    for (let n = 0; n < 10; n++) await anOnboarding(scene);
  };
  const found = prepared.get(scene) ?? make();
  prepared.set(scene, found);
  return found;
}

const one = '/v1/onboardings/{onboardingId}';
/** On which none began: what began in a period is as many as there were. */
const days = { from: '2001-01-01', to: '2001-03-31' };
const reason = { reason: 'They keep their papers with us already' };

export const onboardingCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/onboarding',
    request: async (scene) => ({ params: await aNewClient(scene), body: { before: 40 } }),
  },
  { route: `GET ${one}`, request: async (scene) => ({ params: await anOnboarding(scene) }) },
  {
    route: 'GET /v1/onboardings',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: { limit: '10' } };
    },
  },
  { route: 'GET /v1/reports/onboarding', when: 'of none', request: () => ({ query: days }) },
  {
    route: `POST ${one}/steps/{step}/skip`,
    request: async (scene) => ({ params: await anOnboarding(scene), body: reason }),
  },
  {
    route: `POST ${one}/steps/{step}/reopen`,
    request: async (scene) => ({
      params: await anOnboarding(scene, (begun) => skip(begun, 'organizer', reason.reason, by(scene))),
    }),
  },
  {
    route: `POST ${one}/steps/{step}/touch`,
    request: async (scene) => ({ params: await anOnboarding(scene), body: { seconds: 30 } }),
  },
];

export const worstOnboardingCalls: readonly BenchCall[] = [
  worst('POST /v1/clients/{clientId}/onboarding', aNewClient, () => ({ body: { before: 900 } })),
  worst(`POST ${one}/steps/{step}/skip`, longest(others), () => ({ body: { reason: long(500) } })),
  worst(`POST ${one}/steps/{step}/reopen`, longest()),
  worst(`POST ${one}/steps/{step}/touch`, longest(others), () => ({ body: { seconds: 120 } })),
];
