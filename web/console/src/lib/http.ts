import type { Session } from './auth/session.ts';
import { Problem } from './problem.ts';

type Query = Record<string, string | number | boolean | undefined>;
type Sent = {
  query?: Query;
  body?: unknown;
  raw?: { type: string; content: NonNullable<RequestInit['body']> };
  version?: number | undefined;
};

/** A page of a list; `next` may come with a short or empty page. */
export type Page<T> = { items: T[]; next?: string };

let session: Session | undefined;

/** Once, when the page starts: every call is made as whoever is signed in. */
export function callAs(one: Session): void {
  session = one;
}

export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

function requestOf(method: string, { body, raw, version }: Sent, token: string, key: string): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (raw) headers['content-type'] = raw.type;
  else if (body !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  if (method === 'POST') headers['idempotency-key'] = key;
  const content = raw?.content ?? (body === undefined ? undefined : JSON.stringify(body));
  return { method, headers, ...(content !== undefined && { body: content }) };
}

const offline = () => {
  throw new Problem(0, { detail: 'The firm’s data cannot be reached. Check your connection and try again' });
};

/** Told once they are back: what is told while they are signed out is over before they can read it. */
async function refuseChange(): Promise<never> {
  await session?.isBack();
  throw new Problem(401, { detail: 'You were signed out, so this was not saved. Save it again' });
}

/**
 * What is read waits until whoever asked for it is signed in again: what they typed may still stand on the page. What is
 * changed is refused, for them to look at and send again.
 */
async function tokenFor(method: string): Promise<string> {
  const token = await session?.token();
  if (token !== undefined) return token;
  if (method !== 'GET') return refuseChange();
  if (await session?.isBack()) return tokenFor(method);
  throw new Problem(401, { detail: 'You are signed out' });
}

/** Sends once more with a new token where the old one is refused, or where the gateway asks for patience. */
async function send(method: string, path: string, sent: Sent, key: string, triesLeft = 2): Promise<Response> {
  const token = await tokenFor(method);
  const answer = await fetch(withQuery(path, sent.query), requestOf(method, sent, token, key)).catch(offline);
  if (answer.status === 401 && triesLeft === 2) {
    await session!.renew();
    return send(method, path, sent, key, triesLeft - 1);
  }
  if (answer.status === 401) {
    await session!.signOut();
    return method === 'GET' ? send(method, path, sent, key) : refuseChange();
  }
  if (answer.status === 429 && !answer.headers.has('retry-after') && triesLeft > 0) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return send(method, path, sent, key, triesLeft - 1);
  }
  return answer;
}

async function call<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
  // One key for all tries: whatever arrives twice is done once.
  const answer = await send(method, path, sent, crypto.randomUUID());
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  const value: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  if (!answer.ok) throw new Problem(answer.status, (value ?? {}) as Record<string, unknown>);
  return value as T;
}

export const read = <T>(path: string, query?: Query) => call<T>('GET', path, query && { query });
/** What is no JSON, such as a table to be kept. */
export async function readText(path: string): Promise<string> {
  const answer = await send('GET', path, {}, crypto.randomUUID());
  const text = await answer.text();
  if (!answer.ok) throw new Problem(answer.status, JSON.parse(text || '{}') as Record<string, unknown>);
  return text;
}
export const post = <T>(path: string, body?: unknown, sent: Sent = {}) => call<T>('POST', path, { ...sent, body });
export const patch = <T>(path: string, body: unknown, version?: number) => call<T>('PATCH', path, { body, version });
export const put = <T>(path: string, body: unknown, version?: number) => call<T>('PUT', path, { body, version });
export const remove = <T = undefined>(path: string, version?: number) => call<T>('DELETE', path, { version });
