import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Import } from './import.ts';

export const imports = entity({
  name: 'import',
  schema: Import,
  key: (id: string) => ({ pk: `IMPORT#${id}`, sk: 'IMPORT' }),
  id: (one) => one.id,
  indexes: ({ id }) => ({ byStatusPk: 'IMPORT', byStatusSk: id }),
});

/** Newest first. */
export async function listImports(records: Records, limit: number, cursor?: string) {
  const { items, next } = await records.page({ index: 'byStatus', pk: 'IMPORT', limit, newestFirst: true }, cursor);
  return { items: items.map(imports.read), ...(next !== undefined && { next }) };
}
