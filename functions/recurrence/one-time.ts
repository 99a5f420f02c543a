import type { Decided } from '../../shared/events/types.ts';
import { newId } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { Service } from '../engagements/service.ts';
import { actingFor, datingOf } from '../jobs/acting.ts';
import { createJob } from '../jobs/changing.ts';
import type { Job } from '../jobs/job.ts';
import { NewJob } from '../jobs/job-input.ts';
import { seasonOf, seasonPk } from '../jobs/job-rows.ts';
import { type LoadedMaking, loadMaking } from '../jobs/loading.ts';
import { make } from '../jobs/making.ts';
import { jobs } from '../jobs/store.ts';
import { withoutLetter } from '../jobs/without-letter.ts';
import { templateFor } from './beginning.ts';
import { system } from './next-step.ts';

/** When it is about, or begins: as the service says, unless that day is over. */
function whenOf({ firstPeriod }: Service, { template, firm }: LoadedMaking, now: string) {
  const { today } = datingOf(firm, now);
  if ((template?.content.period ?? 'none') !== 'none') return { period: { of: firstPeriod ?? today } };
  return firstPeriod !== undefined && firstPeriod > today ? { startOn: firstPeriod } : {};
}

/** Whether someone made it by hand, as a job of this service or of its engagement; of a period there is one anyway. */
async function isThere(records: Records, job: Job, { id: templateId }: NonNullable<Job['template']>) {
  const { clientId, engagementId, serviceId } = job;
  const rows = { pk: seasonPk(templateId, seasonOf(job)), range: { prefix: `${clientId}#` }, limit: 100 };
  const { items } = await records.page(rows);
  if (job.period) return items.length > 0;
  const had = await records.getMany(
    jobs,
    items.map(({ jobId }) => jobId as string),
  );
  return had.some((one) => one.engagementId === engagementId && (one.serviceId ?? serviceId) === serviceId);
}

/**
 * The one job of a service that is done once: nothing where it is there already, and undefined while the firm begins no
 * work without a letter that is not signed yet.
 */
export async function oneTime(
  records: Records,
  { id: engagementId, clientId }: Engagement,
  service: Service,
  now: string,
): Promise<Decided[] | undefined> {
  const of = { engagementId, serviceId: service.id };
  const asked = { clientId, templateId: await templateFor(records, of), ...of };
  const loaded = await loadMaking(records, asked);
  const body = NewJob.parse({ ...asked, ...whenOf(service, loaded, now) });
  const made = make(body, loaded, { id: newId('job'), by: system, now, newId });
  if (withoutLetter(made, loaded)?.rule === 'stop') return undefined;
  const { job, tasks, assigned } = made;
  if (job.template && (await isThere(records, job, job.template))) return [];
  return createJob(job, tasks, assigned, actingFor(loaded.firm, system, now)).write;
}
