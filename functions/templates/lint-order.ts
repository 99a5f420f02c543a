import { error, type Fault } from './fault.ts';
import { madeBy, type Subject } from './subject.ts';

const elsewhere = /^(?:letter\.signed|job\.same-client\.[a-z0-9-]+\.last-of-period|job\.related\.[a-z0-9-]+)$/;

/** What an `after` may not wait for: what does not exist, and what nobody ever does. */
function unmet(subject: Subject, ref: string): string | undefined {
  const makers = madeBy(subject, ref);
  if (makers === undefined) return elsewhere.test(ref) ? undefined : `There is no ${ref} to wait for`;
  if (makers.length > 0) return undefined;
  const request = /^request\.(.+)$/.exec(ref)?.[1];
  if (request === undefined) return 'No task asks for an advance, so that none is received: it never begins';
  const exists = subject.content.requests?.some(({ key }) => key === request);
  if (!exists) return `The template has no request ${request}`;
  return `No task sends the request ${request}, so that it is never answered: it never begins`;
}

/** The circles of nodes, as ways that end where they began; one of those that close at the same node. */
export function circles(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  function walk(node: string): void {
    if (done.has(node)) return;
    const at = way.indexOf(node);
    if (at >= 0) {
      if (!found.some(([closed]) => closed === node)) found.push([...way.slice(at), node]);
      return;
    }
    way.push(node);
    for (const other of next(node)) walk(other);
    way.pop();
    done.add(node);
  }
  for (const node of nodes) walk(node);
  return found;
}

/** Unknown references, tasks that can never begin, and circles. */
export function lintOrder(subject: Subject): Fault[] {
  const { tasks, byKey } = subject;
  const refs = tasks.flatMap(({ path, task }) =>
    (task.after ?? []).flatMap((ref, i) => {
      const why = unmet(subject, ref);
      return why === undefined ? [] : [error(`${path}.after.${i}`, why)];
    }),
  );
  const next = (key: string) => subject.before.get(key) ?? [];
  const round = circles([...byKey.keys()].toReversed(), next).map((way) =>
    error(
      `${byKey.get(way[0]!)!.path}.after`,
      way.length === 2
        ? `${way[0]} waits for itself`
        : `These wait for each other: ${way.join(' → ')}; none of them can begin`,
    ),
  );
  return [...refs, ...round];
}
