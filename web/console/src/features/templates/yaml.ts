import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Issue } from '../../lib/problem.ts';

export type Read = { content: unknown; lineOf: (path: string) => number | undefined };
export type Marked = { line: number | undefined; path: string; message: string; weight: 'error' | 'warning' };

const steps = (path: string) => path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Where in the text something stands; where it is not there, whatever it would stand in. */
function placeOf(document: Document, path: string): number | undefined {
  for (let way = steps(path); way.length > 0; way = way.slice(0, -1)) {
    const node = document.getIn(way, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

/** What a text says, and at which line each thing in it stands; or what keeps it from being read. */
export function readYaml(text: string): Read | Marked[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken)
    return [
      {
        line: counter.linePos(broken.pos[0]).line,
        path: '',
        message: broken.message.split('\n')[0]!,
        weight: 'error',
      },
    ];
  return {
    content: document.toJS({ maxAliasCount: 0 }),
    lineOf(path) {
      const at = placeOf(document, path);
      return at === undefined ? undefined : counter.linePos(at).line;
    },
  };
}

/** What the API found, with the line that it speaks of. */
export const marked = ({ lineOf }: Read, faults: readonly (Issue & { weight?: 'error' | 'warning' })[]): Marked[] =>
  faults.map(({ path, message, weight = 'error' }) => {
    const within = path.replace(/^(?:body\.)?content\.?/, '');
    return { line: lineOf(within), path: within, message, weight };
  });
