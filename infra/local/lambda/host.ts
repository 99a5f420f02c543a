import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError, type RestService } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { asyncInvocations } from './async.ts';
import { runFunction, type FunctionDefinition, type FunctionError, type Handler } from './run.ts';
import { lambdaService } from './service.ts';
import type { OutgoingMessage } from '../queue/message.ts';
import type { Worker } from '../worker.ts';

/** The functions of the stack, run in this process. Both ways take a name or an ARN. */
export type LambdaHost = Worker & {
  /** Rejects with a `FunctionError`. */
  invoke: (reference: string, event: unknown) => Promise<unknown>;
  /** The invocation is on disk when this returns its request id. */
  invokeAsync: (reference: string, event: unknown) => string;
  service: RestService;
};

/** By `name`, `account:function:name` or ARN; the one version that runs here is `$LATEST`. */
function findFunction(functions: readonly FunctionDefinition[], reference: string): FunctionDefinition {
  const wanted = reference.replace(/:\$LATEST$/, '');
  const found = functions.find(
    ({ name, arn }) =>
      wanted === name || wanted === arn || (wanted.includes(':function:') && arn.endsWith(`:${wanted}`)),
  );
  if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${reference}`, 404);
  return found;
}

export function lambdaHost(options: {
  store: DatabaseSync;
  clock: Clock;
  functions: readonly FunctionDefinition[];
  load: (name: string) => Promise<Handler>;
  /** Takes what a function's dead-letter queue or on-failure destination is to get, within the open transaction. */
  onFailure: (arn: string, message: OutgoingMessage) => void;
  log?: (line: string) => void;
  delays?: readonly number[];
  /** How many asynchronous invocations of one function run at once. */
  concurrency?: number;
}): LambdaHost {
  const { functions, log = console.error } = options;

  async function invoke(definition: FunctionDefinition, event: unknown, requestId: string = randomUUID()) {
    try {
      return await runFunction(definition, options.load, event, requestId);
    } catch (error) {
      const { name, message, trace } = error as FunctionError;
      log(`${definition.name} failed: ${trace?.length ? trace.join('\n') : `${name}: ${message}`}`);
      throw error;
    }
  }

  const invocations = asyncInvocations({
    store: options.store,
    clock: options.clock,
    functions,
    delays: options.delays ?? [60_000, 120_000],
    concurrency: options.concurrency ?? 10,
    invoke,
    onFailure: options.onFailure,
    log,
  });

  const host = {
    poke: invocations.poke,
    stop: invocations.stop,
    idle: invocations.idle,
    isIdle: invocations.isIdle,
    invoke: async (reference: string, event: unknown) => invoke(findFunction(functions, reference), event),
    invokeAsync(reference: string, event: unknown) {
      const requestId = randomUUID();
      invocations.add(findFunction(functions, reference), event, requestId);
      return requestId;
    },
  };
  return {
    ...host,
    service: lambdaService({ ...host, exists: (reference) => void findFunction(functions, reference) }),
  };
}
