import { receiveMail } from '../../functions/messages/receive-mail.ts';
import { withReplyTo } from '../../functions/messages/reply-to.ts';
import type { Outgoing } from '../../functions/notifications/deliver.ts';
import type { Answer } from './call.ts';
import { aThread, someThread } from './messages.ts';
import { verbs } from './office.ts';
import { anAskingFirm, asContact } from './requests.ts';

const domain = 'reply.larkfield.example';
const contactMail = 'alicia@juniper.example';

export type Sent = {
  from?: string;
  to?: string;
  text?: string;
  headers?: string[];
  files?: [name: string, bytes: Buffer][];
  messageId?: string;
};
let count = 0;

/** A mail as SES puts it down: what was found of it stands before what its sender wrote. */
function rawMail({
  from = contactMail,
  to = '',
  text = 'The second one',
  headers = [],
  files = [],
  messageId,
}: Sent): Buffer {
  const parts = files.flatMap(([name, bytes]) => [
    '--b',
    'content-type: application/octet-stream',
    'content-transfer-encoding: base64',
    `content-disposition: attachment; filename="${name}"`,
    '',
    bytes.toString('base64'),
  ]);
  return Buffer.from(
    [
      ...headers,
      'x-ses-virus-verdict: PASS',
      `authentication-results: amazonses.com; dmarc=pass header.from=${from.split('@')[1]};`,
      `from: Alicia <${from}>`,
      `to: ${to}`,
      'subject: Re: The lease',
      `message-id: <${messageId ?? `m${++count}@juniper.example`}>`,
      'mime-version: 1.0',
      'content-type: multipart/mixed; boundary=b',
      '',
      '--b',
      'content-type: text/plain; charset=utf-8',
      '',
      text,
      ...parts,
      '--b--',
      '',
    ].join('\r\n'),
  );
}

/** A conversation with one person of a client, who answers by mail. */
export async function aMailedThread() {
  const { firm, clientId, contactId } = await anAskingFirm();
  const { id }: { id: string } = await aThread(firm.admin.call, clientId, someThread(contactId));
  const us = verbs(firm.admin.call);
  const them = verbs(asContact(firm, contactId, [clientId]));
  const addressOf = async (contact: string, threadId = id): Promise<string> =>
    (await withReplyTo(firm.table, domain)({ threadId, contactId: contact } as Outgoing)).replyTo!;
  const to = await addressOf(contactId);
  const brought = new Map<string, Uint8Array>();
  const bringing = async (key: string, bytes: Uint8Array): Promise<void> => {
    brought.set(key, bytes);
  };
  const list = async (path: string): Promise<Answer[]> => (await us.get(`/v1/threads/${id}/${path}`)).body.items;
  return {
    firm,
    clientId,
    contactId,
    id,
    us,
    them,
    to,
    domain,
    addressOf,
    brought,
    raw: (sent: Sent = {}) => rawMail({ to, ...sent }),
    receive: (content: Buffer, bring: typeof bringing = bringing) =>
      receiveMail({ table: firm.table, repliesAt: domain, bring: ({ key }, bytes) => bring(key, bytes) }, content),
    thread: async (): Promise<Answer> => (await us.get(`/v1/threads/${id}`)).body,
    said: () => list('messages'),
    held: () => list('replies'),
    theirFiles: async (): Promise<Answer[]> => (await them.get(`/portal/v1/clients/${clientId}/documents`)).body.items,
    record: (entity: string) => firm.memory.all().filter((item) => item.entity === entity) as Answer[],
  };
}
