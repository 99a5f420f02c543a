import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** Starts an execution of a job, unless it was started before. */
export type Start = (jobId: string, run: number) => Promise<void>;
/** Lets a waiting execution go on; one that waits no longer does so anyway. */
export type Wake = (token: string) => Promise<void>;
/** Whether an execution goes on, has come to an end, or was never started. */
export type StateOf = (jobId: string, run: number) => Promise<'running' | 'ended' | 'none'>;

const isNamed = (error: unknown, ...names: string[]) => error instanceof Error && names.includes(error.name);

export const nameOfRun = (jobId: string, run: number): string => `${jobId}-${run}`;

export const sfnStartJob =
  (sfn: SFNClient, stateMachineArn: string): Start =>
  async (jobId, run) => {
    const input = JSON.stringify({ jobId, run });
    const command = new StartExecutionCommand({ stateMachineArn, name: nameOfRun(jobId, run), input });
    await sfn.send(command).catch((error: unknown) => {
      if (!isNamed(error, 'ExecutionAlreadyExists')) throw error;
    });
  };

export const sfnStateOf =
  (sfn: SFNClient, stateMachineArn: string): StateOf =>
  async (jobId, run) => {
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${nameOfRun(jobId, run)}`;
    try {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING' ? 'running' : 'ended';
    } catch (error) {
      if (isNamed(error, 'ExecutionDoesNotExist')) return 'none';
      throw error;
    }
  };

export const sfnWake =
  (sfn: SFNClient): Wake =>
  async (taskToken) => {
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })).catch((error: unknown) => {
      if (!isNamed(error, 'TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist')) throw error;
    });
  };
