import { readSecret } from '../../shared/table/secret.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Outgoing } from '../notifications/deliver.ts';
import { replyAddress } from './reply-address.ts';

/** A mail about a conversation is answered into it, where the deployment receives mail; the address stands in nothing that is kept. */
export const withReplyTo =
  (table: Table, repliesAt: string | undefined) =>
  async (mail: Outgoing): Promise<Outgoing> => {
    const { threadId, contactId } = mail;
    if (repliesAt === undefined || threadId === undefined || contactId === undefined) return mail;
    return { ...mail, replyTo: replyAddress(await readSecret(table, 'REPLY'), { threadId, contactId }, repliesAt) };
  };
