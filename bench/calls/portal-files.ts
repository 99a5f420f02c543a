import { mostMoved } from '../../functions/documents/moving.ts';
import type { BenchCall } from '../call.ts';
import { cookiesOf, withPortal } from '../on-page.ts';
import type { Scene } from '../scene.ts';
import { aDocument, longest } from './documents.ts';
import { onPage } from './portal.ts';
import { aFullShelf } from './worst-shelf.ts';

const route = 'POST /portal/v1/clients/{clientId}/documents/links';

const many = new WeakMap<Scene, Promise<string[]>>();
/** As many shared files as are asked for at once. */
function manyShared(scene: Scene, clientId: string): Promise<string[]> {
  const make = async () => {
    const ids: string[] = [];
    while (ids.length < mostMoved) {
      const given = { ...longest, visibility: 'client' } as const;
      ids.push((await aDocument(scene, { clientId }, 'released', given)).documentId);
    }
    return ids;
  };
  const found = many.get(scene) ?? make();
  many.set(scene, found);
  return found;
}

export const portalFileCalls: readonly BenchCall[] = [
  {
    route,
    when: 'one document, the first of a sitting',
    request: onPage(async (scene) => {
      const { clientId } = scene.moving;
      const given = { ...longest, name: 'Statement of January.pdf', visibility: 'client' } as const;
      const { documentId } = await aDocument(scene, { clientId }, 'released', given);
      return { params: { clientId }, body: { ids: [documentId] } };
    }),
  },
];

export const worstPortalFileCalls: readonly BenchCall[] = [
  {
    route,
    worst: true,
    async request(scene) {
      const { clientId } = await aFullShelf(scene);
      const ids = await manyShared(scene, clientId);
      const cookies = await cookiesOf(scene, { contactId: await withPortal(scene, [clientId]), clientIds: [clientId] });
      return { params: { clientId }, body: { ids }, cookies };
    },
  },
];
