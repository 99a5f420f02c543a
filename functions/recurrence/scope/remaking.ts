import { broken } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import { actingFor, datingOf } from '../../jobs/acting.ts';
import { changeJob } from '../../jobs/changing.ts';
import { isOver, type Job } from '../../jobs/job.ts';
import { withLastTime } from '../../jobs/last-time.ts';
import { neighbourBy } from '../../jobs/making.ts';
import { type AsMade, asMade } from '../../jobs/roll-out/as-made.ts';
import { isLive, merge } from '../../jobs/roll-out/merge.ts';
import { mostTasks } from '../../jobs/pack.ts';
import { mostAtOnce } from '../../jobs/roll-out/rolling.ts';
import { jobs, loadJob, type WholeJob } from '../../jobs/store.ts';
import type { Version } from '../../templates/head.ts';
import { getVersion } from '../../templates/store.ts';
import type { Changes } from '../changes.ts';
import { contentFor } from '../content-for.ts';
import { startOn } from '../due.ts';
import { budgeted, isBudgetSaid, type Source, whenOf } from '../occurrence.ts';
import type { Series } from '../series.ts';
import { findMadeWith, type MadeWith, madeWith, madeWithItem } from './made-with.ts';

/** Someone has begun with it: from then on it is theirs, and no edit of its series reaches it. */
export const hasStarted = ({ job, tasks }: Pick<WholeJob, 'job' | 'tasks'>): boolean =>
  isLive(job) || tasks.some(({ startedAt, doneAt, askedAt }) => startedAt ?? doneAt ?? askedAt);

export const begun = 'Work on it has begun: it stays as it is';
const over = 'It is over: it stays as it was done';

/** Why an edit of its series leaves a job as it is. */
export const whyLeft = (whole: Pick<WholeJob, 'job' | 'tasks'>): string | undefined =>
  isOver(whole.job) ? over : hasStarted(whole) ? begun : undefined;

/** A job with what it was made with, and what its series makes jobs of. */
export async function loadRemaking(records: Records, jobId: string, series: Series, source: Source) {
  const whole = await loadJob(records, jobId);
  const { template, previousJobId } = whole.job;
  if (whole.job.seriesId !== series.id || !template) throw broken('This is no job of this series');
  const [version, had, last] = await Promise.all([
    getVersion(records, template.id, template.version),
    findMadeWith(records, jobId),
    previousJobId === undefined ? undefined : records.find(jobs, previousJobId),
  ]);
  const then = last && had.budgetTaken !== undefined ? { ...last, budgetMinutes: had.budgetTaken } : last;
  return { whole, version, had, last: then, series, source };
}

export type Remaking = Omit<Awaited<ReturnType<typeof loadRemaking>>, 'whole'> & { whole: WholeJob };

type Content = Pick<Version, 'templateId' | 'n' | 'content'>;

/** A job as its series would make it of this version with these changes; it begins by the template's rule. */
function made({ whole, last, series, source }: Remaking, version: Content, { changes, roll }: MadeWith): AsMade {
  const { job } = whole;
  const { changes: _, roll: _roll, ...rest } = series;
  const as = { ...rest, ...madeWith({ changes, roll }) } as Series;
  const of = { ...source, template: { ...source.template, ...version } };
  const start = job.period ? startOn(as, job.period, whenOf(as, of, job.createdAt)) : job.startOn;
  const { calendars } = datingOf(source.firm, job.createdAt);
  const content = contentFor(version.content, changes);
  const found = asMade(
    { ...job, startOn: start },
    { ...version, content },
    { ...source, calendars },
    {
      peopleHere: changes?.people,
      neighbour: neighbourBy(series.rhythm),
    },
  );
  const finished = withLastTime(budgeted(found.job, changes), last, isBudgetSaid({ changes }, source));
  return { ...found, job: finished };
}

/** The job as it was made, and as it would be made now: by its series, or by what someone says of this one alone. */
function bothOf(remaking: Remaking, own: Changes | undefined): { base: AsMade; next: AsMade; keep: MadeWith } {
  const { had, version, series, source } = remaking;
  const { changes: _, roll: _roll, ...kept } = had;
  if (!own)
    return {
      base: made(remaking, version, had),
      next: made(remaking, source.template, series),
      keep: { ...kept, ...madeWith(series) },
    };
  const base = made(remaking, version, { ...had, changes: had.own ?? had.changes });
  return { base, next: made(remaking, version, { ...had, changes: own }), keep: { ...had, own } };
}

type Circumstances = { by: string; now: string; newId: NewId };

/** What becomes of a job that has not begun; what someone changed in it by hand stays. A pure function. */
export function remerge(remaking: Remaking, own: Changes | undefined, { now, newId }: Omit<Circumstances, 'by'>) {
  const { job, tasks, schedule } = remaking.whole;
  const { base, next, keep } = bothOf(remaking, own);
  return { merged: merge({ job, tasks, lines: schedule.lines, base, next, now, newId }), keep, job: job satisfies Job };
}

/** A job made anew, with all that follows from it; undefined where nothing changes. */
export function remake(remaking: Remaking, own: Changes | undefined, { by, now, newId }: Circumstances) {
  const { whole, source } = remaking;
  const why = whyLeft(whole);
  if (why !== undefined) throw broken(why);
  const { merged, keep } = remerge(remaking, own, { now, newId });
  const added = merged.came.filter(({ how }) => how === 'added').length;
  if (whole.tasks.length + added > mostTasks) throw broken(`A job has at most ${mostTasks} tasks`);
  if (merged.tasks.length > mostAtOnce)
    throw broken(`${merged.tasks.length} tasks would change at once; at most ${mostAtOnce} can`);
  const { job, tasks, assigned } = merged;
  const reason = own ? 'This job of its series was edited' : 'Its series was edited';
  const also = [{ put: madeWithItem(job.id, keep), if: 'always' as const }];
  const after = changeJob(whole, 'job.remade', { job, tasks, assigned, reason, also }, actingFor(source.firm, by, now));
  return { merged, after };
}
