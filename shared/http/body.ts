import { DomainError, invalid, type Issue } from '../errors.ts';

/** What a route takes that says nothing else. */
export const maxBodyBytes = 256 * 1024;
const maxDepth = 20;

type Sent = { body?: string | undefined; isBase64Encoded?: boolean | undefined };

function text({ body = '', isBase64Encoded }: Sent, limit: number): string {
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
  if (bytes.length > limit)
    throw new DomainError('too-large', `The body has ${bytes.length} bytes; at most ${limit} are taken`, { limit });
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid({ path: 'body', message: 'The body is not valid UTF-8' });
  }
}

/** Numbers that come back from the table as they are; what is smaller than `smallest` it refuses. */
const isExact = (value: number) =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value === 0 || Math.abs(value) >= smallest);
const smallest = 1e-100;

/** Names that every object has a meaning for: a value under one of them gets lost on its way into the table or back. */
const unkept = new Set(['__proto__', 'constructor']);

/** What cannot be stored and read again as it was sent. A lone surrogate would come back as another character. */
function flaw(value: unknown, path: string, depth: number): Issue | undefined {
  if (typeof value === 'string')
    return value.isWellFormed() ? undefined : { path, message: 'This text has half of a surrogate pair' };
  if (typeof value === 'number') return isExact(value) ? undefined : { path, message: 'This number cannot be kept' };
  if (value === null || typeof value !== 'object') return undefined;
  if (depth >= maxDepth) return { path, message: `Nested deeper than ${maxDepth} levels` };
  for (const [name, inner] of Object.entries(value)) {
    if (!name.isWellFormed()) return { path, message: 'A field name has half of a surrogate pair' };
    if (unkept.has(name)) return { path: `${path}.${name}`, message: 'There is no such field' };
    const found = flaw(inner, `${path}.${name}`, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The JSON of a request, refused by name where it is not what it claims to be. */
export function readJson(sent: Sent, limit: number = maxBodyBytes): unknown {
  const json = text(sent, limit);
  if (json === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.replace(/"[^"]{30,}"/, '…').slice(0, 120) : '';
    throw invalid({ path: 'body', message: `The body is not JSON: ${reason}` });
  }
  const found = flaw(value, 'body', 0);
  if (found) throw invalid(found);
  return value;
}
