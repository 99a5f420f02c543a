import { AwsError } from '../aws-api.ts';
import { StatesError } from './errors.ts';
import { isObject, plain, type Json } from './json.ts';

export type TaskContext = { token: string; state: string; execution: { name: string; arn: string } };

/** What a Task calls: its Arguments in, the value of `$states.result` out. What it throws is the task's error. */
export type Integration = (args: Json, context: TaskContext) => Promise<unknown>;

/** A function's error as Step Functions sees it: matched by its name, its Cause the JSON that Lambda answers. */
export function functionError(error: unknown): StatesError {
  const errorType = error instanceof Error ? error.name : typeof error;
  const errorMessage = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return new StatesError(errorType, JSON.stringify({ errorType, errorMessage, trace }));
}

/** `lambda:invoke`. `invoke` runs the function of that name and throws what the function threw. */
export function lambdaInvoke(invoke: (functionName: string, payload: Json) => Promise<unknown>): Integration {
  return async (args) => {
    if (!isObject(args) || typeof args.FunctionName !== 'string')
      throw new StatesError('States.Runtime', 'lambda:invoke needs a FunctionName among its Arguments');
    if (args.InvocationType !== undefined && args.InvocationType !== 'RequestResponse')
      throw new StatesError(
        'States.Runtime',
        `The InvocationType ${JSON.stringify(args.InvocationType)} is not emulated`,
      );
    const result = await invoke(bareName(args.FunctionName), plain(args.Payload ?? {}));
    return { ExecutedVersion: '$LATEST', Payload: plain(result), StatusCode: 200 };
  };
}

/** The name in a function's ARN, partial ARN or qualified name. */
function bareName(name: string): string {
  const parts = name.split(':');
  const before = parts.indexOf('function');
  return parts[before + 1]!;
}

export type StartRequest = { stateMachineArn: string; name?: string; input: string };

/** `states:startExecution`: starts, and does not wait for the end. */
export function startExecution(start: (request: StartRequest) => { arn: string; started: number }): Integration {
  return async (args) => {
    if (!isObject(args) || typeof args.StateMachineArn !== 'string')
      throw new StatesError('States.Runtime', 'states:startExecution needs a StateMachineArn among its Arguments');
    const name = typeof args.Name === 'string' ? { name: args.Name } : {};
    const input = typeof args.Input === 'string' ? args.Input : JSON.stringify(args.Input ?? {});
    try {
      const { arn, started } = start({ stateMachineArn: args.StateMachineArn, ...name, input });
      return { ExecutionArn: arn, StartDate: new Date(started).toISOString() };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new StatesError(`StepFunctions.${error.name}Exception`, error.message);
    }
  };
}
