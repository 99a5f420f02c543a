import type { Stored } from '../../../shared/table/entity.ts';
import { actingFor, loadWhole } from '../../jobs/acting.ts';
import { asFarAs, holding, inSaidState } from '../../jobs/arriving.ts';
import { changeJob, type JobChange } from '../../jobs/changing.ts';
import { inState, isOver, type Job } from '../../jobs/job.ts';
import { type JobPatch, update } from '../../jobs/job-input.ts';
import { partitionOfJob, type WholeJob } from '../../jobs/store.ts';
import { type Mark, marks } from '../mark.ts';
import type { Change } from '../merge.ts';
import { checkNamed } from './calendar-write.ts';
import { jobFile, type JobRow } from './job-row.ts';
import { type From, isAnew, markedBy, unchanged, type WorkPlan } from './row-plan.ts';

/** What of the row's fields is new since the file that brought the job. */
function patchOf({ draft, cells, mark, meant }: JobRow, job: Job): JobPatch {
  const is = (field: string) => isAnew(draft, mark, jobFile, field);
  const said = {
    title: !meant && is('title') ? draft.said.title!.slice(0, 200) : undefined,
    startOn: is('start') ? cells.startOn : undefined,
    dueOn: is('due') ? cells.dueOn : undefined,
    leadId: is('who') ? cells.leadId : undefined,
    budgetMinutes: is('budget') ? cells.budgetMinutes : undefined,
  };
  return Object.fromEntries(
    Object.entries(said).filter(([field, value]) => value !== undefined && value !== job[field as keyof Job]),
  );
}

type Moved = { change: JobChange; changes: Change[] };

function moved(
  row: JobRow,
  { job, tasks, schedule }: WholeJob,
  patch: JobPatch,
  acting: Parameters<typeof asFarAs>[2],
): Moved {
  const { draft, mark, cells } = row;
  const is = (field: string) => isAnew(draft, mark, jobFile, field);
  const isFarther = is('tasks.done') || is('stage');
  const status = is('stage') ? cells.progress.status : undefined;
  const progress = { ...cells.progress, status };
  const done = isFarther ? asFarAs(tasks, progress, acting) : [...tasks];
  const finished = done.filter((task, i) => task !== tasks[i]);
  const patched = update(job, patch, undefined);
  const isOther = status !== undefined && status !== job.status;
  const stated = isOther ? inSaidState(inState(patched, status, acting.now), progress, acting.now) : patched;
  const quiet = finished.length === 0 ? done : holding(stated, done, acting, { before: schedule });
  const after = quiet.filter((task, i) => task !== tasks[i]);
  const fields = Object.entries(patch).map(([field, to]): Change => {
    const from = job[field as keyof Job];
    return { field, ...(from !== undefined && { from }), to };
  });
  return {
    change: { job: stated, tasks: after, ...(isOther && { byHand: true as const }) },
    changes: [
      ...fields,
      ...(isOther ? [{ field: 'status', from: job.status, to: status }] : []),
      ...(finished.length > 0 ? [{ field: 'tasksDone', to: finished.length }] : []),
    ],
  };
}

const jobIdOf = (of: string): string => of.slice(partitionOfJob('').length);

/** A job that a file brought before, brought on to where the file says it is now. What people did here stays. */
export async function changeImported(row: JobRow, mark: Stored<Mark>, from: From): Promise<WorkPlan> {
  const { draft, client, cells, key } = row;
  const { records, caller, now } = from;
  const loaded = await loadWhole(records, jobIdOf(mark.of));
  const { job } = loaded.whole;
  const known = { clientId: client.id, key, about: { jobId: job.id } };
  if (isOver(job)) return unchanged(`It is ${job.status} here`, draft, known);
  const patch = patchOf(row, job);
  const acting = actingFor(loaded.firm, caller.id, now);
  const { change, changes } = moved(row, loaded.whole, patch, acting);
  const named = typeof patch.leadId === 'string' ? [patch.leadId] : [];
  const provided = await checkNamed(records, named, client.id);
  const { write } = changeJob(loaded.whole, 'job.imported', { ...change, provided }, acting);
  const marked = marks.replace(mark, { ...mark, bases: markedBy(draft, jobFile, mark) });
  return {
    action: changes.length > 0 ? 'update' : 'unchanged',
    why: changes.length > 0 ? 'The file says something else than the last time' : 'Everything is here already',
    ...known,
    changes,
    notes: cells.notes,
    write: write.map((one) => ({ ...one, records: [...one.records, marked] })),
  };
}
