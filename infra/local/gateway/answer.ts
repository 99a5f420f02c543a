import { validateHeaderName, validateHeaderValue, type ServerResponse } from 'node:http';

// Lambda's own limit, on the JSON of the whole answer.
const MAX_RESULT = 6 * 1024 * 1024;

export type Answer = { status: number; headers: Record<string, string>; cookies: readonly string[]; body: Buffer };

type Structured = {
  statusCode: unknown;
  headers?: Record<string, unknown>;
  cookies?: readonly string[];
  body?: unknown;
  isBase64Encoded?: boolean;
};

const ours = new Set(['connection', 'content-length', 'keep-alive', 'trailer', 'transfer-encoding', 'upgrade']);

function structured(result: unknown): Structured {
  if (typeof result === 'object' && result && 'statusCode' in result) return result;
  const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}

function headersOf(headers: Record<string, unknown>): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    if (ours.has(name)) continue;
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
    all[name] = String(value);
  }
  return all;
}

/** Reads what a function returned, in payload format 2.0; throws where API Gateway would answer 500. */
export function toAnswer(result: unknown): Answer {
  if (Buffer.byteLength(JSON.stringify(result ?? null)) > MAX_RESULT)
    throw new Error('The function returned more than the 6 MB that Lambda allows');
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = structured(result);
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new Error(`The function returned the status code ${JSON.stringify(statusCode)}`);
  if (typeof body !== 'string') throw new Error('The function returned a body that is not a string');
  for (const cookie of cookies) validateHeaderValue('set-cookie', cookie);
  return { status, headers: headersOf(headers), cookies, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

/** Sends the answer; to HEAD without its body, whose length is still told. */
export function sendAnswer(response: ServerResponse, { status, headers, cookies, body }: Answer): void {
  for (const [name, value] of Object.entries(headers))
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  if (cookies.length) response.setHeader('set-cookie', cookies);
  if (status !== 204 && status !== 304) {
    if (body.length && !response.hasHeader('content-type'))
      response.setHeader('content-type', 'text/plain;charset=utf-8');
    response.setHeader('content-length', body.length);
  }
  response.writeHead(status).end(body);
}
