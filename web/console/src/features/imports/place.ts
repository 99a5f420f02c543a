import * as z from 'zod/mini';

export const outcomes = ['created', 'updated', 'unchanged', 'refused'] as const;

/** What is to be imported; clients, where it is not said. */
export const ImportsSearch = z.object({
  of: z.catch(z.optional(z.enum(['clients', 'close-calendar', 'jobs'])), undefined),
});

export const ImportSearch = z.object({ outcome: z.catch(z.optional(z.enum(outcomes)), undefined) });
