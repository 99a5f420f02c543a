import { takeIn } from '../functions/documents/intake.ts';
import { eicarScan } from '../functions/documents/scan.ts';
import { documents } from '../functions/documents/store.ts';
import { aPdf, saidOf } from '../test/support/documents.ts';
import { fakeQuarantine } from '../test/support/fakes.ts';
import { aDocument } from './calls/documents.ts';
import type { MeasuredTable } from './database.ts';
import type { Cost } from './meter.ts';
import type { Scene } from './scene.ts';

/** What a file that has come asks of the table on its way from quarantine into the vault. */
export async function intakeCost({ table, meter }: MeasuredTable, scene: Scene): Promise<Cost> {
  const bytes = aPdf();
  const place = { clientId: scene.moving.clientId };
  const { documentId } = await aDocument(scene, place, 'expected', saidOf('Statement of May.pdf', bytes));
  const { key } = documents.read((await table.get(documents.key(documentId)))!);
  const quarantine = fakeQuarantine();
  quarantine.put(key, bytes);
  const { cost } = await meter.record(async () => {
    while (!(await takeIn({ table, quarantine, scan: eicarScan }, key)).done);
  });
  return cost;
}
