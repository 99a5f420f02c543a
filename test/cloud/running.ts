import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleDirectory } from '../../infra/local/stack/cache.ts';
import type { Answer } from '../support/call.ts';
import { describe } from 'vitest';
import { whyNoDatabase } from '../support/tables.ts';

export { type Answer, whyNoDatabase };

export const inCloud = describe.skipIf(whyNoDatabase !== undefined); // Never on CI: whySkip throws there.

const root = join(import.meta.dirname, '..', '..');

export type Reply = { status: number; headers: Headers; body: Answer };
type Sent = { token?: string; body?: unknown; raw?: string | Uint8Array; headers?: Record<string, string> };

/** A local cloud in a process of its own, as `npm start` runs it, used over HTTP only. */
export type Running = {
  url: string;
  environment: Record<string, string>;
  /** A bearer token of someone, by mail address or id; of the administrator by default. */
  token: (member?: string) => Promise<string>;
  call: (method: string, path: string, sent?: Sent) => Promise<Reply>;
  /** What only a local cloud can do; waits until all that follows has happened. */
  local: (path: string, body?: object) => Promise<Answer>;
  /** As Ctrl-C does. */
  stop: () => Promise<void>;
  /** As a power cut does. The database, a process of its own, goes on unless it is killed too. */
  kill: () => Promise<void>;
  killDatabase: () => void;
};

export const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'firmament-cloud-'));
export const administrator = 'eleanor@larkfieldrowe.example';

async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  child.stdout!.on('data', (chunk) => {
    if (String(chunk).includes('(ready in')) resolve();
  });
  child.once('exit', (code) => reject(new Error(`The local cloud ended (${code}): ${said}`)));
  await promise;
}

/** The process of the database, while it lives. */
function databaseOf(directory: string): number | undefined {
  const file = join(directory, 'database', 'dynoxide.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split(' ')[0]);
  const isOurs = existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory);
  return isOurs ? pid : undefined;
}

function killDatabase(directory: string): void {
  const pid = databaseOf(directory);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** Starts one without waiting until it is ready. */
export function spawnLocal(directory: string, ...options: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'infra', 'local', 'start.ts'), ...options], {
    env: { ...process.env, LOCAL_DIRECTORY: directory, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function readReply(answer: Response): Promise<Reply> {
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** Starts the local cloud and waits until it says that it is ready. `--empty`: without the demo firm. */
export async function startLocal(directory: string, ...options: string[]): Promise<Running> {
  const child = spawnLocal(directory, ...options);
  try {
    await ready(child);
  } catch (error) {
    await end(child, 'SIGKILL');
    throw error;
  }
  const { url, environment } = JSON.parse(readFileSync(join(directory, 'environment.json'), 'utf8')) as Pick<
    Running,
    'url' | 'environment'
  >;

  const call: Running['call'] = async (method, path, sent = {}) => {
    const { token, body, raw, headers = {} } = sent;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const init = { method, headers: { 'content-type': 'application/json', ...authorization, ...headers } };
    const answer = await fetch(`${url}${path}`, content === undefined ? init : { ...init, body: content });
    const reply = await readReply(answer);
    // The gateway's own, which every client has to wait for; the application's says how long.
    if (reply.status !== 429 || reply.headers.has('retry-after')) return reply;
    await pause(200);
    return call(method, path, sent);
  };
  const local: Running['local'] = async (path, body = {}) => {
    const reply = await call('POST', `/local${path}`, { body });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };
  return {
    url,
    environment,
    call,
    local,
    token: async (member = administrator) => (await local(`/token?member=${encodeURIComponent(member)}`)).token,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    killDatabase: () => killDatabase(directory),
  };
}

/** Ends what still runs there, and takes everything away. */
export async function tidy(directory: string, running?: Running): Promise<void> {
  await running?.kill();
  killDatabase(directory);
  for (const left of [directory, bundleDirectory(directory)]) rmSync(left, { recursive: true, force: true });
}
