import type { CivilDate } from '../../../shared/dates/civil-date.ts';
import type { Version } from '../../templates/head.ts';
import type { Calendars } from '../../templates/due-date.ts';
import { deadlineFor } from '../deadline-for.ts';
import type { Job } from '../job.ts';
import type { LoadedMaking } from '../loading.ts';
import { fromTemplate, type Making } from '../make.ts';
import { neighbourBy } from '../making.ts';
import { rhythmFor } from '../rhythm-for.ts';
import { whoHas } from '../people.ts';
import type { Task } from '../task.ts';

/** A task as a version of the template makes it, and whose it is then. */
export type Planned = { task: Task; who: string | undefined };

/** A job as a version of its template would have made it. */
export type AsMade = { version: number; key: string; job: Job; planned: readonly Planned[] };

/** What jobs of this client are made of today. */
export type Ground = Pick<
  LoadedMaking,
  'client' | 'services' | 'k1Sources' | 'engagement' | 'service' | 'firmRoles' | 'postponements'
> & { calendars: Calendars };

/** Where jobs of a series are made otherwise than others of their template. */
export type OfSeries = Pick<Making, 'peopleHere' | 'neighbour'>;

/** Begins where the job began: the same client and period, the same words that someone typed in. */
export function asMade(
  job: Job,
  { templateId, n, content }: Pick<Version, 'templateId' | 'n' | 'content'>,
  ground: Ground,
  ofSeries?: OfSeries,
): AsMade {
  const { client, engagement, calendars, postponements } = ground;
  const { period, startOn } = job;
  const made = fromTemplate({
    ...ground,
    id: job.id,
    template: { id: templateId, key: content.key, version: n },
    content,
    period,
    neighbour: neighbourBy(rhythmFor(content, ground)),
    ...ofSeries,
    startOn,
    deadline: deadlineFor({ content, client, engagement, period, startOn, calendars, postponements }),
    given: job.given ?? {},
    leadId: job.leadId,
    by: job.createdBy,
    now: job.createdAt,
    today: job.createdOn satisfies CivilDate,
    newId: numbered(),
  });
  const planned = made.tasks.map((task) => ({ task, who: whoDoes(task, made.job.people) }));
  return { version: n, key: content.key, job: made.job, planned };
}

/** What is only compared has no name of its own; tasks that come in are given theirs by whoever takes them over. */
function numbered() {
  let n = 0;
  return (kind: string) => `${kind}-${n++}`;
}

/** By its role; a step that runs by itself and has none is nobody's. */
export const whoDoes = ({ role }: Pick<Task, 'role'>, people: Job['people'] = []): string | undefined =>
  whoHas(people, role);
