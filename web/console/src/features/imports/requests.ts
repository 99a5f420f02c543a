import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query';
import type * as z from 'zod';
import type { ImportView, NewImport, Of } from '../../../../../functions/imports/import.ts';
import type { PlannedRow as Planned, Preview as Shown } from '../../../../../functions/imports/preview.ts';
import { watchBatch } from '../../lib/batches.ts';
import { type Page, post, read } from '../../lib/http.ts';

export type Import = z.output<typeof ImportView>;
export type Preview = z.output<typeof Shown>;
export type PlannedRow = z.output<typeof Planned>;
export type Asked = Omit<z.input<typeof NewImport>, 'dryRun'>;
export type { Of };
export type ImportRow = {
  row: number;
  name: string;
  outcome: string;
  why?: string;
  clientId?: string;
  jobId?: string;
  changes: string[];
  notes: string[];
};

const path = (of: Of) => `/v1/imports/${of}`;

/** The file as the API takes it. */
export async function fileOf(file: File): Promise<Asked['file']> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return { name: file.name, content: btoa(binary) };
}

export const usePreview = (of: Of) =>
  useMutation({ mutationFn: (asked: Asked) => post<Preview>(path(of), { ...asked, dryRun: true }) });

export const useImport = (of: Of) =>
  useMutation({
    mutationFn: async (asked: Asked) => (await post<{ import: Import }>(path(of), { ...asked, dryRun: false })).import,
    onSuccess: ({ batchId }) => watchBatch(batchId),
  });

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam }) => read<Page<Import>>('/v1/imports', { limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

export const importQuery = (id: string) =>
  queryOptions({ queryKey: ['imports', id], queryFn: () => read<Import>(`/v1/imports/${id}`) });

export const importRowsQuery = (id: string, outcome: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', outcome],
    queryFn: ({ pageParam }) =>
      read<Page<ImportRow>>(`/v1/imports/${id}/rows`, { outcome, limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
