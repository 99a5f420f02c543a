import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import { type Running, startLocal } from './running.ts';

const [made, failed] = ['made', 'failed'];

/** Whoever comes first loads the demo firm and stops the cloud; the others wait for it. */
async function loaded(shared: string): Promise<string> {
  const directory = join(shared, 'cloud');
  try {
    mkdirSync(directory);
  } catch {
    while (!existsSync(join(shared, made))) {
      if (existsSync(join(shared, failed))) throw new Error('The demo firm could not be loaded');
      await pause(200);
    }
    return directory;
  }
  try {
    await (await startLocal(directory)).stop();
    writeFileSync(join(shared, made), '');
    return directory;
  } catch (error) {
    writeFileSync(join(shared, failed), '');
    throw error;
  }
}

/** Starts a local cloud of one's own with the demo firm as it is after the first start, which is made once for all. */
export async function startDemo(directory: string): Promise<Running> {
  cpSync(await loaded(inject('demoFirm')), directory, { recursive: true });
  return startLocal(directory);
}
