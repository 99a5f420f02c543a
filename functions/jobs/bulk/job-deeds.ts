import { broken } from '../../../shared/errors.ts';
import type { Records } from '../../../shared/table/records.ts';
import { clients } from '../../clients/store.ts';
import { listPostponements } from '../../deadlines/store.ts';
import { actingFor, datingOf, type LoadedJob } from '../acting.ts';
import { changedBy } from '../answering.ts';
import type { changeJob, JobChange } from '../changing.ts';
import { extendedDay } from '../extended-day.ts';
import { inState, type Job, notOver } from '../job.ts';
import { extend, putInState, update } from '../job-input.ts';
import { checkLabel } from '../labels/label.ts';
import { labelToSet } from '../labels/store.ts';
import { checkTeam } from '../check-team.ts';
import type { JobDeed } from './bulk.ts';

type By = { by: string; now: string };
type EventType = Parameters<typeof changeJob>[1];

/** One change of one job; `before` and `after` are what an undo goes by, where there can be one. */
export type Deed = {
  type: EventType;
  change: JobChange;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

async function putOff(
  records: Records,
  { whole: { job }, firm }: LoadedJob,
  deed: JobDeed & { action: 'extend' },
  { by, now }: By,
): Promise<Deed> {
  const [client, postponements] = await Promise.all([
    job.clientId === undefined ? undefined : records.present(clients, job.clientId),
    listPostponements(records),
  ]);
  const { calendars } = datingOf(firm, now);
  const to = deed.to ?? extendedDay(job, { client, calendars, postponements });
  if (to === undefined) throw broken('Nothing says to which day this is put off', { field: 'to' });
  const reason = deed.reason ?? `Deadline extended to ${to}`;
  const after = extend(job, to, deed, by, now);
  return {
    type: 'job.deadline-extended',
    change: { job: after, reason },
    before: deadlineOf(job),
    after: deadlineOf(after),
  };
}

/** What is undone of a job: its lead, and its day with the rule that it followed. */
export const leadOf = ({ leadId }: Job) => ({ leadId: leadId ?? null });
export const dueOf = ({ dueOn, dueRule }: Job) => ({ dueOn: dueOn ?? null, dueRule: dueRule ?? null });

/** The state that someone put it in, with its words. */
export const stateOf = ({ status, label, labelId, waitsFor, reason }: Job) => ({
  status,
  label: label ?? null,
  labelId: labelId ?? null,
  waitsFor: waitsFor ?? null,
  reason: reason ?? null,
});
export const deadlineOf = ({ deadline, extensions }: Job) => ({
  deadline: deadline ?? null,
  extensions: extensions ?? null,
});

/** What someone asked for, done to one job by the rules of one. */
export async function doToJob(records: Records, loaded: LoadedJob, deed: JobDeed, by: By): Promise<Deed> {
  const { job } = loaded.whole;
  notOver(job);
  switch (deed.action) {
    case 'set-lead': {
      const provided = await checkTeam(records, deed, job.clientId, job);
      const after = update(job, { leadId: deed.leadId }, undefined);
      return { type: 'job.updated', change: { job: after, provided }, before: leadOf(job), after: leadOf(after) };
    }
    case 'set-due': {
      const after = update(job, { dueOn: deed.dueOn }, undefined);
      const reason = deed.reason === undefined ? {} : { reason: deed.reason };
      return { type: 'job.updated', change: { job: after, ...reason }, before: dueOf(job), after: dueOf(after) };
    }
    case 'set-status': {
      if (deed.labelId !== undefined) checkLabel(await labelToSet(records, deed), deed.status);
      const after = putInState(job, deed, by.now);
      return {
        type: 'job.status-changed',
        change: { job: after, byHand: true },
        before: stateOf(job),
        after: stateOf(after),
      };
    }
    case 'extend':
      return putOff(records, loaded, deed, by);
    case 'cancel': {
      const after = { ...inState(job, 'cancelled', by.now), reason: deed.reason };
      return {
        type: 'job.cancelled',
        change: { job: after, byHand: true },
        before: stateOf(job),
        after: stateOf(after),
      };
    }
  }
}

export const written = (loaded: LoadedJob, { type, change }: Deed, { by, now }: By) =>
  changedBy(loaded, type, change, actingFor(loaded.firm, by, now));
