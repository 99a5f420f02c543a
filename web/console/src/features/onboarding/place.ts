import * as z from 'zod/mini';

/** Those that go on, those that are finished, or how long they took. */
export const OnboardingsSearch = z.object({
  tab: z.catch(z.optional(z.enum(['finished', 'report'])), undefined),
});
