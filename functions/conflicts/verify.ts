import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { checkPartition, headsOf, partition, type Verifying } from '../audit/verify.ts';
import { conflicts, findings } from './store.ts';
import { type Conflict, contentOf, type Finding } from './conflict.ts';

export const ReportVerdict = z
  .object({ verdict: z.enum(['intact', 'erased', 'altered']), says: z.string(), record: z.string().optional() })
  .meta({ id: 'ConflictVerdict' });

/**
 * Whether a report is as it was frozen: its records against the digests of their events, the chain against the seals,
 * and the content against its own hash. Nothing is read by its schema: what was altered need not follow one.
 */
export async function verifyReport(
  { table, seals, records }: Pick<Verifying, 'table' | 'seals'> & { records: Records },
  id: string,
): Promise<z.output<typeof ReportVerdict>> {
  const key = conflicts.key(id);
  const [head] = await records.items([key]);
  if (!head) throw notFound(conflicts.name, id);
  const sealed = headsOf(await seals.all()).get(key.pk);
  const { finding } = await checkPartition(table, key.pk, sealed);
  if (finding)
    return { verdict: 'altered', says: finding.says, ...(finding.record !== undefined && { record: finding.record }) };
  const items = await partition(table, key.pk);
  const conflict = items.find(({ sk }) => sk === key.sk) as unknown as Conflict;
  const found = items.filter(({ entity }) => entity === findings.name) as unknown as Finding[];
  if (conflict.erasedAt !== undefined)
    return { verdict: 'erased', says: `Intact but for what an erasure took away on ${conflict.erasedAt.slice(0, 10)}` };
  if (contentOf(conflict, found) !== conflict.content)
    return { verdict: 'altered', says: 'What was found is not what was frozen' };
  return { verdict: 'intact', says: `As it was frozen on ${conflict.searchedAt.slice(0, 10)}` };
}
