import { report, type Search } from '../../functions/conflicts/conflict.ts';
import { conflictEvent } from '../../functions/conflicts/events.ts';
import { conflicts, findings } from '../../functions/conflicts/store.ts';
import { start } from '../../shared/events/chain.ts';
import type { Caller } from '../../shared/http/route.ts';
import { newId } from '../../shared/ids.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const one = '/v1/conflicts/{conflictId}';
/** Later than any search that is called: the newest are those that the list is measured on. */
const atLast = '2999-01-01T00:00:00.000Z';
let made = 0;

/** A report that found nothing: what was found is as large as what there is to find. */
async function aReport({ make, founder }: Scene, names: readonly string[], searchedAt = afterwards): Promise<string> {
  const id = newId('conflict');
  const caller = { id: founder } as Caller;
  const asked = { names: [...names] } satisfies Search;
  const found = names.map((name) => ({ name, hits: [], more: false, common: [] }));
  const frozen = report(asked, found, { id, caller, now: searchedAt, salt: id });
  const records = [conflicts.create(frozen.conflict), ...frozen.findings.map(findings.create)];
  await make.save([conflictEvent('conflict.searched', start(conflicts.key(id).pk), records)], afterwards);
  return id;
}
const three = ['Whitaker Holdings', 'Jonathan Whitaker', 'Delta Supply'];
const read = (route: string): BenchCall => ({
  route,
  request: async (scene) => ({ params: { conflictId: await aReport(scene, three) } }),
});

export const conflictCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/conflicts',
    when: 'three names that nobody has',
    request: () => ({ body: { names: ['Xylander Voskuijl', 'Zdzislaw Brzeczyk', 'Ngozi Umezulike'] } }),
  },
  {
    route: 'POST /v1/conflicts',
    when: 'a name that one client has',
    async request({ make }) {
      // A word without a sound: how many sound like it does not grow with the searches.
      const name = `X${1_000_000 + made++}`;
      await make.client({ client: { name, lifecycle: 'active' } }, afterwards);
      return { body: { names: [name] } };
    },
  },
  {
    route: 'GET /v1/conflicts',
    when: 'a page of 10',
    async request(scene) {
      for (let i = 0; i < 11; i++) await aReport(scene, three, atLast);
      return { query: { limit: '10' } };
    },
  },
  read(`GET ${one}`),
  read(`GET ${one}/verify`),
  {
    route: `POST ${one}/decide`,
    request: async (scene) => ({
      params: { conflictId: await aReport(scene, three) },
      body: { decision: 'clear', reason: 'Another family of the same name.' },
    }),
  },
];

const twenty = () =>
  Array.from({ length: 20 }, () => '漢'.repeat(31).concat(' ').repeat(5) + String(1_000_000 + made++));
const keyed = () => ({ headers: { 'idempotency-key': 'c'.repeat(190) + String(1_000_000 + made++) } });

export const worstConflictCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/conflicts',
    worst: true,
    request: () => ({ body: { names: twenty(), note: '漢'.repeat(2_000) }, ...keyed() }),
  },
  {
    route: `POST ${one}/decide`,
    worst: true,
    async request(scene) {
      const deny = [];
      while (deny.length < 50) {
        const mail = `out${1_000_000 + made++}@firm.example`;
        deny.push(await scene.make.member({ name: 'Outside', mail }, afterwards));
      }
      const params = { conflictId: await aReport(scene, twenty()) };
      const wall = { clientId: scene.moving.clientId, deny };
      return { params, body: { decision: 'waived', reason: '漢'.repeat(2_000), wall }, ...keyed() };
    },
  },
];
