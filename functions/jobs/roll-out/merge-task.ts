import { isDrafted } from '../by-letter.ts';
import { isFinished, type Task } from '../task.ts';
import type { Planned } from './as-made.ts';
import { differing, mergedFields, same } from './three-way.ts';

/** What a template says of a task. */
const planned = [
  'section',
  'title',
  'instructions',
  'links',
  'role',
  'estMinutes',
  'priority',
  'checklist',
  'after',
  'gate',
  'dueRule',
  'absent',
  'days',
  'when',
  'review',
  'auto',
  'hold',
  'waitsForThirdParty',
  'action',
  'records',
] as const satisfies readonly (keyof Task)[];

type People = { ours: string | undefined; base: string | undefined; next: string | undefined };

/** `why` it was left as it is; `fields` are those that changed. */
export type MergedTask = {
  task: Task;
  who: string | undefined;
  fields: string[];
  why?: 'finished' | 'asked' | 'by-hand';
};

/** What someone changed in a task: its words, its estimate, its day, its ticks, and who does it. */
export const handChanges = (ours: Task, base: Task, who: Pick<People, 'ours' | 'base'>): string[] => [
  ...differing(ours, base, planned),
  ...(ours.pin ? ['pin'] : []),
  ...(who.ours === who.base ? [] : ['assignee']),
];

/** What has been done, or is being asked of someone, stays as it was done. */
export const stays = (task: Task): 'finished' | 'asked' | undefined =>
  isFinished(task) ? 'finished' : task.status === 'asked' || isDrafted(task) ? 'asked' : undefined;

/**
 * One task under the new version. Before the job has begun, whatever nobody changed by hand follows the template; in a
 * job under way a task that someone changed is left as a whole.
 */
export function mergeTask(ours: Task, base: Planned, next: Planned, who: People, isLive: boolean): MergedTask {
  const isSame = differing(base.task, next.task, planned).length === 0 && who.base === who.next;
  const kept = { task: ours, who: who.ours, fields: [] };
  if (isSame) return kept;
  const hand = handChanges(ours, base.task, who);
  const why = stays(ours) ?? (isLive && hand.length > 0 ? 'by-hand' : undefined);
  if (why) return { ...kept, why };
  const task = mergedFields({ ours, base: base.task, next: next.task }, planned);
  const doer = who.ours === who.base ? who.next : who.ours;
  const fields = [...differing(ours, task, planned), ...(same(doer, who.ours) ? [] : ['assignee'])];
  const isKept = fields.length === 0 && differing(ours, next.task, planned).length > 0;
  return { task, who: doer, fields, ...(isKept && { why: 'by-hand' as const }) };
}
