import { eachList } from './each.ts';
import { error, type Fault } from './fault.ts';
import { circles } from './lint-order.ts';
import type { Known } from './lint-steps.ts';
import { comesAfter, madeBy, type Placed, type Subject } from './subject.ts';

/** Throws an error that says what is wrong with the rule. */
export type ReadRule = (text: string) => { anchor: string };

/** A date of the template: the node that others count from it by, and what it counts from itself. */
type Dated = { path: string; text: string; node?: string; placed?: Placed; ofRequest?: true };
type Counted = Dated & { anchor: string };

/** The key of a date of law, where the deadline is one; what else it may be is a rule. */
const lawOf = (deadline: string) => (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(deadline) ? deadline : undefined);

function datesOf({ content, tasks }: Subject): Dated[] {
  const { start, due, deadline, requests = [] } = content;
  return [
    { path: 'start', text: start, node: 'job.start' },
    { path: 'due', text: due, node: 'job.due' },
    ...(lawOf(deadline) === undefined ? [{ path: 'deadline', text: deadline, node: 'deadline' }] : []),
    ...tasks.flatMap((placed): Dated[] => {
      const { path, task } = placed;
      const until = task.until === undefined ? [] : [{ path: `${path}.until`, text: task.until, placed }];
      if (task.due === undefined) return until;
      return [{ path: `${path}.due`, text: task.due, node: `${task.key}.due`, placed }, ...until];
    }),
    ...requests.map(({ dueOn }, i): Dated => ({ path: `requests.${i}.dueOn`, text: dueOn, ofRequest: true })),
  ];
}

const always = new Set(['job.start', 'job.due', 'today', 'letter.signed', 'engagement.contractEnd']);

/** Why there is nothing to count from; undefined where there is. */
function missing(subject: Subject, { anchor, placed, ofRequest }: Counted, known: Known): string | undefined {
  const { content, byKey } = subject;
  const each = placed?.task.each;
  if (always.has(anchor) || (each !== undefined && eachList(each)?.anchors?.test(anchor))) return undefined;
  if (/^period\.(?:start|end)$/.test(anchor))
    return (content.period ?? 'none') === 'none' ? 'The template has no period' : undefined;
  if (anchor === 'payDate') return content.payDate ? undefined : 'The template has no payDate';
  if (anchor === 'deadline') return content.deadline === 'none' ? 'The template has no deadline' : undefined;
  const [, law] = /^deadline\((.+)\)$/.exec(anchor) ?? [];
  if (law !== undefined) return known.deadlines?.has(law) === false ? `There is no deadline ${law}` : undefined;
  if (anchor === 'request.sent') return ofRequest ? undefined : 'Only what a request is due on counts from its sending';
  const [, ref = '', how] = /^(.+)\.(done|due|received)$/.exec(anchor) ?? [];
  const makers = madeBy(subject, how === 'received' ? anchor : ref);
  const isThere = how === 'due' ? byKey.has(ref) : (makers?.length ?? 0) > 0;
  return isThere ? undefined : `There is nothing that ${anchor} could be`;
}

/** A date that is known only when it is too late: it counts from the end of what comes after it. */
function tooLate(subject: Subject, { anchor, placed, node }: Counted): string | undefined {
  const key = /^([a-z0-9-]+)\.done$/.exec(anchor)?.[1];
  if (key === undefined || !subject.byKey.has(key)) return undefined;
  if (node === 'job.start') return `The job begins before ${key} is done`;
  if (!placed) return undefined;
  return comesAfter(subject, key, placed.task.key)
    ? `${key} is done only after ${placed.task.key}, which could have no date until then`
    : undefined;
}

/** Rules that cannot be read, anchors that are not there, and dates that wait for each other. */
export function lintDates(subject: Subject, read: ReadRule, known: Known): Fault[] {
  const faults: Fault[] = [];
  const dates = datesOf(subject).flatMap((dated): Counted[] => {
    try {
      return [{ ...dated, anchor: read(dated.text).anchor }];
    } catch (why) {
      faults.push(error(dated.path, (why as Error).message));
      return [];
    }
  });
  for (const dated of dates) {
    const why = missing(subject, dated, known) ?? tooLate(subject, dated);
    if (why !== undefined) faults.push(error(dated.path, why));
  }
  const { deadline, extension } = subject.content;
  for (const [path, key] of [['deadline', lawOf(deadline)] as const, ['extension.to', extension?.to] as const])
    if (key !== undefined && key !== 'none' && known.deadlines?.has(key) === false)
      faults.push(error(path, `There is no deadline ${key}`));
  const byNode = new Map(dates.flatMap((one) => (one.node === undefined ? [] : [[one.node, one] as const])));
  const next = (node: string) => [byNode.get(node)!.anchor].filter((anchor) => byNode.has(anchor));
  const round = circles([...byNode.keys()], next).map((way) =>
    error(byNode.get(way[0]!)!.path, `These dates wait for each other: ${way.join(' → ')}`),
  );
  return [...faults, ...round];
}
