import * as z from 'zod';
import { type CivilDate } from '../../../shared/dates/civil-date.ts';
import { broken } from '../../../shared/errors.ts';
import { Changes } from '../changes.ts';
import { edit, editFollowing } from '../edit.ts';
import { type ActiveSeries, type Series, type SeriesEdit, SeriesPatch } from '../series.ts';

/**
 * How far an edit reaches. `to-come`: jobs that are not created yet. `this`: the job of one period, which is there.
 * `following`: those to come and those that are there, from a period on. `not-started`: all of them. A job that someone
 * has begun with is never touched.
 */
export const Scope = z.enum(['to-come', 'this', 'following', 'not-started']);
export type Scope = z.output<typeof Scope>;

export const ScopedPatch = z
  .strictObject({
    ...SeriesPatch.shape,
    scope: Scope.default('to-come'),
    /** All its standing changes at once, as `PUT …/changes` takes them; those of one job where that is meant. */
    changes: Changes.optional(),
  })
  .superRefine(({ scope, from, changes, ...settings }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((scope === 'this' || scope === 'following') && from === undefined)
      say('from', 'Say from which period: its first day');
    if (scope === 'not-started' && from !== undefined) say('from', 'All that have not begun are from no day on');
    if (scope !== 'this') return;
    if (changes === undefined) say('changes', 'Say where this job is to be other than the template says');
    if (Object.keys(settings).length > 0) say('scope', 'One job is changed by its changes; the rest is the series’');
  })
  .meta({ id: 'SeriesPatch' });
export type ScopedPatch = z.output<typeof ScopedPatch>;

/** Whether an edit is about jobs that are there already. */
export const reachesJobs = ({ scope }: Pick<ScopedPatch, 'scope'>): boolean =>
  scope === 'following' || scope === 'not-started';

export const isMeant = (
  { scope, from = '' }: Pick<ScopedPatch, 'scope' | 'from'>,
  { periodStart }: { periodStart: CivilDate },
): boolean => (scope === 'this' ? periodStart === from : periodStart >= from);

const isNothing = (changes: Changes | undefined) => changes !== undefined && Object.keys(changes).length === 0;

function unchanged<S extends Series>({ changes, ...series }: S): S {
  return { ...series, ...(!isNothing(changes) && changes && { changes }) } as S;
}

/** The series after an edit of more than one job, and the one that goes on from a later day where there is one. */
export function editedBy(
  series: Series,
  { scope, from, ...change }: { scope: Scope; from?: CivilDate | undefined } & SeriesEdit,
  { today, id }: { today: CivilDate; id: string },
): { series: Series; following?: ActiveSeries } {
  if (scope === 'this') return { series };
  if (series.status === 'ended') throw broken('This series has ended; begin a new one');
  const after = from === undefined ? { series: edit(series, change, today) } : editFollowing(series, change, from, id);
  const following = 'following' in after ? after.following : undefined;
  return { series: unchanged(after.series), ...(following && { following: unchanged(following) }) };
}
