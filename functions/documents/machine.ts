import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Table } from '../../shared/table/table.ts';
import { documents } from './store.ts';

/** Sets intake to work on what lies under a key. */
export type StartIntake = (key: string) => Promise<void>;

/** As the bucket's event does it: each step may come again, so one execution more does no harm. */
export const sfnStartIntake =
  (sfn: SFNClient, stateMachineArn: string): StartIntake =>
  async (key) => {
    await sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ key }) }));
  };

/** A person has decided on a file, or it was erased: intake goes on, or takes it away. */
export async function onDecided({ table, start }: { table: Table; start: StartIntake }, pk: string): Promise<void> {
  const item = await table.get({ pk, sk: documents.key('').sk }, { strong: true });
  if (item) await start(documents.read(item).key);
}
