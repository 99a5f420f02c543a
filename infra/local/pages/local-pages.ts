import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { foreign } from '../gateway/local.ts';
import { decodePercent } from '../gateway/routes.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { html } from './html.ts';
import { landingPage, type Landing } from './landing.ts';
import { mailListPage, PAGE_SIZE, type MailFilter } from './mail-list.ts';
import { mailViewPage } from './mail-view.ts';
import { page, send, sendPage } from './page.ts';
import { postReply, type Receives } from './reply-form.ts';

type Visit = { response: ServerResponse; url: URL; parts: string[] };
type Show = (visit: Visit) => void;
type Page = readonly [path: RegExp, show: Show];

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

function filterOf({ searchParams }: URL): MailFilter {
  const text = (name: string) => searchParams.get(name)?.trim() || undefined;
  return { to: text('to'), search: text('search'), since: text('since'), before: text('before') };
}

/** Milliseconds since the epoch, from those or from an ISO instant. */
function sinceOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function sendMissing(response: ServerResponse): void {
  const body = html`<h1>This mail is not here</h1>
    <p class="quiet">A fresh start clears the mailbox. <a href="/local/mail">All mail</a></p>`;
  sendPage(response, page({ title: 'Not here', body, place: '/local/mail' }), 404);
}

const sendJson = (response: ServerResponse, value: unknown, status = 200) =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));

function mailPages(mailbox: Mailbox, clock: Clock, { at }: Receives): Page[] {
  const query = (url: URL) => {
    const filter = filterOf(url);
    return { filter, mails: mailbox.list({ ...filter, since: sinceOf(filter.since), limit: PAGE_SIZE }) };
  };
  const list: Show = ({ response, url }) =>
    sendPage(response, mailListPage({ ...query(url), recipients: mailbox.recipients(), now: clock.now() }));
  const view: Show = ({ response, url, parts: [id = ''] }) => {
    const mail = mailbox.read(id);
    if (!mail) return sendMissing(response);
    sendPage(response, mailViewPage(mail, clock.now(), { isSent: url.searchParams.has('replied'), at }));
  };
  const viewJson: Show = ({ response, parts: [id = ''] }) => {
    const mail = mailbox.read(id);
    sendJson(response, mail ?? { message: 'This mail is not here' }, mail ? 200 : 404);
  };
  const attachment: Show = ({ response, parts: [id = '', n] }) => {
    const found = mailbox.attachment(id, Number(n));
    if (!found) return sendMissing(response);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`);
    send(response, 200, 'application/octet-stream', found.content);
  };
  return [
    [/^\/local\/mail$/, list],
    [/^\/local\/mail\.json$/, ({ response, url }) => sendJson(response, { items: query(url).mails })],
    [/^\/local\/mail\/([^/]+)\.json$/, viewJson],
    [/^\/local\/mail\/([^/]+)$/, view],
    [/^\/local\/mail\/([^/]+)\/attachments\/(\d{1,4})$/, attachment],
  ];
}

/** The gateway refuses strangers too; these pages do so wherever they are served from. */
function refuse(request: IncomingMessage, response: ServerResponse): boolean {
  const why = foreign(request);
  if (why) send(response, 403, 'text/plain; charset=utf-8', why);
  else if (request.method === 'GET' || request.method === 'HEAD') return false;
  else send(response.setHeader('allow', 'GET, HEAD'), 405, 'text/plain; charset=utf-8', 'This page can only be read');
  return true;
}

/** The landing page and the mail pages, with what they need. They have no sign-in: this machine's own browser only. */
export function localPages(options: {
  mailbox: Mailbox;
  clock: Clock;
  landing: Landing;
  /** Takes replies to mail. */
  receives: Receives;
}): RestService {
  const { mailbox, clock, landing, receives } = options;
  const style: Show = ({ response }) => send(response, 200, 'text/css; charset=utf-8', asset('./style.css'));
  const script: Show = ({ response }) =>
    send(response, 200, 'text/javascript; charset=utf-8', asset('./copy-token.js'));
  const pages: Page[] = [
    [/^\/local\/?$/, ({ response }) => sendPage(response, landingPage(landing))],
    [/^\/local\/style\.css$/, style],
    [/^\/local\/copy-token\.js$/, script],
    ...mailPages(mailbox, clock, receives),
  ];
  return async (request, response, url) => {
    const [, id] = /^\/local\/mail\/([^/]+)\/reply$/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      await postReply(request, response, { id: decodePercent(id), mailbox, receives });
      return true;
    }
    for (const [path, show] of pages) {
      const found = path.exec(url.pathname);
      if (!found) continue;
      if (!refuse(request, response)) show({ response, url, parts: found.slice(1).map(decodePercent) });
      return true;
    }
    return false;
  };
}
