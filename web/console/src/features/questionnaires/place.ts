import * as z from 'zod/mini';

export const questionnaireTabs = ['preview', 'edit', 'versions'] as const;

export const QuestionnairesSearch = z.object({ tab: z.catch(z.optional(z.enum(['library'])), undefined) });
export const QuestionnaireSearch = z.object({ tab: z.catch(z.optional(z.enum(questionnaireTabs)), undefined) });
