// The bus in a process of its own, to be killed. Its targets write down what they got.
import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startAwsApi } from '../../../infra/local/aws-api.ts';
import { busService } from '../../../infra/local/bus/bus.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { openStore } from '../../../infra/local/store.ts';
import { buses, rule, target } from './bus-fixture.ts';

const [, , file = '', starts = '0', results = ''] = process.argv;
const bus = busService({
  store: openStore(file),
  clock: movableClock(Number(starts) * 3_600_000),
  buses,
  rules: [rule('both', { targets: [target('one'), target('two')] })],
  async deliver(to, input) {
    await setTimeout(20);
    appendFileSync(results, `${to.id} ${(input as { id: string }).id}\n`);
  },
  deadLetter: () => {},
});
const api = await startAwsApi({ json: [bus] });
process.stdout.write(`${api.url}\n`);
await bus.idle();
process.stdout.write('idle\n');
