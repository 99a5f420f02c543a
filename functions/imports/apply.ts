import { forbidden } from '../../shared/errors.ts';
import { start, type Tail } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { NewId } from '../../shared/ids.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { type Client, NewClient, open, update } from '../clients/client.ts';
import { type ContactLink, link, meet, NewContact, update as updateContact } from '../clients/contact.ts';
import type { CustomValues } from '../clients/custom-field.ts';
import { clientEvent } from '../clients/events.ts';
import { openVault, type Sensitive, type Vault, vaultFor } from '../clients/sensitive.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import type { Source } from './columns.ts';
import { type Fields, mailKey } from './draft.ts';
import { importEvent } from './events.ts';
import type { Looked } from './look.ts';
import { marks } from './mark.ts';
import type { PersonPlan } from './merge.ts';
import type { Plan } from './plan.ts';

type Writes = NonNullable<Plan['writes']>;

export type Applying = Sensitive & {
  records: Records;
  newId: NewId;
  now: string;
  caller: Caller;
  source: Source;
  /** By id, of everyone that was read to be changed. */
  tails: ReadonlyMap<string, Tail>;
};

/** A client's fields as its own functions take them. */
function asInput(set: Fields): { input: Partial<NewClient>; custom: CustomValues | undefined } {
  const own = Object.entries(set).filter(([field]) => field.startsWith('custom.'));
  const input = Object.fromEntries(Object.entries(set).filter(([field]) => !field.startsWith('custom.')));
  const custom = own.map(([field, value]) => [field.slice('custom.'.length), value]);
  return { input, custom: custom.length > 0 ? (Object.fromEntries(custom) as CustomValues) : undefined };
}

type Made = {
  write: RecordWrite;
  tail: Tail;
  id: string;
  more: readonly RecordWrite[];
  type: 'client.opened' | 'client.updated';
};

function opened({ set, taxId }: Writes, id: string, vault: Vault | undefined, now: string): Made {
  const { input, custom } = asInput(set);
  const sealed = taxId === undefined ? undefined : vault!.sealer.seal('taxId', taxId);
  const client = open(NewClient.parse(input), sealed, id, now, { ...(custom && { custom }) });
  const write = clients.create(client);
  return { write, tail: start(write.item.pk), id, more: vault?.write ?? [], type: 'client.opened' };
}

function changed({ set, taxId }: Writes, client: Stored<Client>, tail: Tail, vault: Vault | undefined): Made {
  const { input, custom } = asInput(set);
  const sealed = taxId === undefined ? undefined : vault!.sealer.seal('taxId', taxId);
  const after = update(client, input, sealed, { ...(custom && { custom: { ...client.custom, ...custom } }) });
  return {
    write: clients.replace(client, after),
    tail,
    id: client.id,
    more: vault?.write ?? [],
    type: 'client.updated',
  };
}

/** Nobody comes to the portal by an import: whoever knows them switches it on, and until then they are asked for nothing. */
const part = { access: 'full', portal: false, notify: true, sign: false, status: 'linked' } as const;

/** A person's own transaction part: met, linked to one client more, or changed. */
function personWrite(
  plan: PersonPlan,
  clientId: string,
  claimed: ReadonlySet<string>,
  { tails, newId, now }: Applying,
) {
  const { person, contact, set, isLinked } = plan;
  if (contact) {
    const after = updateContact(isLinked ? contact : link(contact, clientId), set);
    const type = isLinked ? 'contact.updated' : 'contact.linked';
    const event = clientEvent(type, tails.get(contact.id)!, [contacts.replace(contact, after)]);
    return { contactId: contact.id, event };
  }
  const id = newId('contact');
  const { isNamed: _, ...input } = person;
  const write = contacts.create(meet(NewContact.parse(input), clientId, id, now));
  const { pk } = write.item;
  const mail = person.mail?.toLowerCase();
  // Who has the address already may be someone that the caller does not see: then it stays theirs.
  const mark =
    mail === undefined || claimed.has(mail)
      ? []
      : [marks.create({ of: pk, key: mailKey(mail), bases: {}, clientIds: [clientId] })];
  return { contactId: id, event: clientEvent('contact.added', start(pk), [write, ...mark]) };
}

/** A link that was taken away once, and stands in the way of a new one. */
const linkWrite = (clientId: string, contactId: string, had: Stored<ContactLink> | undefined) =>
  had ? contactLinks.replace(had, { ...had, status: 'linked' }) : contactLinks.create({ clientId, contactId, ...part });

function markWrite({ base }: Writes, id: string, key: string, { mark }: Looked, source: Source): RecordWrite {
  const of = clients.key(id).pk;
  if (mark) return marks.replace(mark, { ...mark, bases: { ...mark.bases, [source]: base } });
  return marks.create({ of, key, bases: { [source]: base }, clientIds: [id] });
}

async function clientWrite({ client, writes }: Plan, applying: Applying): Promise<Made> {
  const { records, keys, newId, now, caller, tails } = applying;
  if (client) {
    const { pk } = clients.key(client.id);
    const vault = writes!.taxId === undefined ? undefined : await openVault(records, keys, pk, client.id);
    return changed(writes!, client, tails.get(client.id)!, vault);
  }
  if (caller.scope.only) throw forbidden('You see chosen clients only, and would not see this one');
  const id = newId('client');
  const vault = writes!.taxId === undefined ? undefined : await vaultFor(keys, clients.key(id).pk, id);
  return opened(writes!, id, vault, now);
}

/** The one transaction of a row: the client, their people, and by what they are known again. */
export async function apply(
  plan: Plan,
  key: string,
  known: Looked,
  applying: Applying,
): Promise<{ id: string; write: Decided[] }> {
  const made = await clientWrite(plan, applying);
  const { writes } = plan;
  const people = writes!.people.map((one) => ({ one, ...personWrite(one, made.id, known.claimed, applying) }));
  const isNew = people.filter(({ one }) => !one.isLinked);
  const linkIds = isNew.filter(({ one }) => one.contact).map(({ contactId }) => ({ clientId: made.id, contactId }));
  const had = await Promise.all(linkIds.map((id) => applying.records.find(contactLinks, id)));
  const links = isNew.map(({ contactId }) =>
    linkWrite(
      made.id,
      contactId,
      had.find((one) => one?.contactId === contactId),
    ),
  );
  const mark = markWrite(writes!, made.id, key, known, applying.source);
  const records = [made.write, ...made.more, ...links, mark];
  const event = made.write.unchanged
    ? links.length > 0
      ? clientEvent('client.contact-linked', made.tail, records)
      : importEvent('client.matched', made.tail, records)
    : clientEvent(made.type, made.tail, records);
  return { id: made.id, write: [event, ...people.map((person) => person.event)] };
}
