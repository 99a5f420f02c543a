import { clientEvent } from '../../functions/clients/events.ts';
import { clients, contactLinks, contacts } from '../../functions/clients/store.ts';
import { portalEvent } from '../../functions/portal/events.ts';
import { mint } from '../../functions/portal/minting.ts';
import { linksRevoked } from '../../functions/portal/store.ts';
import { newToken } from '../../shared/tokens.ts';
import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import type { Scene } from '../scene.ts';

const person = { name: 'Dana Whitfield', mail: 'dana@whitfield.example', phone: '+1 555 010 2233' };

/** A contact of this client, and of others, with the portal switched on in each. */
async function withPortal({ make, other }: Scene, more: readonly string[] = []): Promise<string> {
  const clientIds = [other, ...more];
  const contactId = await make.contact(person, clientIds, afterwards);
  for (const clientId of clientIds) {
    const link = contactLinks.read((await make.table.get(contactLinks.key({ clientId, contactId })))!);
    const write = contactLinks.replace(link, { ...link, portal: true });
    await make.save(
      [clientEvent('client.contact-linked', await make.tail(clients.key(clientId).pk), [write])],
      afterwards,
    );
  }
  return contactId;
}

/** The same with so many links. */
async function withLinks(scene: Scene, count: number): Promise<{ params: { contactId: string; linkId: string } }> {
  const contactId = await withPortal(scene);
  const made = Array.from({ length: count }, () =>
    mint(newToken(), { id: contactId, clientIds: [scene.other] }, afterwards),
  );
  for (const { decided } of made) await scene.make.save([decided], afterwards);
  return { params: { contactId, linkId: made[0]!.link.id } };
}

/** Links were revoked before: the mark is there. */
async function withMark(scene: Scene) {
  const contactId = await withPortal(scene);
  const mark = linksRevoked.create({ contactId, clientIds: [scene.other], before: afterwards });
  const tail = await scene.make.tail(contacts.key(contactId).pk);
  await scene.make.save([portalEvent('contact.portal-links-revoked', tail, [mark])], afterwards);
  return { params: { contactId } };
}

const all = '/v1/contacts/{contactId}/portal-links';
const plain = async (scene: Scene) => ({ params: { contactId: await withPortal(scene) } });
const shared = async (scene: Scene) => ({
  params: { contactId: await withPortal(scene, [scene.still.clientId, scene.moving.clientId]) },
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
