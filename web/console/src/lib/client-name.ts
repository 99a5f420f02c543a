import { useQuery } from '@tanstack/react-query';
import { read } from './http.ts';

type Named = { id: string; name: string };

/** What a client is called, where only its id is known. */
export function useClientName(id: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ['clients', id ?? ''],
    queryFn: () => read<Named>(`/v1/clients/${id}`),
    enabled: id !== undefined,
  });
  return data?.name;
}
