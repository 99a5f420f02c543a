import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * When the local cloud is killed its database goes on, holding the file. The pid file says which process that is and
 * whose it was, so that the next start can end it.
 */
const pidFile = (directory: string) => join(directory, 'dynoxide.pid');

export function rememberProcess(directory: string, pid: number): void {
  writeFileSync(pidFile(directory), `${pid} ${process.pid}\n`);
}

export function forgetProcess(directory: string): void {
  rmSync(pidFile(directory), { force: true });
}

/** Ends the database of an earlier run that was killed. Refuses while that run still lives. */
export async function endStaleProcess(directory: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(pidFile(directory))) return;
  const [pid, owner] = readFileSync(pidFile(directory), 'utf8').trim().split(' ').map(Number);
  if (pid && isAlive(pid)) {
    if (!existsSync('/proc/self')) {
      throw new Error(
        `Process ${pid} may be the database of an earlier run. End it if it is, and delete ${pidFile(directory)}`,
      );
    }
    if (isDatabaseOf(directory, pid)) {
      if (parentOf(pid) === owner) {
        throw new Error(`Process ${owner} uses ${directory} already. Stop it first, or use another directory`);
      }
      log(`Ending the database of an earlier run (process ${pid})`);
      await end(pid);
    }
  }
  forgetProcess(directory);
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let turn = 0; isAlive(pid); turn++) {
    if (turn === 500) process.kill(pid, 'SIGKILL');
    await pause(10);
  }
}

/** A pid is given to another process after its own has ended: only the command line tells whose it is. */
function isDatabaseOf(directory: string, pid: number): boolean {
  const words = read(`/proc/${pid}/cmdline`).split('\0');
  const isDynoxide = /(^|[/\\])dynoxide$/.test(words[0] ?? '');
  return isDynoxide && words.includes(resolve(directory, 'dynamodb.sqlite'));
}

/** The owner's children are handed to another process when it ends. */
const parentOf = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);

function isAlive(pid: number): boolean {
  if (/^State:\s+Z/m.test(read(`/proc/${pid}/status`))) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
