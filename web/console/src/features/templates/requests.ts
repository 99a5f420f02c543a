import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { TemplateDiff } from '../../../../../functions/templates/diff.ts';
import type { FaultView, VersionHead } from '../../../../../functions/templates/template-view.ts';
import { type Page, patch, post, read } from '../../lib/http.ts';
import { type Template, type TemplateHead, templateQuery, templatesQuery } from '../../lib/templates.ts';

export type Content = Template['content'];
export type TemplateTask = Content['sections'][number]['tasks'][number];
export type Fault = z.output<typeof FaultView>;
export type Version = z.output<typeof VersionHead>;
export type Diff = z.output<typeof TemplateDiff>;
export type InLibrary = { key: string; name: string; for: string[]; tasks: number; content: Content };

export const libraryQuery = queryOptions({
  queryKey: ['templates', 'library'],
  queryFn: async () => (await read<{ items: InLibrary[] }>('/v1/templates/library')).items,
  staleTime: Infinity,
});

/** The text of a draft, of this version or what came after it; until it is there, that of the version before. */
export const yamlQuery = ({ id, version }: Pick<Template, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['templates', id, 'yaml', version],
    queryFn: async () => (await read<{ yaml: string }>(`/v1/templates/${id}/yaml`)).yaml,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 0,
  });

export const faultsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'faults'],
    queryFn: async () => (await post<{ faults: Fault[] }>(`/v1/templates/${id}/lint`)).faults,
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'versions'],
    queryFn: async () => (await read<Page<Version>>(`/v1/templates/${id}/versions`, { limit: 100 })).items,
  });

export const diffQuery = (id: string, from: number, to: number | 'draft') =>
  queryOptions({
    queryKey: ['templates', id, 'diff', from, to],
    queryFn: () => read<Diff>(`/v1/templates/${id}/diff`, { from, to }),
  });

export function useAdopt() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => post<Template>('/v1/templates', { from: 'library', key }),
    onSuccess: (template) => {
      queries.setQueryData(templateQuery(template.id).queryKey, template);
      // The list follows a moment later than the record.
      setTimeout(() => void queries.invalidateQueries({ queryKey: templatesQuery.queryKey, exact: true }), 600);
    },
  });
}

export function useTemplate({ id, version }: Pick<Template, 'id' | 'version'>) {
  const queries = useQueryClient();
  const { queryKey } = templateQuery(id);
  const settle = () => {
    void queries.invalidateQueries({ queryKey });
    setTimeout(() => void queries.invalidateQueries({ queryKey: templatesQuery.queryKey, exact: true }), 600);
  };
  const act = (path: string, body?: object) => post<TemplateHead>(`/v1/templates/${id}/${path}`, body, { version });
  return {
    save: useMutation({
      mutationFn: (content: Content) => patch<Template>(`/v1/templates/${id}`, { content }, version),
      onSuccess: (changed) => {
        queries.setQueryData(queryKey, changed);
        settle();
      },
      onError: () => void queries.invalidateQueries({ queryKey }),
    }),
    publish: useMutation({
      mutationFn: (note: string) => act('publish', note ? { note } : {}),
      onSuccess: settle,
    }),
    withdraw: useMutation({ mutationFn: () => act('withdraw'), onSuccess: settle }),
    restore: useMutation({ mutationFn: () => act('restore'), onSuccess: settle }),
  };
}
