import * as z from 'zod/mini';

export const firmTabs = ['team', 'settings', 'words', 'mails', 'letters', 'states', 'fields', 'folders'] as const;

export const FirmSearch = z.object({ tab: z.catch(z.optional(z.enum(firmTabs)), undefined) });
