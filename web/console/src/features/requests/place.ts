import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** Of whom something is asked, and for which work. */
export const NewRequestSearch = z.object({ client: text, job: text });

/** Which requests are chased: everyone’s, or those in one’s own name. */
export const ChasingSearch = z.object({
  whose: z.catch(z.optional(z.enum(['mine', 'everyone'])), undefined),
  state: z.catch(z.optional(z.enum(['open', 'people', 'submitted', 'unsent'])), undefined),
});
