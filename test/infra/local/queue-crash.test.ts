import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild, type Child } from './queue-child-process.ts';

let folder: string;
let child: Child;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'));
});
afterEach(async () => {
  await child.kill();
  rmSync(folder, { recursive: true });
});

const start = async () => (child = await startChild('queue-child.ts', join(folder, 'store.sqlite')));

const client = () =>
  new SQSClient({
    endpoint: child.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

type Known = Record<'acknowledged' | 'deleting' | 'deleted', Set<string>>;

/** Sends and deletes with many clients at once until the process is gone. */
async function load(round: number, { acknowledged, deleting, deleted }: Known): Promise<void> {
  const sqs = client();
  const QueueUrl = `${child.url}/111122223333/mail`;
  async function sender(name: number) {
    for (let i = 0; ; i += 1) {
      const MessageBody = `${round}-${name}-${i}`;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      acknowledged.add(MessageBody);
      if (i % 3) continue;
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      for (const { Body, ReceiptHandle } of Messages) {
        deleting.add(Body!);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        deleted.add(Body!);
      }
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, (_, name) => sender(name)));
  sqs.destroy();
}

async function receiveAll(): Promise<Set<string>> {
  const sqs = client();
  const QueueUrl = `${child.url}/111122223333/mail`;
  const found = new Set<string>();
  for (;;) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (!Messages) break;
    for (const message of Messages) found.add(message.Body!);
  }
  sqs.destroy();
  return found;
}

test('no acknowledged message is lost and no deleted one comes back when the process is killed under load', async () => {
  const known: Known = { acknowledged: new Set(), deleting: new Set(), deleted: new Set() };
  const { acknowledged, deleting, deleted } = known;
  for (let round = 0; round < 2; round += 1) {
    await start();
    const before = acknowledged.size;
    const loading = load(round, known);
    while (acknowledged.size < before + 150) await new Promise((resolve) => setTimeout(resolve, 5));
    await child.kill();
    await loading;
  }
  await start();
  // The child's clock stands an hour ahead after a restart: what was in hand when it was killed is visible again.
  const found = await receiveAll();
  expect(deleted.size).toBeGreaterThan(0);
  expect([...acknowledged].filter((body) => !deleting.has(body) && !found.has(body))).toEqual([]);
  expect([...deleted].filter((body) => found.has(body))).toEqual([]);
});
