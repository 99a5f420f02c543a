import { contacts } from '../../functions/clients/store.ts';
import { portalEvent } from '../../functions/portal/events.ts';
import { mint } from '../../functions/portal/minting.ts';
import { linksRevoked } from '../../functions/portal/store.ts';
import { newToken } from '../../shared/tokens.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import { withPortal } from '../on-page.ts';
import type { Scene } from '../scene.ts';

/** Someone of this client, and of others. */
const someone = (scene: Scene, more: readonly string[] = []) => withPortal(scene, [scene.other, ...more]);

/** Someone with so many links. */
async function withLinks(scene: Scene, count: number): Promise<{ params: { contactId: string; linkId: string } }> {
  const contactId = await someone(scene);
  const made = Array.from({ length: count }, () =>
    mint(newToken(), { id: contactId, clientIds: [scene.other] }, afterwards),
  );
  for (const { decided } of made) await scene.make.save([decided], afterwards);
  return { params: { contactId, linkId: made[0]!.link.id } };
}

/** Links were revoked before: the mark is there. */
async function withMark(scene: Scene) {
  const contactId = await someone(scene);
  const mark = linksRevoked.create({ contactId, clientIds: [scene.other], before: afterwards });
  const tail = await scene.make.tail(contacts.key(contactId).pk);
  await scene.make.save([portalEvent('contact.portal-links-revoked', tail, [mark])], afterwards);
  return { params: { contactId } };
}

const all = '/v1/contacts/{contactId}/portal-links';
const plain = async (scene: Scene) => ({ params: { contactId: await someone(scene) } });
const shared = async (scene: Scene) => ({
  params: { contactId: await someone(scene, [scene.still.clientId, scene.moving.clientId]) },
});

export const portalLinkCalls: readonly BenchCall[] = [
  { route: `GET ${all}`, when: 'of 20 links', request: (scene) => withLinks(scene, 20) },
  { route: `POST ${all}`, request: plain },
  { route: `POST ${all}`, when: 'of 3 clients', worst: true, request: shared },
  { route: `POST ${all}/copy`, request: plain },
  { route: `POST ${all}/copy`, when: 'of 3 clients', worst: true, request: shared },
  { route: `DELETE ${all}/{linkId}`, request: (scene) => withLinks(scene, 1) },
  { route: `DELETE ${all}/{linkId}`, worst: true, request: (scene) => withLinks(scene, 1) },
  { route: `DELETE ${all}`, request: plain },
  { route: `DELETE ${all}`, worst: true, request: withMark },
];
