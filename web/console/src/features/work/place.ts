import * as z from 'zod/mini';

/** What the address of the work list says: whose it is (mine where nothing is said), and which row is looked at. */
export const WorkSearch = z.object({
  tab: z.catch(z.optional(z.enum(['reviews'])), undefined),
  /** A member’s id, `nobody` or `everyone`. */
  whose: z.catch(z.optional(z.string()), undefined),
  peek: z.catch(z.optional(z.string()), undefined),
});
export type WorkSearch = z.output<typeof WorkSearch>;
