import { broken } from '../../../shared/errors.ts';
import { activate } from '../../engagements/engagement.ts';
import { engagementEvent } from '../../engagements/events.ts';
import { engagements, loadEngagement } from '../../engagements/store.ts';
import type { Effect, Running } from './kind.ts';

/** Begins the work of the engagement that the job belongs to. One that has begun already has nothing done to it. */
export async function startEngagement({ records, whole: { job }, acting: { now } }: Running): Promise<Effect> {
  if (job.engagementId === undefined)
    throw broken('This job belongs to no engagement: say which, or begin the engagement by hand and record it here');
  const { engagement, tail, client } = await loadEngagement(records, job.engagementId);
  if (engagement.activatedAt !== undefined) return {};
  if (client.lifecycle === 'archived')
    throw broken(`${client.name} is archived; bring it back before work for it begins`);
  const after = activate(engagement, now);
  return { beside: [engagementEvent('engagement.activated', tail, [engagements.replace(engagement, after)])] };
}
