import { invalid } from '../../../shared/errors.ts';
import type { NewId } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import { datingOf } from '../../jobs/acting.ts';
import { checkNext } from '../beginning.ts';
import { checkChanges, checkDay, checkEnd, checkPeopleHere } from '../check.ts';
import { loadSource } from '../create-due.ts';
import { dated } from '../due.ts';
import { type Source, whenOf } from '../occurrence.ts';
import type { Series } from '../series.ts';
import { type LoadedSeries, loadSeries } from '../store.ts';
import { loadRemaking } from './remaking.ts';
import { findJobOfSeries } from './rows.ts';
import { editedBy, isMeant, reachesJobs, type ScopedPatch } from './scope.ts';

/** Who has a part already is not looked at again: who has left meanwhile does not stop every other change. */
async function checkPeople(records: Records, { clientId, changes: had }: Series, { changes }: ScopedPatch) {
  const before = Object.values(had?.people ?? {});
  const people = Object.entries(changes?.people ?? {}).filter(([, memberId]) => !before.includes(memberId));
  await checkPeopleHere(records, Object.fromEntries(people), clientId, 'body.changes');
}

/** The one job that is meant, as it is now. */
async function loadThis(records: Records, series: Series, source: Source, patch: ScopedPatch) {
  if (patch.scope !== 'this') return undefined;
  const jobId = await findJobOfSeries(records, series.id, (row) => isMeant(patch, row));
  if (jobId === undefined)
    throw invalid({ path: 'body.from', message: 'The period that begins on this day has no job that is not over' });
  return loadRemaking(records, jobId, series, source);
}

/** A series to be edited, what its jobs are made of afterwards, and the one job that is meant, where it is one. */
export async function loadEditing(records: Records, seriesId: string, patch: ScopedPatch, newId: NewId) {
  const loaded = await loadSeries(records, seriesId);
  const { series } = loaded;
  const { templateId = series.templateId } = patch;
  const source = await loadSource(records, { ...series, templateId });
  const [one] = await Promise.all([loadThis(records, series, source, patch), checkPeople(records, series, patch)]);
  return { ...loaded, source, one, id: newId('series'), batchId: newId('batch') };
}

export type Editing = LoadedSeries & Omit<Awaited<ReturnType<typeof loadEditing>>, 'tail' | 'series'>;

/** What an edit makes of a series, checked as its next job would be made by it. */
export function decideEdit(
  { series, source, id }: Editing,
  patch: ScopedPatch,
  { now, newId }: { now: string; newId: NewId },
) {
  const { content } = source.template;
  const { today } = datingOf(source.firm, now);
  const { scope, from, changes, ...settings } = patch;
  if (scope !== 'this') checkDay(from, 'body.from', today, reachesJobs(patch) ? undefined : 0);
  checkEnd(patch.end, today);
  if (changes) checkChanges(content, changes, series.changes, 'body.changes');
  const named = settings.templateId === undefined ? {} : { templateName: content.name };
  const change = { ...settings, ...named, ...(changes && { changes }) };
  const after = editedBy(series, { scope, from, ...change }, { today, id });
  const last = after.following ?? after.series;
  if (scope !== 'this') checkNext(last, source, { now, newId });
  const lookAt = <S extends Series>(one: S): S => dated(one, whenOf(one, source, now));
  return { ...after, last, lookAt };
}
