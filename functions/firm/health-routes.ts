import * as z from 'zod';
import { routesOf } from '../../shared/http/route.ts';

export const healthRoutes = [
  routesOf().reads({
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the API answers',
    allow: 'anyone',
    response: z.object({ status: z.literal('ok') }),
    load: async () => undefined,
    answer: () => ({ status: 'ok' as const }),
  }),
];
