import type { Job } from '../job.ts';
import { differing, merged, mergedFields, same } from './three-way.ts';

const planned = ['title', 'startOn', 'dueRule', 'budgetMinutes', 'settings'] as const satisfies readonly (keyof Job)[];

type People = NonNullable<Job['people']>;

/** Role by role: someone who was put in by hand stays, a role that the template no longer has goes. */
function mergedPeople(ours: People = [], base: People = [], next: People = []): People {
  const who = (people: People, role: string) => people.find((one) => one.role === role)?.memberId;
  const roles = [...new Set([...ours, ...next].map(({ role }) => role))];
  return roles.flatMap((role) => {
    const memberId = merged(who(ours, role), who(base, role), who(next, role));
    return memberId === undefined ? [] : [{ role, memberId }];
  });
}

/** A deadline that was put off or changed since is not the template's any more. */
function mergedDeadline(ours: Job['deadline'], base: Job['deadline'], next: Job['deadline']): Job['deadline'] {
  const moved = base?.on !== next?.on || base?.key !== next?.key;
  return moved && ours?.on === base?.on ? next : ours;
}

/** What the template says of the job itself, beside its tasks. */
export function mergeJob(ours: Job, base: Job, next: Job): { job: Job; fields: string[] } {
  const { people: _, deadline: _on, ...rest } = mergedFields({ ours, base, next }, planned);
  const people = mergedPeople(ours.people, base.people, next.people);
  const deadline = mergedDeadline(ours.deadline, base.deadline, next.deadline);
  const job: Job = {
    ...rest,
    ...(people.length > 0 && { people }),
    ...(deadline && { deadline }),
    ...(next.template && { template: next.template }),
  };
  const told = [...planned, 'people', 'deadline'] as const;
  const fields = differing(ours, job, told).filter((name) => name !== 'people' || !same(ours.people ?? [], people));
  return { job, fields };
}
