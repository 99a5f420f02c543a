import { uniqueKey } from '../../../shared/events/write.ts';
import type { Running } from './kind.ts';

/** In which partition stands who has a unique value, by the pointer that stands in its place. */
export async function holderOf({ table }: Pick<Running, 'table'>, key: string): Promise<string | undefined> {
  const item = await table.get(uniqueKey(key), { strong: true });
  return typeof item?.holder === 'string' ? item.holder : undefined;
}
