import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { clients } from '../clients/store.ts';
import { personOf } from '../firm/authenticate.ts';
import { firms, members } from '../firm/store.ts';
import type { Finish, Outgoing } from './deliver.ts';

/** Whom an answer could be for: whoever wrote it, who answers for the client, who leads the firm. */
async function answering(records: Records, { writtenBy, clientIds = [] }: Outgoing, admins: readonly string[]) {
  const [clientId] = clientIds;
  const client = clientId === undefined ? undefined : await records.present(clients, clientId);
  const people = [writtenBy, client?.responsible, client?.manager, ...admins];
  return [...new Set(people.filter((id) => id?.startsWith('mem_')))] as string[];
}

/** The first of them who still is there and may see what is answered. */
async function addressOfFirst(table: Table, people: readonly string[], clientIds: readonly string[]) {
  for (const id of people) {
    const person = await personOf(table, id);
    if (person && mayRead(person, clientIds)) return (await systemRecords(table).find(members, id))?.mail;
  }
  return undefined;
}

/**
 * An answer to what the firm mails comes to a person: where the firm says, else to whoever wrote it. Both are read as
 * addresses, and as nothing else, whenever they are read: no header can begin in them.
 */
export const withAnswerer =
  (table: Table): Finish =>
  async (mail) => {
    if (mail.contactId === undefined || mail.replyTo !== undefined) return mail;
    const records = systemRecords(table);
    const firm = await records.get(firms, 'firm');
    if (firm.replyTo !== undefined) return { ...mail, replyTo: firm.replyTo };
    const people = await answering(records, mail, firm.admins);
    const replyTo = await addressOfFirst(table, people, mail.clientIds ?? []);
    return replyTo === undefined ? mail : { ...mail, replyTo };
  };
