import * as z from 'zod/mini';

/** What the address says of the list: all, or the unread; of every kind, or of one. */
export const NoticeSearch = z.object({
  show: z.catch(z.optional(z.enum(['unread'])), undefined),
  kind: z.catch(z.optional(z.string()), undefined),
});
