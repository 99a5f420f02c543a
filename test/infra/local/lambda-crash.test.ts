import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lambdaClient } from './lambda-fixture.ts';
import { startChild, type Child } from './queue-child-process.ts';

let folder: string;
let child: Child;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambda-'));
});
afterEach(async () => {
  await child.kill();
  rmSync(folder, { recursive: true });
});

const start = async () => {
  child = await startChild('lambda-child.ts', join(folder, 'store.sqlite'), join(folder, 'results'));
};

/** Invokes with many clients at once until the process is gone. */
async function load(round: number, acknowledged: Set<string>): Promise<void> {
  const lambda = lambdaClient(child.url);
  async function caller(name: number) {
    for (let i = 0; ; i += 1) {
      const Payload = JSON.stringify(`${round}-${name}-${i}`);
      await lambda.send(new InvokeCommand({ FunctionName: 'work', InvocationType: 'Event', Payload }));
      acknowledged.add(Payload);
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, (_, name) => caller(name)));
  lambda.destroy();
}

test('every acknowledged asynchronous invocation runs, though the process is killed under load', async () => {
  const acknowledged = new Set<string>();
  for (let round = 0; round < 2; round += 1) {
    await start();
    const before = acknowledged.size;
    const loading = load(round, acknowledged);
    while (acknowledged.size < before + 150) await new Promise((resolve) => setTimeout(resolve, 5));
    await child.kill();
    await loading;
  }
  const ranBefore = new Set(readFileSync(join(folder, 'results'), 'utf8').trim().split('\n'));
  await start();
  expect(await child.line()).toBe('idle');
  const ran = new Set(readFileSync(join(folder, 'results'), 'utf8').trim().split('\n'));
  expect([...acknowledged].filter((payload) => !ran.has(payload))).toEqual([]);
  expect(ran.size).toBeGreaterThan(ranBefore.size);
});
