import type { Word } from './language.ts';

/** An answer that is none of those that the page waits for. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  /** Of a file that is here already. */
  readonly documentId: unknown;
  /** In how many seconds it may be tried again, where that is known. */
  readonly retryAfter: unknown;
  constructor(status: number, { documentId, retryAfter }: { documentId?: unknown; retryAfter?: unknown } = {}) {
    super(`The page was answered ${status}`);
    this.status = status;
    this.documentId = documentId;
    this.retryAfter = retryAfter;
  }
}

const session = new EventTarget();
const over = 'over';

/** Someone was here so long ago that they are not known any more: told whatever they were about to do. */
export function whenSignedOut(act: () => void): () => void {
  session.addEventListener(over, act);
  return () => session.removeEventListener(over, act);
}

/** A call of the portal's API, at the page's own address: the cookie goes with it. From the root, one that anyone may make. */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  more: RequestInit = {},
): Promise<T> {
  const answer = await fetch(path.startsWith('/') ? path : `/portal/v1/${path}`, {
    ...more,
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  // Read in any case: a browser keeps a connection open for what nobody reads.
  const text = await answer.text();
  // What has nothing to say is called JSON all the same.
  const isJson = text !== '' && /json/.test(answer.headers.get('content-type') ?? '');
  const value: unknown = isJson ? JSON.parse(text) : undefined;
  // Whoever comes or goes is told by the page that they come to or leave.
  if (answer.status === 401 && path !== 'session') session.dispatchEvent(new Event(over));
  if (!answer.ok) throw new Refused(answer.status, value ?? {});
  return value as T;
}

export const isSignedOut = (error: unknown): boolean => error instanceof Refused && error.status === 401;

/** What was typed is not what is asked for. */
export const isInvalid = (error: unknown): boolean => error instanceof Refused && error.status === 400;

const aWhile = 10 * 60;

/** Nothing more of it today. */
export const isForToday = (error: unknown): boolean =>
  error instanceof Refused && error.status === 429 && Number(error.retryAfter) > aWhile;

/** No connection, or trouble that may be over in a moment. */
export const mayPass = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Refused && (error.status >= 500 || (error.status === 429 && !isForToday(error))));

/** What is not there any longer, or not as it was shown. */
const changed = new Set([403, 404, 409, 412, 422]);

/** What to say of a call that failed. */
export function wordFor(error: unknown): Word {
  if (!(error instanceof Refused)) return 'error.offline';
  if (error.status === 429) return 'error.often';
  return changed.has(error.status) ? 'error.changed' : 'error.other';
}
