import { instant, now } from '../../shared/clock.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { completeUpload } from './completing.ts';
import { type Document, reject } from './document.ts';
import { changeDocument } from './intake-change.ts';
import type { StartIntake } from './machine.ts';
import { readParts } from './part-store.ts';
import type { PartUploads } from './part-uploads.ts';
import type { Quarantine } from './quarantine.ts';
import { rejected } from './reasons.ts';
import { documents, standingStill } from './store.ts';

/** Longer than a signed request can be used, and than intake tries. */
const patience = 30 * 60_000;
/** Who has not sent a file by then will not. */
const longest = 24 * 3600_000;
const mostTime = 200_000;

export type Sweeping = { table: Table; quarantine: Quarantine; parts: PartUploads; start: StartIntake };

/** What lies there; of a file in parts also when its last part came and nobody said so: whoever sent it had gone. */
async function findLying({ table, quarantine, parts }: Sweeping, document: Document) {
  const lying = await quarantine.find(document.key);
  if (lying) return lying;
  const inParts = await readParts(table, document);
  if (!inParts || (await completeUpload(parts, document, inParts)).length > 0) return undefined;
  return quarantine.find(document.key);
}

/** One that should have gone on: begun again where the file lies there, given up where it never came. */
async function look(from: Sweeping, { pk, sk }: Item, at: number): Promise<'started' | 'ended' | 'left'> {
  const { table, start } = from;
  const item = await table.get({ pk, sk }, { strong: true });
  const document = item && documents.read(item);
  // The index lags behind: only the record decides.
  const since = document && Date.parse(document.statusAt);
  if (!document || item.byNextPk === undefined || since! > at - patience) return 'left';
  const { key, status } = document;
  const lying = status === 'expected' ? await findLying(from, document) : undefined;
  if (status !== 'expected' || lying) {
    await start(key);
    return 'started';
  }
  if (since! > at - longest) return 'left';
  await changeDocument(table, key, 'expected', (one, when) => ({
    type: 'document.rejected',
    after: reject(one, rejected('never-came').why, when),
  }));
  return 'ended';
}

/** Looks after files whose event never came, and those on which intake has stopped. What it costs follows the overdue. */
export async function sweepDocuments(from: Sweeping): Promise<{ started: number; ended: number; left: number }> {
  const until = performance.now() + mostTime;
  const at = now();
  const done = { started: 0, ended: 0, left: 0 };
  let last: Item | undefined;
  do {
    const page = await from.table.query({ ...standingStill(instant(at - patience)), from: last });
    for (const item of page.items) done[await look(from, item, at)]++;
    last = page.last;
  } while (last && performance.now() < until);
  return done;
}
