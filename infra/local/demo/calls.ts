import { createHash } from 'node:crypto';

/** One call of the public API; a refusal ends the loading with its words. */
export type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

/** By the same key, a call that was made before is answered as it was then: a loading that was cut off goes on. */
const onceKey = (path: string, text: string) => createHash('sha256').update(`${path} ${text}`).digest('hex');

/** The gateway lets so many calls through in a second, and a fast machine makes more. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (answer.status !== 429 || tries === 20) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function apiCall(url: string, token: string): Call {
  return async (method, path, body) => {
    const sent = JSON.stringify(body ?? {});
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    if (method === 'POST') headers['idempotency-key'] = onceKey(path, sent);
    const answer = await patiently(() => fetch(`${url}${path}`, { method, headers, ...(body && { body: sent }) }));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };
}

/** So many at a time; the answers in the order of the items. */
export async function together<T, R>(
  items: readonly T[],
  most: number,
  run: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await run(items[i]!, i);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
