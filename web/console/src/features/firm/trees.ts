import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Tree, treesQuery } from '../../lib/folders.ts';
import { put, remove } from '../../lib/http.ts';
import type { TreeInput } from './tree-rows.ts';

export function useTrees() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: treesQuery.queryKey });
  const at = (key: string) => `/v1/folder-templates/${key}`;
  return {
    keep: useMutation({
      mutationFn: ({ key, tree, version }: { key: string; tree: TreeInput; version: number }) =>
        put<Tree>(at(key), tree, version),
      onSettled,
    }),
    reset: useMutation({ mutationFn: ({ key, version }: Tree) => remove(at(key), version), onSettled }),
  };
}
