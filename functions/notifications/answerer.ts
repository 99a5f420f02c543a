import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import { personOf } from '../firm/authenticate.ts';
import type { Firm } from '../firm/firm.ts';
import { firms, members } from '../firm/store.ts';
import type { Finish } from './deliver.ts';

type Answers = Pick<Client, 'responsible' | 'manager'>;

/** Whoever it was, who answers for the client, who leads the firm. */
function answering(first: string | undefined, client: Answers | undefined, { admins }: Pick<Firm, 'admins'>): string[] {
  const people = [first, client?.responsible, client?.manager, ...admins];
  return [...new Set(people.filter((id) => id?.startsWith('mem_')))] as string[];
}

/** The first of them who still is there and may see what it is about. */
async function firstOf(table: Table, people: readonly string[], clientIds: readonly string[]) {
  for (const id of people) {
    const person = await personOf(table, id);
    if (person && mayRead(person, clientIds)) return systemRecords(table).find(members, id);
  }
  return undefined;
}

type Place = { client: Stored<Client>; firm: Firm };

/** Who goes on in someone’s name: they themself, as long as they are there; else who answers for the client. */
export const standInFor = (table: Table, memberId: string, { client, firm }: Place) =>
  firstOf(table, answering(memberId, client, firm), [client.id]);

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
    const { writtenBy, clientIds = [] } = mail;
    const client = clientIds[0] === undefined ? undefined : await records.present(clients, clientIds[0]);
    const replyTo = (await firstOf(table, answering(writtenBy, client, firm), clientIds))?.mail;
    return replyTo === undefined ? mail : { ...mail, replyTo };
  };
