import { keepFile } from '../../../shared/keeping.ts';
import { type Link, zipOf } from '../../../shared/zip.ts';
import type { Document } from './documents.ts';
import { post } from './http.ts';

type Zip = { clientId: string; name: string; onCame?: (count: number) => void };

/** Several files of a client as one ZIP of this device. */
export async function downloadAsZip(
  documents: readonly Document[],
  { clientId, name, onCame = () => {} }: Zip,
): Promise<void> {
  const ids = documents.filter(({ can }) => can.download).map(({ id }) => id);
  if (ids.length === 0) throw new Error('None of these can be downloaded');
  const path = `/v1/clients/${clientId}/documents/links`;
  const linksTo = async (some: readonly string[]) => (await post<{ items: Link[] }>(path, { ids: some })).items;
  keepFile(`${name}.zip`, await zipOf({ ids, linksTo, onCame }));
}
