import { startIn } from './fixture.ts';

/** An S3 in a process of its own, for tests that kill it. `hold` never lets an event be handed over. */
const [directory, hold] = process.argv.slice(2);
const started = await startIn(directory!, {
  onEvent: hold ? () => new Promise<void>(() => undefined) : () => undefined,
});
process.stdout.write(`${started.url}\n`);
