import { jobEvent } from '../../functions/jobs/events.ts';
import { define } from '../../functions/jobs/labels/label.ts';
import { statusLabels } from '../../functions/jobs/labels/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

let made = 0;
const label = () => ({ status: 'waiting-third-party' as const, label: `Waiting on K-1s ${1000 + made++}` });
const route = '/v1/status-labels';

/** The labels stand in one partition and are read together: each call finds no others. */
const noLabels = ({ make }: Scene) => make.clear(statusLabels.key('').pk, 'LABEL#');

async function aLabel(scene: Scene) {
  const { make } = scene;
  await noLabels(scene);
  const statusLabelId = newId('statusLabel');
  const write = statusLabels.create(define([], label(), statusLabelId, afterwards));
  await make.save([jobEvent('status-label.made', await make.tail(write.item.pk), [write])], afterwards);
  return { params: { statusLabelId } };
}

export const statusLabelCalls: readonly BenchCall[] = [
  {
    route: `GET ${route}`,
    when: 'one label',
    request: async (scene) => {
      await aLabel(scene);
      return {};
    },
  },
  {
    route: `POST ${route}`,
    request: async (scene) => {
      await noLabels(scene);
      return { body: label() };
    },
  },
  { route: `GET ${route}/{statusLabelId}`, request: aLabel },
  {
    route: `PATCH ${route}/{statusLabelId}`,
    request: async (scene) => ({ ...(await aLabel(scene)), body: { label: `Waiting on others ${1000 + made++}` } }),
  },
  { route: `DELETE ${route}/{statusLabelId}`, request: aLabel },
  worst(
    `POST ${route}`,
    async (scene) => {
      await noLabels(scene);
      return {};
    },
    () => ({ body: { ...label(), label: long(36) + String(1000 + made++) } }),
  ),
  worst(
    `PATCH ${route}/{statusLabelId}`,
    async (scene) => (await aLabel(scene)).params,
    () => ({ body: { label: long(36) + String(1000 + made++) } }),
  ),
  worst(`DELETE ${route}/{statusLabelId}`, async (scene) => (await aLabel(scene)).params),
];
