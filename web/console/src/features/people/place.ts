import * as z from 'zod/mini';

export const PeopleSearch = z.object({ q: z.catch(z.optional(z.string()), undefined) });
