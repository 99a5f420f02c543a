import * as z from 'zod';
import { leads } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import { kindsOf, type Step, stepOn, type Working } from '../../batches/kind.ts';
import { clients } from '../../clients/store.ts';
import { getVersion } from '../../templates/store.ts';
import { jobs } from '../store.ts';
import { loadRolling, roll } from './rolling.ts';
import { nextOfTemplate } from './rows.ts';

const Given = z.object({ templateId: Id('template'), version: z.int(), jobIds: z.array(Id('job')).optional() });
type Given = z.output<typeof Given>;

/** Rows follow their jobs a moment later: the end is looked at once more, when they must have caught up. */
const settling = 5;

const kinds = kindsOf();

async function headOf({ records }: Working<object>, jobId: string) {
  const job = await records.find(jobs, jobId);
  const client = job?.clientId === undefined ? undefined : await records.find(clients, job.clientId);
  return {
    label: job ? [job.title, client?.name].filter(Boolean).join(' – ').slice(0, 300) : 'A job that is not there',
    ...(job?.clientId !== undefined && { clientIds: [job.clientId] }),
    about: { jobId },
  };
}

const outcomeOf = ({ came }: { came: readonly { how: string }[] }) =>
  came.some(({ how }) => how === 'left') ? 'changed in part' : 'changed';

async function rolledOut(from: Working<object>, { templateId, version }: Given, jobId: string): Promise<Step> {
  const { records, caller, now, newId } = from;
  return stepOn(await headOf(from, jobId), async () => {
    const [rolling, to] = await Promise.all([
      loadRolling(records, jobId, templateId),
      getVersion(records, templateId, version),
    ]);
    const rolled = roll(rolling, to, { by: caller.id, now, newId });
    if (!rolled) return { outcome: 'unchanged', write: [] };
    return { outcome: outcomeOf(rolled.merged), write: rolled.after.write };
  });
}

/** A version of a template for the jobs that are not over: those that were named, or one after the other as they began. */
export const rollOutKind = kinds({
  kind: 'roll-out',
  allow: leads,
  given: Given,
  async step({ given, startedAt }, position, from) {
    if (given.jobIds) {
      const jobId = given.jobIds[position];
      return jobId === undefined ? 'end' : rolledOut(from, given, jobId);
    }
    const after = typeof from.last?.about?.jobId === 'string' ? from.last.about.jobId : undefined;
    const jobId = await nextOfTemplate(from.records, given.templateId, given.version, after);
    if (jobId !== undefined) return rolledOut(from, given, jobId);
    const left = (Date.parse(startedAt) + settling * 1000 - Date.parse(from.now)) / 1000;
    return left > 0 ? { wait: Math.ceil(left) } : 'end';
  },
});
