import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { post, put, read, remove } from '../../lib/http.ts';

/** What the firm can put into its own words, as a list tells of it. */
export type WordedLine = {
  key: string;
  name: string;
  own: boolean;
  changedAt?: string | undefined;
  /** Why nothing sends it so far. */
  notYet?: string | undefined;
};

export type Worded = WordedLine & {
  text: string;
  shipped: boolean;
  version: number;
  can: { edit: boolean; reset: boolean };
  fields: readonly string[];
};

/** How such words are read, tried, kept and put back; lists of them stand under the same name. */
export function ownWords<One extends Worded, Input, Said extends object>(name: 'mail-templates' | 'letter-templates') {
  const at = (key: string) => `/v1/${name}/${key}`;
  const one = (key: string) => queryOptions({ queryKey: [name, key], queryFn: () => read<One>(at(key)) });
  /** What the words come to, with every field as it may look; what could not be sent is refused, and says why. */
  const preview = (key: string, words: Said) =>
    queryOptions({
      queryKey: [name, key, 'preview', words],
      queryFn: () => post<Said>(`${at(key)}/preview`, words),
      placeholderData: keepPreviousData,
      retry: false,
      gcTime: 60_000,
    });
  function useChanges() {
    const queries = useQueryClient();
    const onSettled = () => queries.invalidateQueries({ queryKey: [name] });
    return {
      keep: useMutation({
        mutationFn: ({ key, words, version }: { key: string; words: Input; version: number }) =>
          put<One>(at(key), words, version),
        onSuccess: (kept) => queries.setQueryData(one(kept.key).queryKey, kept),
        onSettled,
      }),
      reset: useMutation({
        mutationFn: ({ key, version }: Pick<Worded, 'key' | 'version'>) => remove(at(key), version),
        onSettled,
      }),
    };
  }
  return { one, preview, useChanges };
}
