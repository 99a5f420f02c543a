import * as z from 'zod/mini';

/** Names to begin with, and the client that the search is for. */
export const ConflictSearch = z.object({
  names: z.catch(z.optional(z.string()), undefined),
  clientId: z.catch(z.optional(z.string()), undefined),
});
