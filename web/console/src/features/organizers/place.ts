import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** Of whom something is asked, and for which work. */
export const NewOrganizerSearch = z.object({ client: text, job: text });

export const OrganizersSearch = z.object({
  state: z.catch(z.optional(z.enum(['submitted', 'sent', 'in-progress', 'returned', 'draft'])), undefined),
});
