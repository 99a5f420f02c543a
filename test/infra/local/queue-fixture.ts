import { SQSClient } from '@aws-sdk/client-sqs';
import { startAwsApi, type AwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { openQueues, type QueueDefinition, type Queues } from '../../../infra/local/queue/store.ts';
import { queueService } from '../../../infra/local/queue/queue.ts';
import { openStore } from '../../../infra/local/store.ts';

export const arnOf = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`;

export function queue(name: string, more: Partial<QueueDefinition> = {}): QueueDefinition {
  return { name, arn: arnOf(name), visibilitySeconds: 30, retentionSeconds: 345_600, delaySeconds: 0, ...more };
}

export const mail = queue('mail', { redrive: { deadLetterArn: arnOf('mail-dead'), maxReceiveCount: 2 } });
export const mailDead = queue('mail-dead', { retentionSeconds: 1_209_600 });

export type LocalQueues = {
  api: AwsApi;
  sqs: SQSClient;
  queues: Queues;
  clock: ReturnType<typeof movableClock>;
  url: (name: string) => string;
  close: () => Promise<void>;
};

export async function localQueues(definitions: readonly QueueDefinition[], file = ':memory:'): Promise<LocalQueues> {
  const clock = movableClock();
  const store = openStore(file);
  const queues = openQueues({ store, clock, queues: definitions });
  const api: AwsApi = await startAwsApi({ json: [queueService({ queues, clock, url: () => api.url })] });
  const sqs = new SQSClient({
    endpoint: api.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    api,
    sqs,
    queues,
    clock,
    url: (name) => `${api.url}/111122223333/${name}`,
    async close() {
      sqs.destroy();
      await api.close();
      store.close();
    },
  };
}
