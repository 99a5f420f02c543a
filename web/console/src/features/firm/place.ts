import * as z from 'zod/mini';

export const firmTabs = [
  'team',
  'roles',
  'settings',
  'days',
  'words',
  'mails',
  'letters',
  'states',
  'fields',
  'folders',
] as const;

export const FirmSearch = z.object({ tab: z.catch(z.optional(z.enum(firmTabs)), undefined) });
