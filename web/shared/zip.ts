import { downloadZip } from 'client-zip';

/** A file, as a site of the API links to it: with its place among the folders, and since when it is there. */
export type Link = { path: string; url: string; at: string };

/** A link lasts two minutes: they are asked for as they are needed. */
const atOnce = 8;

/** Numbered apart where two batches would call two files alike. */
function unlike(path: string, taken: Set<string>): string {
  let [one, n] = [path, 1];
  while (taken.has(one.toLowerCase())) one = path.replace(/(?=\.[^./]*$)|$/, ` (${++n})`);
  taken.add(one.toLowerCase());
  return one;
}

export type Zip = {
  ids: readonly string[];
  linksTo: (ids: readonly string[]) => Promise<readonly Link[]>;
  onCame: (count: number) => void;
};

/** The files one after the other, straight from where they lie. */
async function* filesOf({ ids, linksTo, onCame }: Zip) {
  const taken = new Set<string>();
  for (let n = 0; n < ids.length; n += atOnce) {
    const links = await linksTo(ids.slice(n, n + atOnce));
    for (const [i, { path, url, at }] of links.entries()) {
      const input = await fetch(url);
      if (!input.ok) throw new Error(`${path} could not be fetched; try again`);
      yield { name: unlike(path, taken), lastModified: new Date(at), input };
      onCame(n + i + 1);
    }
  }
}

/** Several files as one ZIP, by their folders. It is written by the page: no byte passes the API. */
export const zipOf = (zip: Zip): Promise<Blob> => downloadZip(filesOf(zip)).blob();
