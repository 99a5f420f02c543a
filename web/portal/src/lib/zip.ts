import { keepFile } from '../../../shared/keeping.ts';
import { type Link, zipOf } from '../../../shared/zip.ts';
import { call } from './http.ts';

type Zip = { clientId: string; name: string; onCame: (count: number) => void };

/** Several files of a client as one ZIP of this device, by their folders. */
export async function keepAsZip(ids: readonly string[], { clientId, name, onCame }: Zip): Promise<void> {
  const path = `clients/${clientId}/documents/links`;
  const linksTo = async (some: readonly string[]) => (await call<{ items: Link[] }>('POST', path, { ids: some })).items;
  keepFile(`${name}.zip`, await zipOf({ ids, linksTo, onCame }));
}
