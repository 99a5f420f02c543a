import type { Context } from 'aws-lambda';

export type Handler = (event: unknown, context: Context) => unknown;

/** A function as the template declares it. */
export type FunctionDefinition = {
  name: string;
  arn: string;
  timeoutSeconds: number;
  /** In MB. */
  memory: number;
  deadLetterArn?: string;
  onFailureArn?: string;
  maximumRetryAttempts?: number;
  maximumEventAgeSeconds?: number;
};

/** A failed invocation. Its name is the error's type, its JSON what a caller of the function gets to see. */
export class FunctionError extends Error {
  readonly trace: readonly string[] | undefined;
  constructor(errorType: string, errorMessage: string, trace?: readonly string[]) {
    super(errorMessage);
    this.name = errorType;
    this.trace = trace;
  }
  toJSON(): { errorType: string; errorMessage: string; trace?: readonly string[] } {
    return { errorType: this.name, errorMessage: this.message, ...(this.trace && { trace: this.trace }) };
  }
}

/** What the Node runtime of Lambda reports for anything thrown. */
function functionError(thrown: unknown): FunctionError {
  if (thrown instanceof FunctionError) return thrown;
  if (thrown instanceof Error)
    return new FunctionError(
      thrown.name,
      thrown.message,
      (thrown.stack ?? `${thrown.name}: ${thrown.message}`).split('\n'),
    );
  return new FunctionError(typeof thrown, String(thrown), []);
}

const MAX_RESPONSE_BYTES = 6_291_556;

function lambdaContext(definition: FunctionDefinition, awsRequestId: string, endsAt: number): Context {
  return {
    functionName: definition.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: definition.arn,
    memoryLimitInMB: String(definition.memory),
    awsRequestId,
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
    done() {},
    fail() {},
    succeed() {},
  };
}

function overTheBorder(result: unknown): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(result);
  } catch {
    throw new Error('Unable to stringify response body');
  }
  if (text === undefined) return null;
  if (Buffer.byteLength(text) > MAX_RESPONSE_BYTES)
    throw new FunctionError(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
    );
  return JSON.parse(text);
}

/**
 * Runs a function as Lambda would: event and result cross a JSON border and the timeout holds. It is the machine's
 * time that counts here: moving the clock a month forward must not end what runs. Nothing can end a handler that has
 * timed out, it goes on in the background and its answer is dropped.
 */
export async function runFunction(
  definition: FunctionDefinition,
  load: (name: string) => Promise<Handler>,
  event: unknown,
  requestId: string,
): Promise<unknown> {
  const { name, timeoutSeconds } = definition;
  let timer: NodeJS.Timeout | undefined;
  try {
    const handler = await load(name);
    const given: unknown = JSON.parse(JSON.stringify(event ?? {}));
    const context = lambdaContext(definition, requestId, Date.now() + timeoutSeconds * 1000);
    const timeout = new Promise<never>((_, reject) => {
      const message = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      timer = setTimeout(() => reject(new FunctionError('Sandbox.Timedout', message)), timeoutSeconds * 1000);
    });
    return overTheBorder(await Promise.race([handler(given, context), timeout]));
  } catch (thrown) {
    throw functionError(thrown);
  } finally {
    clearTimeout(timer);
  }
}
