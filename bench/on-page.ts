import { clientEvent } from '../functions/clients/events.ts';
import { clients, contactLinks } from '../functions/clients/store.ts';
import { mint } from '../functions/portal/minting.ts';
import { begin, cookieOf, started } from '../functions/portal/session.ts';
import { instant, now } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { newToken } from '../shared/tokens.ts';
import { afterwards } from './firm.ts';
import type { Scene } from './scene.ts';

/** A contact of these clients, with the portal switched on in each. */
export async function withPortal({ make }: Scene, clientIds: readonly string[]): Promise<string> {
  const mail = `dana-${newId('contact').toLowerCase()}@whitfield.example`;
  const person = { name: 'Dana Whitfield', mail, phone: '+1 555 010 2233' };
  const contactId = await make.contact(person, clientIds, afterwards);
  for (const clientId of clientIds) {
    const link = contactLinks.read((await make.table.get(contactLinks.key({ clientId, contactId })))!);
    const write = contactLinks.replace(link, { ...link, portal: true, sign: true });
    const tail = await make.tail(clients.key(clientId).pk);
    await make.save([clientEvent('client.contact-linked', tail, [write])], afterwards);
  }
  return contactId;
}

type Whose = { contactId: string; clientIds: readonly string[] };

/** The token of a link that was mailed to them. */
export async function linkTo({ make }: Scene, { contactId, clientIds }: Whose) {
  const token = newToken();
  const { link, decided } = mint(token, { id: contactId, clientIds: [...clientIds] }, instant());
  await make.save([decided], instant());
  return { token, link };
}

/** The cookies of someone who has just opened their page. */
export async function cookiesOf(scene: Scene, whose: Whose): Promise<string[]> {
  const { link } = await linkTo(scene, whose);
  const secret = newToken();
  await scene.make.table.write([started(begin(secret, { contactId: whose.contactId, linkId: link.id }, now()))]);
  return [cookieOf(secret).split(';')[0]!];
}
