import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { contacts, type Route, routesOf } from '../../shared/http/route.ts';
import { recordsOf, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { newToken } from '../../shared/tokens.ts';
import type { PortalCaller } from './authenticate.ts';
import { enter } from './entering.ts';
import { portalEvent } from './events.ts';
import { faceOf, HomeView, homeOf, loadFace, loadHome, PortalFirm } from './home.ts';
import { isCopied, opened } from './link.ts';
import { begin, cookieOf, ended, noCookie, started } from './session.ts';
import { portalLinks, readLink } from './store.ts';

const on = routesOf<{ table: Table }>();

export const sessionRoutes: readonly Route<{ table: Table }>[] = [
  on.changes({
    method: 'POST',
    path: '/portal/v1/session',
    summary: 'Open your page by the link that was mailed to you',
    description:
      'Answers with the page and sets a cookie. A link works on any device, as often as needed, until it expires or is revoked.',
    allow: 'anyone',
    sensitive: true,
    limit: { per: 'address', times: 60, seconds: 600 },
    body: z.strictObject({ token: z.string().max(200) }).meta({ id: 'PortalToken' }),
    response: HomeView,
    async load({ body: { token } }, { table }) {
      const entering = await enter(table, token, instant());
      const home = await loadHome(recordsOf(table, entering.caller), entering.caller);
      return { ...entering, home, secret: newToken() };
    },
    decide({ loaded: { link, tail, caller, home, secret }, now }) {
      const by = { contactId: caller.id, linkId: link.id, ...(isCopied(link) && { copied: true as const }) };
      const session = begin(secret, by, Date.parse(now));
      const write = portalLinks.replace(link, opened(link, now));
      return {
        write: [portalEvent('portal-link.opened', tail, [write], { also: [started(session)] })],
        answer: homeOf(home, now),
        cookies: [cookieOf(secret)],
        by: caller.id,
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/portal/v1/session',
    summary: 'Sign out of your page',
    allow: contacts,
    status: 204,
    async load(_, { table, records }) {
      const { session } = (await records.reader()) as PortalCaller;
      return { session, found: (await readLink(table, session.linkId))! };
    },
    decide: ({ loaded: { session, found } }) => ({
      write: [
        portalEvent('portal-link.left', found.tail, [], {
          about: [portalLinks.key(found.link.id).sk],
          clientIds: found.link.clientIds,
          also: [ended(session)],
        }),
      ],
      answer: undefined,
      cookies: [noCookie],
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/firm',
    summary: 'Whose page this is',
    description: 'Name, number, colour and logo of the firm, for whoever is about to open their page.',
    allow: 'anyone',
    limit: { per: 'address', times: 300, seconds: 600 },
    response: PortalFirm,
    load: (_, { table }) => loadFace(systemRecords(table)),
    answer: ({ loaded }) => faceOf(loaded),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/home',
    summary: 'Your page: what we need from you, and how far your work is',
    allow: contacts,
    response: HomeView,
    load: async (_, { records }) => loadHome(records, (await records.reader()) as PortalCaller),
    answer: ({ loaded, now }) => homeOf(loaded, now),
  }),
];
