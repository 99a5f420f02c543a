import { AwsError, type JsonService } from '../aws-api.ts';
import type { Engine } from './engine.ts';
import { maximumBytes } from './errors.ts';
import type { Execution } from './executions.ts';
import { historyEvent } from './history-event.ts';

type Page = { maxResults?: number; nextToken?: string };

const seconds = (milliseconds: number) => milliseconds / 1000;

/** The API of AWS Step Functions over the engine. */
export function statesApi(engine: Engine): JsonService {
  return {
    target: 'AWSStepFunctions',
    operations: { ...executionOperations(engine), ...taskOperations(engine), ...machineOperations(engine) },
  };
}

function executionOperations(engine: Engine) {
  return {
    StartExecution: (request: { stateMachineArn: string; name?: string; input?: string }) => {
      const { arn, started } = engine.start({ ...request, input: request.input ?? '{}' });
      return { executionArn: arn, startDate: seconds(started) };
    },
    DescribeExecution: ({ executionArn }: { executionArn: string }) => {
      const execution = engine.execution(executionArn);
      const { input, output, error, cause } = execution;
      return {
        ...summary(execution),
        input,
        inputDetails: { included: true },
        ...(output !== null && { output, outputDetails: { included: true } }),
        ...(error !== null && { error, cause }),
      };
    },
    ListExecutions: ({
      stateMachineArn,
      statusFilter,
      maxResults,
      nextToken,
    }: Page & { stateMachineArn: string; statusFilter?: string }) => {
      engine.machine(stateMachineArn);
      const limit = limitOf(maxResults, 100);
      const found = engine.list(stateMachineArn, statusFilter, positionOf(nextToken), limit);
      return { executions: found.map(summary), ...tokenAfter(found, limit) };
    },
    StopExecution: ({ executionArn, error, cause }: { executionArn: string; error?: string; cause?: string }) => ({
      stopDate: seconds(engine.stop(executionArn, error, cause).stopped!),
    }),
    GetExecutionHistory: ({
      executionArn,
      maxResults,
      nextToken,
      reverseOrder = false,
    }: Page & { executionArn: string; reverseOrder?: boolean }) => {
      const limit = limitOf(maxResults, 100);
      const after = positionOf(nextToken);
      const events = engine.history(executionArn, { after, limit, reverse: reverseOrder });
      return { events: events.map(historyEvent), ...tokenAfter(events, limit) };
    },
  };
}

function taskOperations(engine: Engine) {
  return {
    SendTaskSuccess: ({ taskToken, output }: { taskToken: string; output: string }) => {
      if (Buffer.byteLength(output) > maximumBytes)
        throw new AwsError('ValidationException', `The output is longer than ${maximumBytes} bytes`);
      try {
        JSON.parse(output);
      } catch {
        throw new AwsError('InvalidOutput', "Invalid Output: 'The output is not JSON'");
      }
      engine.settle(taskToken, { output });
    },
    SendTaskFailure: ({ taskToken, error = '', cause = '' }: { taskToken: string; error?: string; cause?: string }) =>
      engine.settle(taskToken, { error, cause }),
    SendTaskHeartbeat: ({ taskToken }: { taskToken: string }) => engine.beat(taskToken),
  };
}

function machineOperations(engine: Engine) {
  return {
    DescribeStateMachine: ({ stateMachineArn }: { stateMachineArn: string }) => {
      const { arn, name, definition, created, hash } = engine.machine(stateMachineArn);
      return {
        stateMachineArn: arn,
        name,
        status: 'ACTIVE',
        definition: JSON.stringify(definition),
        roleArn: 'arn:aws:iam::000000000000:role/local',
        type: 'STANDARD',
        creationDate: seconds(created),
        revisionId: hash,
      };
    },
    ListStateMachines: () => ({
      stateMachines: engine.machines().map(({ arn, name, created }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: seconds(created),
      })),
    }),
  };
}

function summary({ arn, machine, name, status, started, stopped }: Execution) {
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: seconds(started),
    ...(stopped !== null && { stopDate: seconds(stopped) }),
  };
}

const limitOf = (wanted: number | undefined, otherwise: number) => Math.min(wanted || otherwise, 1000);

/** A page goes on after the last id it gave. */
function tokenAfter(rows: readonly { id: number }[], limit: number): { nextToken?: string } {
  return rows.length < limit ? {} : { nextToken: String(rows.at(-1)!.id) };
}

function positionOf(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const position = Number(token);
  if (!Number.isSafeInteger(position)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return position;
}
