import { broken } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Version } from '../../templates/head.ts';
import { getVersion } from '../../templates/store.ts';
import { actingFor } from '../acting.ts';
import { changeJob } from '../changing.ts';
import { loadMaking } from '../loading.ts';
import { mostTasks } from '../pack.ts';
import { loadJob } from '../store.ts';
import { asMade } from './as-made.ts';
import { merge } from './merge.ts';

type Content = Pick<Version, 'templateId' | 'n' | 'content'>;

/** One transaction takes a hundred items, and its event tells of each. */
export const mostAtOnce = 60;

/** A job with the version that it is of, and what it would be made of today. */
export async function loadRolling(records: Records, jobId: string, templateId: string) {
  const whole = await loadJob(records, jobId);
  const { template, clientId, engagementId, serviceId } = whole.job;
  if (template?.id !== templateId) throw broken('This is no job of this template');
  const [version, ground] = await Promise.all([
    getVersion(records, templateId, template.version),
    loadMaking(records, { clientId, engagementId, serviceId }),
  ]);
  return { whole, version, ground };
}

export type Rolling = Awaited<ReturnType<typeof loadRolling>>;

type Circumstances = { by: string; now: string; newId: NewId };

/** A job under another version of its template, with all that follows from it; undefined where it has that one already. */
export function roll({ whole, version, ground }: Rolling, to: Content, { by, now, newId }: Circumstances) {
  const { job, tasks, schedule } = whole;
  if (job.template?.version === to.n) return undefined;
  const acting = actingFor(ground.firm, by, now);
  const on = { ...ground, calendars: acting.dating.calendars };
  const merged = merge({
    job,
    tasks,
    lines: schedule.lines,
    base: asMade(job, version, on),
    next: asMade(job, to, on),
    now,
    newId,
  });
  const added = merged.came.filter(({ how }) => how === 'added').length;
  if (tasks.length + added > mostTasks) throw broken(`A job has at most ${mostTasks} tasks`);
  if (merged.tasks.length > mostAtOnce)
    throw broken(`${merged.tasks.length} tasks would change at once; at most ${mostAtOnce} can`);
  const { assigned } = merged;
  const reason = `Version ${to.n} of the template`;
  const after = changeJob(
    whole,
    'job.template-changed',
    { job: merged.job, tasks: merged.tasks, assigned, reason },
    acting,
  );
  return { merged, after };
}
