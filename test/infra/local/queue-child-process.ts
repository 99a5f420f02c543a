import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Child = {
  /** The first line that the process printed. */
  url: string;
  /** The next line that it prints. */
  line: () => Promise<string>;
  /** SIGKILL; resolves when the process is gone. */
  kill: () => Promise<void>;
};

const starts = new Map<string, number>();

/** Runs a program of this folder on a store; it is told how often it was started on it before. */
export async function startChild(program: string, store: string, ...more: string[]): Promise<Child> {
  const before = starts.get(store) ?? 0;
  starts.set(store, before + 1);
  const child = spawn(process.execPath, [join(import.meta.dirname, program), store, String(before), ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const next = await lines.next();
    if (next.done) throw new Error(`${program} ended without another line`);
    return next.value;
  };
  return {
    url: await line(),
    line,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
