import { batchKinds } from '../../functions/batch-kinds.ts';
import { runBatch } from '../../functions/batches/run.ts';
import { startBatch } from '../../functions/batches/store.ts';
import { callerOf } from '../../functions/firm/authenticate.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { anAuthor } from './builders.ts';
import type { FirmUnderTest } from './call.ts';

/** Long work under way, begun by the administrator; nobody works on it. */
export async function aBatch({ memory, admin }: Pick<FirmUnderTest, 'memory' | 'admin'>, more: object = {}) {
  const id = newId('batch');
  const asked = { kind: 'nothing', title: 'Do nothing', startedBy: admin.id, given: {}, ...more };
  await write(memory, [startBatch(asked, id, '2026-01-05T15:00:00.000Z')], anAuthor(admin.id));
  return id;
}

/** A mail that waits for the firm to go live. */
export async function aHeldMail(
  { admin: { call } }: Pick<FirmUnderTest, 'admin'>,
  clientId: string,
  contactId: string,
): Promise<string> {
  const body = { contactId, subject: 'Hello', text: 'Hello Odile' };
  const reply = await call('POST', `/v1/clients/${clientId}/mails`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body.id;
}

/** Works on a batch to its end, as the machine would. */
export async function worked({ table, deps }: Pick<FirmUnderTest, 'table' | 'deps'>, id: string): Promise<void> {
  const running = { table, kinds: batchKinds, deps, callerOf: callerOf(table) };
  for (let turns = 0; turns < 100; turns++) {
    const { done, wait } = await runBatch(running, id);
    if (done) return;
    process.env.CLOCK_OFFSET_MS = String(Number(process.env.CLOCK_OFFSET_MS ?? 0) + wait * 1000);
  }
  throw new Error(`${id} does not come to an end`);
}

/** Works on a batch until it has written so often, and dies there; or to where it has to wait. */
export async function stoppedAfter(
  { memory, deps }: Pick<FirmUnderTest, 'memory' | 'deps'>,
  id: string,
  writes: number,
) {
  let left = writes;
  const table: Table = {
    ...memory,
    write: async (...given) => {
      if (left-- <= 0) throw new Error('stopped here');
      return memory.write(...given);
    },
  };
  const running = { table, kinds: batchKinds, deps: { ...deps, table }, callerOf: callerOf(table) };
  await runBatch(running, id).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'stopped here')) throw error;
  });
}
