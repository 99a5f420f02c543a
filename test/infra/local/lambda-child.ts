// The function host in a process of its own, to be killed. Its one function writes down what it got.
import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startAwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { lambdaHost } from '../../../infra/local/lambda/host.ts';
import { openStore } from '../../../infra/local/store.ts';
import { definition } from './lambda-fixture.ts';

const [, , file = '', starts = '0', results = ''] = process.argv;
const host = lambdaHost({
  store: openStore(file),
  clock: movableClock(Number(starts) * 3_600_000),
  functions: [definition('work')],
  load: async () => async (event) => {
    await setTimeout(20);
    appendFileSync(results, `${JSON.stringify(event)}\n`);
  },
  onFailure: () => {},
});
const api = await startAwsApi({ rest: [host.service] });
process.stdout.write(`${api.url}\n`);
await host.idle();
process.stdout.write('idle\n');
