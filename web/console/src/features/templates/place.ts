import * as z from 'zod/mini';

export const templateTabs = ['tasks', 'edit', 'versions'] as const;

export const TemplatesSearch = z.object({ tab: z.catch(z.optional(z.enum(['library'])), undefined) });
export const TemplateSearch = z.object({ tab: z.catch(z.optional(z.enum(templateTabs)), undefined) });
