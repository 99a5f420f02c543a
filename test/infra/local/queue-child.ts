// The queue in a process of its own, to be killed.
import { startAwsApi, type AwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { openQueues } from '../../../infra/local/queue/store.ts';
import { queueService } from '../../../infra/local/queue/queue.ts';
import { openStore } from '../../../infra/local/store.ts';
import { queue } from './queue-fixture.ts';

const [, , file = '', starts = '0'] = process.argv;
const clock = movableClock(Number(starts) * 3_600_000);
const queues = openQueues({ store: openStore(file), clock, queues: [queue('mail')] });
const api: AwsApi = await startAwsApi({ json: [queueService({ queues, clock, url: () => api.url })] });
process.stdout.write(`${api.url}\n`);
