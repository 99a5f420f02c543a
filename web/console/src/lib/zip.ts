import { downloadZip } from 'client-zip';
import type { Document } from './documents.ts';
import { keepFile } from './downloads.ts';
import { post } from './http.ts';

type Link = { id: string; path: string; url: string; at: string };

/** A link lasts two minutes: they are asked for as they are needed. */
const atOnce = 8;

/** Numbered apart where two batches would call two files alike. */
function unlike(path: string, taken: Set<string>): string {
  let [one, n] = [path, 1];
  while (taken.has(one.toLowerCase())) one = path.replace(/(?=\.[^./]*$)|$/, ` (${++n})`);
  taken.add(one.toLowerCase());
  return one;
}

/** The files one after the other, straight from where they lie. */
async function* filesOf(clientId: string, ids: readonly string[], onCame: (count: number) => void) {
  const taken = new Set<string>();
  for (let n = 0; n < ids.length; n += atOnce) {
    const asked = { ids: ids.slice(n, n + atOnce) };
    const { items } = await post<{ items: Link[] }>(`/v1/clients/${clientId}/documents/links`, asked);
    for (const [i, { path, url, at }] of items.entries()) {
      const input = await fetch(url);
      if (!input.ok) throw new Error(`${path} could not be fetched; try again`);
      yield { name: unlike(path, taken), lastModified: new Date(at), input };
      onCame(n + i + 1);
    }
  }
}

type Zip = { clientId: string; name: string; onCame?: (count: number) => void };

/** Several files of a client as one ZIP of this device, by their folders. It is written here: no byte passes the API. */
export async function downloadAsZip(
  documents: readonly Document[],
  { clientId, name, onCame = () => {} }: Zip,
): Promise<void> {
  const ids = documents.filter(({ can }) => can.download).map(({ id }) => id);
  if (ids.length === 0) throw new Error('None of these can be downloaded');
  keepFile(`${name}.zip`, await downloadZip(filesOf(clientId, ids, onCame)).blob());
}
