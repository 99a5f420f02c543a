import { appendFileSync } from 'node:fs';
import { openStore } from '../../../infra/local/store.ts';
import { aMapping, aPoller, sortKeysOf } from './streams-fixture.ts';

/**
 * A local cloud that is killed: it notes each batch before it delivers it, and hangs in the middle of the third.
 * Arguments: the database, the stream, the store, the file to note batches in.
 */
const [url, streamArn, store, notes] = process.argv.slice(2) as [string, string, string, string];
let calls = 0;
aPoller(url, streamArn, [aMapping({ batchSize: 10 })], {
  store: openStore(store),
  invoke: async (_name, event) => {
    appendFileSync(notes, `${JSON.stringify(sortKeysOf(event))}\n`);
    if (++calls < 3) return;
    process.stdout.write('in the middle\n');
    await new Promise(() => setInterval(() => undefined, 1000));
  },
});
