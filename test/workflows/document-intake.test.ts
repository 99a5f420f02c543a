import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { giveUp, takeIn } from '../../functions/documents/intake.ts';
import { eicarScan } from '../../functions/documents/scan.ts';
import { documents } from '../../functions/documents/store.ts';
import type { Definition } from '../../infra/local/states/machine.ts';
import { Named, settled, startEngine } from '../infra/local/states/support.ts';
import { aClient, aFirm } from '../support/call.ts';
import { anExpected, aPdf, saidOf } from '../support/documents.ts';
import { fakeQuarantine } from '../support/fakes.ts';

const folder = join(import.meta.dirname, 'released');
const released = globSync('document-intake-*.json', { cwd: folder })
  .toSorted()
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Definition] as const);

type Task = { protocol: number; op: string; key: string };

/** A file that lies in quarantine, and what happens to the function's calls in their order. */
async function played(definition: Definition, fails: readonly (string | undefined)[] = []) {
  const firm = await aFirm();
  const said = saidOf('statement.pdf', aPdf());
  const { id } = await anExpected(firm.admin.call, (await aClient(firm.admin.call)).id, said);
  const stored = async () => documents.read((await firm.memory.get(documents.key(id)))!);
  const { key } = await stored();
  const quarantine = fakeQuarantine();
  quarantine.put(key, aPdf());
  const ops: string[] = [];
  const any = async ({ protocol, op, key: asked }: Task) => {
    expect([protocol, asked]).toEqual([1, key]);
    const error = fails[ops.length];
    ops.push(op);
    if (error !== undefined) throw new Named(error, 'Not now');
    if (op === 'take-in') return takeIn({ table: firm.memory, quarantine, scan: eicarScan }, asked);
    await giveUp({ table: firm.memory }, asked);
    return {};
  };
  const { start, clock, engine } = startEngine({ definitions: definition, functions: { any } });
  // The object of the bucket's event, whatever else is in it.
  const arn = start({ key, size: 88, etag: 'e', sequencer: '0' }, 'one');
  for (let hours = 0; hours < 3; hours++) await clock.advance(3600);
  await settled();
  const execution = engine.execution(arn);
  engine.close();
  return { ops, execution, document: await stored() };
}

describe.each(released)('%s, played against the code of today', (_, definition) => {
  test('takes a file in, step by step', async () => {
    const { ops, execution, document } = await played(definition);
    expect(ops).toEqual(['take-in', 'take-in', 'take-in', 'take-in']);
    expect([execution.status, document.status]).toEqual(['SUCCEEDED', 'released']);
  });

  test('is patient with a busy table and an error that passes', async () => {
    const { execution, document } = await played(definition, ['Busy', 'Lambda.Unknown', undefined, 'TypeError']);
    expect([execution.status, document.status]).toEqual(['SUCCEEDED', 'released']);
  });

  test('leaves to a person what does not pass, and fails in the open', async () => {
    const { ops, execution, document } = await played(definition, [undefined, ...Array<string>(4).fill('TypeError')]);
    expect(ops.at(-1)).toBe('give-up');
    expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    expect(document).toMatchObject({ status: 'held', why: { code: 'not-checked' } });
  });
});
