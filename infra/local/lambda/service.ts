import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, readBody, type RestService } from '../aws-api.ts';
import { MAX_ASYNC_BYTES } from './async.ts';
import { FunctionError } from './run.ts';

const MAX_BYTES = { RequestResponse: 6_291_456, Event: MAX_ASYNC_BYTES, DryRun: 6_291_456 };
type InvocationType = keyof typeof MAX_BYTES;

function invocationType(request: IncomingMessage): InvocationType {
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (typeof type === 'string' && Object.hasOwn(MAX_BYTES, type)) return type as InvocationType;
  throw new AwsError(
    'InvalidParameterValueException',
    `Value '${String(type)}' at 'invocationType' must be one of ${Object.keys(MAX_BYTES).join(', ')}`,
  );
}

function readPayload(body: Buffer, type: InvocationType): unknown {
  const limit = MAX_BYTES[type];
  if (body.length > limit)
    throw new AwsError(
      'RequestTooLargeException',
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      413,
    );
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
}

async function answer(response: ServerResponse, invocation: Promise<unknown>): Promise<void> {
  const outcome = await invocation.catch((error: unknown) => {
    if (!(error instanceof FunctionError)) throw error;
    response.setHeader('x-amz-function-error', 'Unhandled');
    return error;
  });
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      'x-amzn-requestid': randomUUID(),
    })
    .end(JSON.stringify(outcome));
}

/** Lambda's API as far as code that runs needs it: Invoke. */
export function lambdaService(host: {
  exists: (reference: string) => void;
  invoke: (reference: string, event: unknown) => Promise<unknown>;
  invokeAsync: (reference: string, event: unknown) => string;
}): RestService {
  return async (request, response, url) => {
    const [, encoded] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(url.pathname) ?? [];
    if (!encoded || request.method !== 'POST') return false;
    const qualifier = url.searchParams.get('Qualifier');
    const reference = decodeURIComponent(encoded) + (qualifier ? `:${qualifier}` : '');
    const type = invocationType(request);
    host.exists(reference);
    const payload = readPayload(await readBody(request), type);
    if (type === 'RequestResponse') await answer(response, host.invoke(reference, payload));
    else if (type === 'Event') {
      const requestId = host.invokeAsync(reference, payload);
      response.writeHead(202, { 'x-amzn-requestid': requestId }).end();
    } else response.writeHead(204).end();
    return true;
  };
}
