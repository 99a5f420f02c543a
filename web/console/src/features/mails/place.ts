import * as z from 'zod/mini';

export const mailStates = ['held', 'queued', 'sent', 'discarded'] as const;

export const MailSearch = z.object({
  status: z.catch(z.optional(z.enum(mailStates)), undefined),
  peek: z.catch(z.optional(z.string()), undefined),
});
