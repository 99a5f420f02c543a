import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventBridge } from './bus-fixture.ts';
import { startChild, type Child } from './queue-child-process.ts';

let folder: string;
let child: Child;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bus-'));
});
afterEach(async () => {
  await child.kill();
  rmSync(folder, { recursive: true });
});

const start = async () => {
  child = await startChild('bus-child.ts', join(folder, 'store.sqlite'), join(folder, 'results'));
};

/** Puts events with many clients at once until the process is gone. */
async function load(acknowledged: Set<string>): Promise<void> {
  const events = eventBridge(child.url);
  const Entries = [1, 2].map((n) => ({
    EventBusName: 'firm',
    Source: 'firm.jobs',
    DetailType: 'job.completed',
    Detail: JSON.stringify({ n }),
  }));
  async function caller() {
    for (;;) {
      const output = await events.send(new PutEventsCommand({ Entries }));
      for (const { EventId } of output.Entries ?? []) acknowledged.add(EventId!);
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, caller));
  events.destroy();
}

const deliveries = () => new Set(readFileSync(join(folder, 'results'), 'utf8').trim().split('\n'));

test('every acknowledged event reaches each target, though the process is killed under load', async () => {
  const acknowledged = new Set<string>();
  for (let round = 0; round < 2; round += 1) {
    await start();
    const before = acknowledged.size;
    const loading = load(acknowledged);
    while (acknowledged.size < before + 150) await new Promise((resolve) => setTimeout(resolve, 5));
    await child.kill();
    await loading;
  }
  const before = deliveries();
  await start();
  expect(await child.line()).toBe('idle');
  const after = deliveries();
  const wanted = [...acknowledged].flatMap((id) => [`one ${id}`, `two ${id}`]);
  expect(wanted.filter((delivery) => !after.has(delivery))).toEqual([]);
  expect(after.size).toBeGreaterThan(before.size);
});
