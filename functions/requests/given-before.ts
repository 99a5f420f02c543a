import { counting } from './files.ts';
import type { Item } from './item.ts';

const ending = /\.[a-z0-9]{1,5}$/i;
/** What a camera, a scanner or a phone calls a file tells nobody what it is. */
const saysNothing =
  /^(?:img|dsc|pxl|scan|scanned|(?:whatsapp )?image|photo|picture|screenshot|document|doc|file)?[^\p{L}]*(?:copy)?$/iu;

const longest = 120;

/** A file’s name as something that can be asked for: `W-2_Acme.pdf` is “W-2 Acme”. */
function named(file: string): string[] {
  const name = file.replace(ending, '').replaceAll('_', ' ').replaceAll(/\s+/g, ' ').trim();
  return saysNothing.test(name) ? [] : [Array.from(name).slice(0, longest).join('')];
}

/** By what it could be asked for again: by its name; of what was asked for in general, each file that came by its own. */
function labelsOfItem(item: Item, elsewhere: ReadonlySet<string>): string[] {
  const { asks, status, label, title, optional, files = [] } = item;
  const came = counting(files);
  if (asks.kind !== 'upload' || status !== 'accepted' || came.length === 0) return [];
  if (label !== undefined) return [label];
  if (optional) return came.flatMap(({ name }) => named(name));
  return elsewhere.has(title) ? [] : [title];
}

/** What a client gave, as it can be asked for the next time: each once, and not what is named elsewhere. */
export function labelsOf(items: readonly Item[], elsewhere: ReadonlySet<string>): string[] {
  const byWord = new Map<string, string>();
  for (const label of items.flatMap((item) => labelsOfItem(item, elsewhere))) {
    const word = label.toLowerCase();
    if (!byWord.has(word)) byWord.set(word, label);
  }
  return [...byWord.values()];
}
