import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));
const names = Array.from({ length: 15 }, (_, index) => `e${index}`);
const callsOfOne = 8;

test('killed again and again under load, every execution succeeds and what was finished is not run again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'states-'));
  const calls = () => {
    const file = join(directory, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };
  const run = () =>
    spawn(process.execPath, [child, directory, names.join(',')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for (const share of [0.2, 0.4, 0.6, 0.8]) {
      const killed = run();
      while (calls().length < names.length * callsOfOne * share) await sleep(5);
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    }
    const last = run();
    const output = await last.stdout.toArray();
    expect(JSON.parse(Buffer.concat(output as Buffer[]).toString())).toEqual(names.map(() => 'SUCCEEDED'));

    const all = calls().map((line) => line.split(' ') as [string, string, string]);
    expect(new Set(all.map(String)).size).toBe(names.length * callsOfOne);
    for (const name of names) expectInOrder(all.filter(([execution]) => execution === name));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

/** A call may be repeated, but not once the execution has gone on to what follows it. */
function expectInOrder(calls: [string, string, string][]): void {
  const states = calls.map(([, , state]) => state);
  expect(states.lastIndexOf('first')).toBeLessThan(states.indexOf('x'));
  expect(states.lastIndexOf('y')).toBeLessThan(states.indexOf('last'));
  for (const item of ['1', '2', '3']) {
    const own = calls.filter(([, input]) => input === item).map(([, , state]) => state);
    expect(own.lastIndexOf('x')).toBeLessThan(own.indexOf('y'));
  }
}
