import { authenticate, identify } from '../../functions/portal/authenticate.ts';
import { withLinks } from '../../functions/portal/in-mail.ts';
import { portalRoutes } from '../../functions/portal-routes.ts';
import { deliver, type Outgoing } from '../../functions/notifications/deliver.ts';
import { api } from '../../shared/http/api.ts';
import { checkOrigin, siteHeader } from '../../shared/http/edge.ts';
import type { HttpEvent } from '../../shared/http/request.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { at } from './at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest, httpEvent, type Reply, type Sent } from './call.ts';
import { fakeUploads } from './fakes.ts';
import { portalTable } from './portal-table.ts';

export const site = 'd111.cloudfront.example';

/** Someone's browser on the clients' page: it keeps the cookie that it is given. */
export type Browser = {
  call: (method: string, path: string, sent?: Sent) => Promise<Reply & { cookies: string[] }>;
  cookie: () => string | undefined;
};

/** The clients' page over the firm's table, and what is needed to come to it. */
export function aPortal(firm: FirmUnderTest) {
  const { table } = firm;
  const reached = portalTable(table);
  const handler = api(portalRoutes, {
    table: reached,
    cursors: sealedCursors(reached),
    identify,
    authenticate: authenticate(reached),
    guard: checkOrigin,
    deps: { table: reached, uploads: fakeUploads() },
    log: () => {},
  });
  let requests = 0;

  function browser(jar?: string): Browser {
    let cookie = jar;
    return {
      cookie: () => cookie,
      async call(method, path, sent = {}) {
        const headers = { [siteHeader]: site, origin: `https://${site}`, ...sent.headers };
        const event = httpEvent(method, path, null, { ...sent, headers });
        const cookies = cookie === undefined ? [] : [`theme=dark`, cookie];
        const reply = await handler({ ...event, cookies } as HttpEvent, { awsRequestId: `portal-${++requests}` });
        for (const set of reply.cookies ?? []) cookie = set.includes('Max-Age=0') ? undefined : set.split(';')[0];
        const body = reply.body ? (JSON.parse(reply.body) as Answer) : undefined;
        return {
          status: reply.statusCode!,
          headers: reply.headers as Record<string, string>,
          body,
          cookies: [...(reply.cookies ?? [])],
        };
      },
    };
  }

  /** A contact of these clients, the portal switched on. */
  async function contact(clientIds: readonly string[], more: object = {}): Promise<string> {
    const [first, ...others] = clientIds;
    const body = { name: 'Odile Marchetti', mail: 'odile@marchetti.example', portal: true, ...more };
    const made = await firm.admin.call('POST', `/v1/clients/${first}/contacts`, { body });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    for (const id of others)
      await firm.admin.call('PUT', `/v1/clients/${id}/contacts/${made.body.id}`, { body: { portal: true } });
    return made.body.id as string;
  }

  /** The token of a link that someone of the firm copied. */
  async function token(contactId: string): Promise<string> {
    const { status, body } = await firm.admin.call('POST', `/v1/contacts/${contactId}/portal-links/copy`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return (body.path as string).slice('/portal#'.length);
  }

  const open = (by: string, from = browser()) => from.call('POST', '/portal/v1/session', { body: { token: by } });

  /** A browser in which the page of a contact is open. */
  async function opened(contactId: string): Promise<Browser> {
    const from = browser();
    const reply = await open(await token(contactId), from);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return from;
  }

  /** Sends every queued mail, as delivery does. */
  async function delivered(): Promise<Outgoing[]> {
    const sent: Outgoing[] = [];
    const queued = firm.memory.all().filter(({ entity, status }) => entity === 'mail' && status === 'queued');
    const send = async (mail: Outgoing) => void sent.push(mail);
    for (const { id } of queued) await deliver(table, send, id as string, withLinks(table, `https://${site}`));
    return sent;
  }

  return { browser, contact, token, open, opened, delivered };
}

/** A firm on a Sunday, with a client whose contact has a page. */
export async function aFirmWithAPage(person: object = {}) {
  at('2026-11-08T16:00:00.000Z');
  const firm = await aFirm();
  const portal = aPortal(firm);
  const { id: clientId }: { id: string } = await aClient(firm.admin.call);
  return { firm, portal, clientId, contactId: await portal.contact([clientId], person) };
}
