import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** With which client, and about which work. */
export const NewThreadSearch = z.object({ client: text, job: text });

/** Which conversations: everyone’s or one’s own, in which state. */
export const InboxSearch = z.object({
  whose: z.catch(z.optional(z.enum(['mine', 'everyone'])), undefined),
  state: z.catch(z.optional(z.enum(['waits-for-us', 'waits-for-them', 'closed'])), undefined),
});
