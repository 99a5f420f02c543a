import { instant } from '../../shared/clock.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { datingOf } from './acting.ts';
import type { Job } from './job.ts';
import type { NewJob } from './job-input.ts';
import { seasonPk } from './job-rows.ts';
import type { LoadedMaking } from './loading.ts';
import { neighbourBy, periodOf } from './making.ts';
import { rhythmFor } from './rhythm-for.ts';
import { jobs } from './store.ts';

/** The season before: the period before this one; without periods, the year before. */
function seasonBefore(body: NewJob, loaded: LoadedMaking): string | undefined {
  const { content } = loaded.template!;
  const rhythm = rhythmFor(content, loaded);
  const period = periodOf(body.period, content, rhythm);
  if (period) return neighbourBy(rhythm)(period, -1)?.key;
  const startOn = body.startOn ?? datingOf(loaded.firm, instant()).today;
  return String(Number(startOn.slice(0, 4)) - 1);
}

/** The job of the same template for the same client the time before, as far as the lists know it. */
export async function findLastTime(
  records: Records,
  body: NewJob,
  loaded: LoadedMaking,
): Promise<Stored<Job> | undefined> {
  if (!loaded.template) return undefined;
  const season = seasonBefore(body, loaded);
  if (season === undefined) return undefined;
  return jobOfSeason(records, loaded.template.templateId, season, loaded.client?.id);
}

/** The job of a template for a client in one season, as far as the lists know it. */
export async function jobOfSeason(
  records: Records,
  templateId: string,
  season: string,
  clientId = '',
): Promise<Stored<Job> | undefined> {
  const { items } = await records.page({
    pk: seasonPk(templateId, season),
    range: { prefix: `${clientId}#` },
    limit: 1,
  });
  return items[0] && records.find(jobs, items[0].jobId as string);
}

/** What last time tells the next: what to know of it, and how long it was meant to take unless someone has said. */
export function withLastTime(job: Job, last: Job | undefined, isBudgetSaid: boolean): Job {
  if (!last) return job;
  const { forNextTime, budgetMinutes } = last;
  return {
    ...job,
    previousJobId: last.id,
    ...(forNextTime !== undefined && { fromLastTime: forNextTime }),
    ...(!isBudgetSaid && budgetMinutes !== undefined && { budgetMinutes }),
  };
}
