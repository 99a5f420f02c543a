import * as z from 'zod';
import { everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { Lifecycle } from './client.ts';
import { search } from './search.ts';

const Hit = z
  .object({ kind: z.enum(['client', 'contact']), id: z.string(), title: z.string(), detail: z.string() })
  .meta({ id: 'SearchHit' });

export const searchRoutes = [
  routesOf().reads({
    method: 'GET',
    path: '/v1/search',
    summary: 'Search as you type, over clients and people',
    description:
      'Every word typed must begin a word of the name, a former name, the number, a tag, a mail address or a phone number; of each record the twelve most telling words can be found. With a state, a person or a tag: clients of whom that holds, as they are now, and the people of such clients. What few letters begin is not looked through to its end: `more` says that there may be more, which further letters find.',
    allow: everyone,
    query: z.strictObject({
      q: z.string().trim().min(2).max(100),
      lifecycle: Lifecycle.optional(),
      responsible: Id('member').optional(),
      /** In whichever role. */
      member: Id('member').optional(),
      tag: z.string().trim().min(1).max(40).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(Hit), more: z.boolean() }),
    load: ({ query }, { records }) => search(records, query),
    answer: ({ loaded }) => loaded,
  }),
];
