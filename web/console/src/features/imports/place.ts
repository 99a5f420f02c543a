import * as z from 'zod/mini';

export const outcomes = ['created', 'updated', 'unchanged', 'refused'] as const;

export const ImportSearch = z.object({ outcome: z.catch(z.optional(z.enum(outcomes)), undefined) });
