import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../aws-api.ts';
import { foreign } from '../gateway/local.ts';
import { bareAddress, type Mail, type Mailbox } from '../mail/mailbox.ts';
import { type Attached, replyMime } from '../mail/reply-mime.ts';
import { html, type Html } from './html.ts';
import { send } from './page.ts';

/** Where a mail that came in goes: to the stack, as SES hands it over. */
export type ReceiveMail = (raw: Buffer) => Promise<void>;

/** Where mail comes in; a stack that receives none has no such place. */
export type Receives = { at: string | undefined; receive: ReceiveMail };

/** Whether an answer comes back to this stack: others go to someone’s own mailbox, which is not here. */
const comesBack = ({ replyTo }: Mail, at: string | undefined): boolean =>
  at !== undefined && replyTo.some((address) => bareAddress(address).endsWith(`@${at}`));

export type Replying = { isSent: boolean; at: string | undefined };

/** A reply to a mail that takes replies, with files, as the person whom it went to or as somebody else. */
export const replyForm = (mail: Mail, { isSent, at }: Replying): Html | false => {
  const { id, recipients } = mail;
  if (!comesBack(mail, at)) return false;
  return html`<h2>Reply</h2>
    ${isSent && html`<p role="status">The reply is on its way.</p>`}
    <form method="post" action="/local/mail/${encodeURIComponent(id)}/reply" enctype="multipart/form-data">
      <p>
        <label>From <input name="from" type="email" required value="${recipients[0] ?? ''}" /></label>
      </p>
      <p>
        <label>Text <textarea name="text" rows="5" cols="60" required></textarea></label>
      </p>
      <p>
        <label>Files <input name="files" type="file" multiple /></label>
      </p>
      <p><button type="submit">Send the reply</button></p>
    </form>`;
};

async function filesOf(form: FormData): Promise<Attached[]> {
  const given = form.getAll('files').filter((one): one is File => typeof one !== 'string' && one.name !== '');
  return Promise.all(
    given.map(async (file) => ({
      name: file.name,
      type: file.type,
      content: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Takes what the form says, as a real mail with all that a mail program puts into one. */
export async function postReply(
  request: IncomingMessage,
  response: ServerResponse,
  { id, mailbox, receives }: { id: string; mailbox: Mailbox; receives: Receives },
): Promise<void> {
  const why = foreign(request);
  const mail = mailbox.read(id);
  if (why !== undefined || request.method !== 'POST' || !mail || !comesBack(mail, receives.at))
    return send(
      response,
      why === undefined ? 404 : 403,
      'text/plain; charset=utf-8',
      why ?? 'Nothing to reply to here',
    );
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await readBody(request)), { headers }).formData();
  const from = bareAddress(textOf(form, 'from') || mail.recipients[0]!).replaceAll(/\s/g, '');
  await receives.receive(replyMime(mail, { from, text: textOf(form, 'text'), files: await filesOf(form) }));
  response.writeHead(303, { location: `/local/mail/${encodeURIComponent(id)}?replied=yes` }).end();
}
