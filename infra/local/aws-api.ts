import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { isLoopback } from './gateway/local.ts';

/** An error as the AWS SDK reads it: its name is the exception's type. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** What the SDK sends; each operation names the part of it that it uses. */
export type Json = { [key: string]: unknown };
export type Operation = (input: never, request: http.IncomingMessage) => unknown;

/** A service of the AWS JSON protocols: `X-Amz-Target: <target>.<operation>`. `headers` go with every answer, refusals too. */
export type JsonService = { target: string; operations: Record<string, Operation>; headers?: Record<string, string> };

/** A service that speaks in paths (SES, Lambda, S3). Answers false when the request is not its own. */
export type RestService = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  url: URL,
) => boolean | Promise<boolean>;

export type AwsApi = { url: string; port: number; close: () => Promise<void> };

export async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function sendJson(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  type = 'application/x-amz-json-1.0',
): void {
  const text = JSON.stringify(body ?? {});
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': randomUUID(),
    })
    .end(text);
}

export function sendError(response: http.ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof AwsError;
  if (!known) console.error(error);
  const name = known ? error.name : 'InternalFailure';
  response.setHeader('x-amzn-errortype', name);
  sendJson(response, known ? error.status : 500, { __type: name, message: known ? error.message : 'Internal failure' });
}

/** Runs the operation that a call of the AWS JSON protocols names. */
export async function answerJson(
  service: JsonService | undefined,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const target = String(request.headers['x-amz-target']);
  const dot = target.lastIndexOf('.');
  const operation = service?.target === target.slice(0, dot) ? service.operations[target.slice(dot + 1)] : undefined;
  if (!operation) throw new AwsError('UnknownOperationException', `The local cloud does not emulate ${target}`);
  const body = await readBody(request);
  const input = JSON.parse(body.toString() || '{}') as never;
  sendJson(response, 200, await operation(input, request), request.headers['content-type']);
}

const isHere = (host: string) => isLoopback(host.replace(/:\d+$/, ''));
const denied = () => new AwsError('AccessDeniedException', 'The local cloud answers this machine only', 403);

/** Nobody signs in here: a name that someone has pointed at this machine, and other sites' scripts, are kept out. */
const isOurs = ({ headers: { origin } }: http.IncomingMessage): boolean =>
  origin === undefined || isHere(origin.replace(/^https?:\/\//, ''));

/** One endpoint for every emulated service: point `AWS_ENDPOINT_URL` at it. Loopback only. */
export async function startAwsApi(services: {
  json?: readonly JsonService[];
  rest?: readonly RestService[];
  /** Asked last, for what is left. It checks signatures and its own CORS rules: other origins may call it. */
  signed?: RestService;
  port?: number;
}): Promise<AwsApi> {
  const byTarget = new Map((services.json ?? []).map((service) => [service.target, service]));

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (!isHere(request.headers.host ?? '')) throw denied();
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') {
      if (!isOurs(request)) throw denied();
      const service = byTarget.get(target.slice(0, target.lastIndexOf('.')));
      for (const [name, value] of Object.entries(service?.headers ?? {})) response.setHeader(name, value);
      return answerJson(service, request, response);
    }
    const url = new URL(request.url ?? '/', 'http://local');
    const asked = isOurs(request) ? (services.rest ?? []) : [];
    for (const service of asked) if (await service(request, response, url)) return;
    if (await services.signed?.(request, response, url)) return;
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not emulate ${request.method} ${url.pathname}`,
      404,
    );
  }

  const server = http.createServer((request, response) => {
    handle(request, response).catch((error: unknown) => sendError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(services.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
