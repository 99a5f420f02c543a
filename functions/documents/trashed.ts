import * as z from 'zod';

/** How a document lies in the trash. */
export const Trashed = z.object({
  by: z.string(),
  at: z.iso.datetime(),
  reason: z.string().optional(),
  /** When it is looked at, to be erased unless something holds it. */
  purgeAt: z.iso.datetime(),
});
export type Trashed = z.output<typeof Trashed>;
