import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type { VersionView } from '../../../../functions/documents/version-routes.ts';
import { read } from './http.ts';

type Version = z.output<typeof VersionView>;

const isOnItsWay = ({ status, n }: Version) =>
  n === undefined && ['expected', 'arrived', 'checking', 'released'].includes(status);
const patience = 10 * 60_000;

/** The newest first, with those on their way; looked at again as long as there are some. */
export const versionsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['documents', 'versions', documentId],
    queryFn: async () => (await read<{ items: Version[] }>(`/v1/documents/${documentId}/versions`)).items,
    refetchInterval: ({ state: { data = [] } }) =>
      data.some((one) => isOnItsWay(one) && Date.now() - Date.parse(one.addedAt) < patience) ? 1_500 : false,
  });
