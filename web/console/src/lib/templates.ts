import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { TemplateHead as Head, TemplateView } from '../../../../functions/templates/template-view.ts';
import { type Page, read } from './http.ts';

export type TemplateHead = z.output<typeof Head>;
export type Template = z.output<typeof TemplateView>;

/** The templates of the firm by state and name: few, so all of them. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => {
    const found: TemplateHead[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<TemplateHead> = await read('/v1/templates', { limit: 100, cursor });
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  },
  staleTime: 60_000,
});

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: () => read<Template>(`/v1/templates/${id}`),
    enabled: id !== '',
  });

/** Who takes part in a template's jobs, by name: a role, and where it is filled from. */
export const rolesOf = ({ content }: Template): [role: string, source: string][] =>
  Object.entries(content.roles).toSorted(([a], [b]) => a.localeCompare(b));
