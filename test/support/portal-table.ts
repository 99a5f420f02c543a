import { portalPartitions } from '../../infra/portal-partitions.ts';
import { keyOf, type Table } from '../../shared/table/table.ts';

/** As IAM compares them: a star is any text. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text);

export const isLetIn = (pk: string): boolean => portalPartitions.some((pattern) => matches(pattern, pk));

function check(...pks: readonly string[]): void {
  const refused = pks.find((pk) => !isLetIn(pk));
  if (refused !== undefined) throw new Error(`AccessDenied: the clients’ page is not let into ${refused}`);
}

/** The table as its role lets the function of the clients' page touch it. */
export const portalTable = (table: Table): Table => ({
  async get(key, options) {
    check(key.pk);
    return table.get(key, options);
  },
  async getMany(keys, options) {
    check(...keys.map(({ pk }) => pk));
    return table.getMany(keys, options);
  },
  async query(query) {
    check(query.pk);
    return table.query(query);
  },
  async write(writes) {
    check(...writes.map((write) => keyOf(write).pk));
    return table.write(writes);
  },
  async count(key, expires) {
    check(key.pk);
    return table.count(key, expires);
  },
});
