import type { Event } from '../../shared/events/chain.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { kindOf } from '../chasing/kinds.ts';
import { clients } from '../clients/store.ts';
import { firms } from '../firm/store.ts';
import { standInFor } from '../notifications/answerer.ts';
import { draftsOfLadder, tellsOfLadders } from './of-ladder.ts';
import { draftsOfUnsent, tellsOfUnsent } from './of-unsent.ts';
import type { Tells, Telling } from './telling.ts';

/** What is chased, with whose it is and where it stands. */
async function chasedIn(records: Records, { pk }: Event) {
  const id = pk.slice(pk.indexOf('#') + 1);
  const kind = kindOf(id);
  const [head] = await kind.some(records, [id]);
  const client = head && (await records.present(clients, head.clientId));
  if (!client) return undefined;
  const where = kind.kind === 'organizer' ? { organizerId: id } : { requestId: id };
  return { head, client, about: { id, clientId: head.clientId, ...where } };
}

async function ofLadder(records: Records, event: Event): Promise<Telling | undefined> {
  const found = await chasedIn(records, event);
  return found && { about: found.about, drafts: draftsOfLadder(found.head, found.client) };
}

async function ofUnsent(records: Records, event: Event, table: Table): Promise<Telling | undefined> {
  const found = await chasedIn(records, event);
  if (!found) return undefined;
  const { head, client, about } = found;
  const sender = await standInFor(table, head.senderId, { client, firm: await records.get(firms, 'firm') });
  const people = [sender?.id, client.responsible ?? client.manager];
  return { about, drafts: draftsOfUnsent(event, head, client.name, people) };
}

/** What the events of requests and organizers come to that are about their mails. */
export const toldOfChased: readonly Tells[] = [
  [tellsOfLadders, ofLadder],
  [tellsOfUnsent, ofUnsent],
];
