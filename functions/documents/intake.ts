import type { Table } from '../../shared/table/table.ts';
import { arrive, type Document, hold, pass, reject, release } from './document.ts';
import { changeDocument, type Change, loadByKey } from './intake-change.ts';
import { type Finding, inspect } from './inspect.ts';
import { readParts } from './part-store.ts';
import type { Lying, Quarantine } from './quarantine.ts';
import { held, rejected } from './reasons.ts';
import type { Scan } from './scan.ts';

export type Intake = { table: Table; quarantine: Quarantine; scan: Scan };

/** Whether there is more to do for a file. */
export type Turn = { done: boolean };

async function findingOf(
  { quarantine, scan }: Intake,
  { key, size, sha256, type, unscanned }: Document,
  lying: Lying,
): Promise<Finding> {
  if (lying.size !== size) return rejected('wrong-size');
  if (lying.sha256 !== sha256) return rejected('wrong-checksum');
  const read = (from: number, length: number) => quarantine.read(key, from, length);
  if ((await scan(await quarantine.content(key))) === 'infected') return rejected('malware');
  const finding = await inspect(type, { size, read });
  return finding.is === 'fine' && unscanned ? held('not-checked') : finding;
}

const events = { fine: 'document.checked', held: 'document.held', rejected: 'document.rejected' } as const;

function found(document: Document, finding: Finding, now: string): Change {
  const type = events[finding.is];
  if (finding.is === 'fine') return { type, after: pass(document, now) };
  return { type, after: (finding.is === 'held' ? hold : reject)(document, finding.why, now) };
}

/** One step of a file's way from quarantine into the vault, whichever its record says is the next. Each may come again. */
export async function takeIn(from: Intake, key: string): Promise<Turn> {
  const { table, quarantine } = from;
  const known = await loadByKey(table, key);
  if (!known) return { done: true };
  const { document } = known;
  if (document.erasedAt !== undefined) {
    await quarantine.empty(key);
    await quarantine.destroy(document);
    return { done: true };
  }
  switch (document.status) {
    case 'expected': {
      const lying = await quarantine.find(key);
      if (!lying || lying.size === 0) return { done: true };
      await changeDocument(table, key, 'expected', (one, now) => ({
        type: 'document.arrived',
        after: arrive(one, lying.etag, now),
      }));
      return { done: false };
    }
    case 'arrived': {
      const lying = await quarantine.find(key);
      const finding = lying ? await findingOf(from, document, lying) : held('not-checked');
      await changeDocument(table, key, 'arrived', (one, now) => found(one, finding, now));
      return { done: false };
    }
    case 'checking': {
      const versionId = await quarantine.release(document, await readParts(table, document));
      await changeDocument(table, key, 'checking', (one, now) => ({
        type: 'document.released',
        after: release(one, versionId, now),
      }));
      return { done: false };
    }
    case 'rejected': {
      const inParts = await readParts(table, document);
      if (inParts) await quarantine.abandon(document, inParts.uploadId);
      await quarantine.empty(key);
      return { done: true };
    }
    case 'released':
      await quarantine.empty(key);
      return { done: true };
    case 'held':
      return { done: true };
  }
}

/** What could not be looked at after all tries waits for a person. */
export async function giveUp({ table }: Pick<Intake, 'table'>, key: string): Promise<void> {
  for (const status of ['arrived', 'checking'] as const)
    await changeDocument(table, key, status, (one, now) => found(one, held('not-checked'), now));
}
