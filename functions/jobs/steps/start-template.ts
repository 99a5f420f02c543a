import { broken } from '../../../shared/errors.ts';
import type { JobPeriod } from '../../recurrence/rhythm.ts';
import { templates } from '../../templates/store.ts';
import { createJob } from '../changing.ts';
import { NewJob } from '../job-input.ts';
import { loadMaking } from '../loading.ts';
import { make } from '../making.ts';
import { startedKey } from '../store.ts';
import { notWithoutLetter, withoutLetter } from '../without-letter.ts';
import { clientIdOf } from './client-of.ts';
import { holderOf } from './holder-of.ts';
import type { Effect, Running } from './kind.ts';

async function templateOf(running: Running): Promise<string> {
  const key = String(running.auto.template);
  const holder = await holderOf(running, `template#${key}`);
  if (holder === undefined) throw broken(`There is no template with the key ${key}; make it, and try again`);
  return holder.slice(templates.key('').pk.length);
}

/** The time that the other job is about: what its template says of the end of this one's. */
const periodOf = (period: JobPeriod | undefined, asks: boolean) =>
  asks && period ? { period: { of: period.end } } : {};

/** Begins a job of another template for the same client; once, however often the step is done again. */
export async function startTemplate(running: Running): Promise<Effect> {
  const { records, whole, task, acting, newId } = running;
  const { job } = whole;
  const startedFrom = { jobId: job.id, taskId: task.id };
  if ((await holderOf(running, startedKey(startedFrom))) !== undefined) return {};
  const templateId = await templateOf(running);
  const { engagementId, leadId } = job;
  const asked = {
    clientId: clientIdOf(running),
    templateId,
    ...(engagementId !== undefined && { engagementId }),
    ...(leadId !== undefined && { leadId }),
  };
  const loaded = await loadMaking(records, asked);
  const asks = loaded.template?.content.period !== undefined && loaded.template.content.period !== 'none';
  const body = NewJob.parse({ ...asked, ...periodOf(job.period, asks) });
  const { by, now } = acting;
  const made = make(body, loaded, { id: newId('job'), by, now, newId });
  notWithoutLetter(withoutLetter(made, loaded));
  const { write } = createJob({ ...made.job, startedFrom }, made.tasks, made.assigned, acting);
  return { beside: write };
}
