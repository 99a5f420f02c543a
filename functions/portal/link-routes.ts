import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { type Route, routesOf } from '../../shared/http/route.ts';
import type { Table } from '../../shared/table/table.ts';
import { sendTo, writeNewLink } from './new-link.ts';

const on = routesOf<{ table: Table }>();

/** Asking for a link, without a session. */
export const linkRoutes: readonly Route<{ table: Table }>[] = [
  on.changes({
    method: 'POST',
    path: '/portal/v1/links',
    summary: 'Have a new link to your page mailed to you',
    description:
      'By the link that no longer works, or by your mail address. It goes to the address that the firm has; the answer is the same whether it knows one.',
    allow: 'anyone',
    sensitive: true,
    limit: { per: 'address', times: 20, seconds: 3600 },
    body: z
      .union([z.strictObject({ token: z.string().max(200) }), z.strictObject({ mail: z.email().max(254) })])
      .meta({ id: 'AskForPortalLink' }),
    status: 202,
    load: async ({ body }, { table, newId }) =>
      (await sendTo(table, body, instant())).map((one) => ({ ...one, id: newId('mail') })),
    decide: ({ loaded, now }) => ({
      write: loaded.map(({ id, ...one }) => writeNewLink(one, { id, now })),
      answer: undefined,
      by: 'system',
    }),
  }),
];
