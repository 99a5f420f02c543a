import { digestOf, plan } from '../../functions/hand-overs/plan.ts';
import { everythingHeld, receiversOf } from '../../functions/hand-overs/store.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

let made = 0;
const mail = () => `leaver${20_000 + made++}@firm.example`;

/** Someone who answers for twelve clients. */
async function aLeaver({ make }: Scene, role: 'member' | 'admin' = 'member', name = 'Young & Nieces') {
  const memberId = await make.member({ name: 'Young Leaver', mail: mail(), role }, afterwards);
  for (let n = 0; n < 12; n++)
    await make.client({ client: { name, lifecycle: 'active', responsible: memberId } }, afterwards);
  return memberId;
}

/** What the preview would have shown. */
async function previewed({ make: { table }, colleague }: Scene, memberId: string): Promise<string> {
  const wish = { to: colleague };
  const rows = await everythingHeld(table, memberId);
  const { receivers } = await receiversOf(systemRecords(table), wish);
  return digestOf(memberId, plan(rows, wish, receivers, afterwards.slice(0, 10)));
}

async function asked(scene: Scene, memberId: string) {
  const digest = await previewed(scene, memberId);
  return { params: { memberId }, body: { to: scene.colleague, digest, endAccess: true } };
}

export const handOverCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/team/{memberId}/holdings',
    when: 'a page of 10',
    request: async (scene) => ({ params: { memberId: await aLeaver(scene) }, query: { limit: '10' } }),
  },
  {
    route: 'POST /v1/team/{memberId}/hand-over/preview',
    when: 'of 12 clients',
    request: async (scene) => ({ params: { memberId: await aLeaver(scene) }, body: { to: scene.colleague } }),
  },
  {
    route: 'POST /v1/team/{memberId}/hand-over',
    when: 'of 12 clients',
    growsWith: 'the team',
    request: async (scene) => asked(scene, await aLeaver(scene)),
  },
];

export const worstHandOverCalls: readonly BenchCall[] = [
  {
    ...worst('POST /v1/team/{memberId}/hand-over', () => ({})),
    when: 'of an administrator with 12 clients',
    growsWith: 'the team',
    request: async (scene) => asked(scene, await aLeaver(scene, 'admin', long(200))),
  },
];
