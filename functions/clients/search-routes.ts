import * as z from 'zod';
import { everyone, routesOf } from '../../shared/http/route.ts';
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
      'Every word typed must begin a word of the name, a former name, the number, a tag, a mail address or a phone number; of each record the twelve most telling words can be found.',
    allow: everyone,
    query: z.strictObject({
      q: z.string().trim().min(2).max(100),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: z.object({ items: z.array(Hit) }),
    load: ({ query }, { records }) => search(records, query.q, query.limit),
    answer: ({ loaded }) => ({ items: loaded }),
  }),
];
