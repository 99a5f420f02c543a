import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Sets the machine to work on a batch. */
export type StartMachine = (batchId: string) => Promise<void>;

/** One execution for a batch, named after it: a repeated event finds it there. */
export const sfnStart =
  (sfn: SFNClient, stateMachineArn: string): StartMachine =>
  async (name) => {
    const input = JSON.stringify({ batchId: name });
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input })).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
    });
  };
