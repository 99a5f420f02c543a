import * as z from 'zod';
import { CivilDate } from '../../../shared/dates/civil-date.ts';
import { staff } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import { kindsOf, type Step, stepOn, type Working } from '../../batches/kind.ts';
import { headOf } from '../../jobs/bulk/step.ts';
import { loadSource } from '../create-due.ts';
import { getSeries } from '../store.ts';
import { loadRemaking, remake, whyLeft } from './remaking.ts';
import { findJobOfSeries } from './rows.ts';
import { isMeant, Scope } from './scope.ts';

export const GivenEdit = z.object({
  seriesId: Id('series'),
  scope: Scope.extract(['following', 'not-started']),
  from: CivilDate.optional(),
});
type Given = z.output<typeof GivenEdit>;

/** Rows follow their jobs a moment later: the end is looked at once more, when they must have caught up. */
const settling = 5;

const kinds = kindsOf();

/** By the series as it is now: of two edits that are under way, the later one holds. */
async function remadeOne(from: Working<object>, { seriesId }: Given, jobId: string): Promise<Step> {
  const { records, caller, now, newId } = from;
  return stepOn(await headOf(records, { jobId }), async () => {
    const series = await getSeries(records, seriesId);
    const remaking = await loadRemaking(records, jobId, series, await loadSource(records, series));
    const why = whyLeft(remaking.whole);
    if (why !== undefined) return { outcome: 'left', why, write: [] };
    const { merged, after } = remake(remaking, undefined, { by: caller.id, now, newId });
    const isSame = after.records.every(({ unchanged }) => unchanged);
    if (isSame) return { outcome: 'unchanged', write: [] };
    const isPart = merged.came.some(({ how }) => how === 'left');
    return { outcome: isPart ? 'changed in part' : 'changed', write: after.write };
  });
}

/** An edit of a series for the jobs that are there already, one after the other as they began. */
export const editSeriesKind = kinds<Given>({
  kind: 'edit-series',
  allow: staff,
  given: GivenEdit,
  async step({ given, startedAt }, _, from) {
    const after = typeof from.last?.about?.jobId === 'string' ? from.last.about.jobId : undefined;
    const jobId = await findJobOfSeries(from.records, given.seriesId, (row) => isMeant(given, row), after);
    if (jobId !== undefined) return remadeOne(from, given, jobId);
    const left = (Date.parse(startedAt) + settling * 1000 - Date.parse(from.now)) / 1000;
    return left > 0 ? { wait: Math.ceil(left) } : 'end';
  },
});
