import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { type Document, documentActs, documentQuery, documentsQuery } from '../../web/console/src/lib/documents.ts';

test('a document that a colleague was faster with is read anew, where it is open and in its lists', async () => {
  const queries = new QueryClient();
  const document = { id: 'doc_1', clientId: 'cli_1', version: 1 } as Document;
  const one = documentQuery('doc_1').queryKey;
  const list = documentsQuery('cli_1').queryKey;
  queries.setQueryData(one, document);
  queries.setQueryData(list, { pages: [{ items: [document] }], pageParams: [undefined] });
  const refused = () => Promise.reject(new Error('Someone else changed this'));
  const act = queries.getMutationCache().build(queries, { ...documentActs(queries, document), mutationFn: refused });
  await expect(act.execute({ change: { name: 'Lease' } })).rejects.toThrow();
  expect([one, list].map((key) => queries.getQueryState(key)?.isInvalidated)).toEqual([true, true]);
});
