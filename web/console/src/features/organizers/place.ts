import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** Of whom something is asked, and for which work. */
export const NewOrganizerSearch = z.object({ client: text, job: text });

/** What waits for us first, then what is with clients, then what is not out yet, then what is over. */
export const states = [
  'submitted',
  'sent',
  'in-progress',
  'returned',
  'draft',
  'scheduled',
  'accepted',
  'cancelled',
] as const;

export const OrganizersSearch = z.object({ state: z.catch(z.optional(z.enum(states)), undefined) });
