import { eachList, eachListNames } from './each.ts';
import { error, type Fault, warning } from './fault.ts';
import type { Placed, Subject } from './subject.ts';

/** Whatever stands twice, at its second place. */
export function twice(placed: readonly { path: string; key: string }[], what: string): Fault[] {
  const seen = new Set<string>();
  return placed.flatMap(({ path, key }) => {
    if (seen.has(key)) return [error(`${path}.key`, `There is another ${what} ${key}`)];
    seen.add(key);
    return [];
  });
}

/** Words that other dates and references begin with: `job.due` could not be told from a task’s. */
const reserved = new Set(['job', 'period', 'request']);

function rolesOf({ content }: Subject, { path, task }: Placed): Fault[] {
  const declared = (role: string) => role in content.roles;
  const { role, review } = task;
  return [
    ...(role !== undefined && !declared(role) ? [error(`${path}.role`, `The template has no role ${role}`)] : []),
    ...(review?.notSameAs !== undefined && !declared(review.notSameAs)
      ? [error(`${path}.review.notSameAs`, `The template has no role ${review.notSameAs}`)]
      : []),
    ...(review?.notSameAs !== undefined && review.notSameAs === role
      ? [error(`${path}.review.notSameAs`, `The reviewer has the role ${role}, whose work it is that is reviewed`)]
      : []),
  ];
}

function reviewOf({ byKey }: Subject, { path, task }: Placed): Fault[] {
  const { of } = task.review ?? {};
  if (of === undefined) return [];
  if (of === task.key) return [error(`${path}.review.of`, 'A task does not review itself')];
  return byKey.has(of) ? [] : [error(`${path}.review.of`, `There is no task ${of} to review`)];
}

function isRepeated({ path, task: { each } }: Placed): Fault[] {
  if (each === undefined || eachList(each)) return [];
  return [error(`${path}.each`, `There is no list ${each}; there are ${eachListNames.join(', ')}`)];
}

/** A gate holds up what comes after it; one under a condition on progress holds up the job itself. */
function gateOf({ tasks, content }: Subject, { path, task }: Placed): Fault[] {
  const isAwaited = tasks.some(({ task: other }) => other.after?.includes(task.key));
  const isMilestone = content.billing?.nonBillableUntil === task.key;
  if (!task.gate || isAwaited || isMilestone || task.when !== undefined) return [];
  return [warning(`${path}.gate`, `Nothing comes after ${task.key}, so this gate holds nothing up`)];
}

/** Keys, roles, reviews, lists and gates. */
export const lintTasks = (subject: Subject): Fault[] => [
  ...twice(
    subject.tasks.map(({ path, task }) => ({ path, key: task.key })),
    'task',
  ),
  ...subject.tasks.flatMap((placed) => [
    ...(reserved.has(placed.task.key)
      ? [error(`${placed.path}.key`, `${placed.task.key} means something else in dates and references`)]
      : []),
    ...rolesOf(subject, placed),
    ...reviewOf(subject, placed),
    ...isRepeated(placed),
    ...gateOf(subject, placed),
  ]),
];
