import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The local cloud that runs on this machine: where its API is, and what an AWS SDK needs to find the rest. */
export type LocalCloud = { url: string; environment: Record<string, string> };

const notRunning = (cause: unknown) => new Error('The local cloud is not running: npm start', { cause });

export function localCloud(): LocalCloud {
  const directory = process.env.LOCAL_DIRECTORY ?? join(import.meta.dirname, '..', '.local');
  try {
    return JSON.parse(readFileSync(join(directory, 'environment.json'), 'utf8')) as LocalCloud;
  } catch (error) {
    throw notRunning(error);
  }
}

async function ask<T>(url: string, method: 'GET' | 'POST'): Promise<T> {
  const answer = await fetch(url, { method }).catch((error: unknown) => {
    throw notRunning(error);
  });
  const body = (await answer.json()) as T & { message?: string };
  if (!answer.ok) throw new Error(`The local cloud refused: ${body.message}`);
  return body;
}

/** A bearer token of the administrator, whom every fresh start of the local cloud has. */
export async function administratorToken({ url }: LocalCloud): Promise<string> {
  const mail = 'eleanor@larkfieldrowe.example';
  const { token } = await ask<{ token: string }>(`${url}/local/token?member=${encodeURIComponent(mail)}`, 'POST');
  return token;
}

/** What time it is there: its clock can be moved. */
export async function localNow({ url }: LocalCloud): Promise<string> {
  return (await ask<{ now: string }>(`${url}/local/clock`, 'GET')).now;
}

/**
 * The time, where this process works on the table that TABLE names, with the ordinary AWS credentials; without TABLE, on
 * the local cloud, whose environment this process takes over.
 */
export async function chooseTable(): Promise<{ table: string; now: string }> {
  if (process.env.TABLE !== undefined) return { table: process.env.TABLE, now: new Date().toISOString() };
  const local = localCloud();
  const now = await localNow(local);
  Object.assign(process.env, local.environment);
  return { table: process.env.TABLE!, now };
}

/** Runs a command; what went wrong is one sentence on the terminal. Answers the exit code. */
export async function command(run: () => Promise<number>, couldNot = 1): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = couldNot;
  }
}
