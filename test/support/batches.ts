import { batchKinds } from '../../functions/batch-kinds.ts';
import { runBatch } from '../../functions/batches/run.ts';
import { startBatch } from '../../functions/batches/store.ts';
import { callerOf } from '../../functions/firm/authenticate.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import type { FirmUnderTest } from './call.ts';

/** Long work under way, begun by the administrator; nobody works on it. */
export async function aBatch({ memory, admin }: Pick<FirmUnderTest, 'memory' | 'admin'>, more: object = {}) {
  const id = newId('batch');
  const asked = { kind: 'nothing', title: 'Do nothing', startedBy: admin.id, given: {}, ...more };
  await write(memory, [startBatch(asked, id, '2026-01-05T15:00:00.000Z')], anAuthor(admin.id));
  return id;
}

/** Works on a batch to its end, as the machine would. */
export async function worked({ table }: Pick<FirmUnderTest, 'table'>, id: string): Promise<void> {
  const running = { table, kinds: batchKinds, deps: { table }, callerOf: callerOf(table) };
  for (let turns = 0; turns < 100; turns++) if ((await runBatch(running, id)).done) return;
  throw new Error(`${id} does not come to an end`);
}
