import * as z from 'zod';
import { broken, DomainError } from '../../../shared/errors.ts';
import { instant } from '../../../shared/clock.ts';
import { List } from '../../../shared/http/lists.ts';
import { leads, type Loading, routesOf } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { type Batch, BatchView, view } from '../../batches/batch.ts';
import { startBatch } from '../../batches/store.ts';
import { clients } from '../../clients/store.ts';
import { getVersion, templates } from '../../templates/store.ts';
import type { Job } from '../job.ts';
import { jobs } from '../store.ts';
import { lineOf, RollOutLine, type Tried } from './preview.ts';
import { loadRolling, roll } from './rolling.ts';
import { jobsOfTemplate } from './rows.ts';

const on = routesOf();
const ById = z.object({ templateId: Id('template') });

/** Not given, it is the version that new jobs are made of. */
const version = z.int().min(1).optional();

/** Each job is worked out anew: a page holds few. */
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(20).default(10),
  cursor: z.string().max(4096).optional(),
});

const RollOut = z
  .strictObject({ version, jobIds: z.array(Id('job')).min(1).max(200).optional() })
  .default({})
  .meta({ id: 'RollOut' });

async function versionFor({ records }: Loading<object>, templateId: string, wanted: number | undefined) {
  const template = await records.get(templates, templateId);
  const n = wanted ?? template.published;
  if (n === undefined) throw broken(`${template.name} has no published version`, { field: 'version' });
  return { template, to: await getVersion(records, templateId, n) };
}

type To = Awaited<ReturnType<typeof versionFor>>['to'];

/** Nothing is written: ids that new tasks get here are nobody's. */
async function tryOn({ records, newId }: Loading<object>, { id, template }: Job, to: To): Promise<Tried> {
  try {
    const rolling = await loadRolling(records, id, template?.id ?? '');
    return { rolling, rolled: roll(rolling, to, { by: 'preview', now: instant(), newId }) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error;
  }
}

async function previewed(from: Loading<object>, ids: readonly string[], to: To) {
  const found = await from.records.getMany(jobs, ids);
  const listed = await from.records.getMany(clients, [...new Set(found.flatMap(({ clientId }) => clientId ?? []))]);
  const client = (clientId: string | undefined) =>
    listed.find((one) => one.id === clientId || one.mergedFrom?.some(({ id }) => id === clientId));
  return Promise.all(found.map(async (job) => lineOf(job, client(job.clientId), await tryOn(from, job, to))));
}

export const rollOutRoutes = [
  on.reads({
    method: 'POST',
    path: '/v1/templates/{templateId}/roll-out/preview',
    summary: 'What a version of a template would change in the jobs that are not over, and every date it would move',
    description:
      'Jobs that have not begun get the version as a whole; in jobs under way, finished tasks and those that someone changed are left. A job is listed a moment after it was made.',
    allow: leads,
    params: ById,
    query,
    body: z.strictObject({ version }).default({}).meta({ id: 'RollOutPreview' }),
    response: List(RollOutLine).extend({ version: z.int() }),
    async load({ params: { templateId }, query: { limit, cursor }, body }, from) {
      const [{ to }, { ids, ...rest }] = await Promise.all([
        versionFor(from, templateId, body.version),
        jobsOfTemplate(from.records, templateId, limit, cursor),
      ]);
      return { items: await previewed(from, ids, to), version: to.n, ...rest };
    },
    answer: ({ loaded }) => loaded,
  }),
  on.changes({
    method: 'POST',
    path: '/v1/templates/{templateId}/roll-out',
    summary: 'Roll a version of a template out to jobs that are not over: to these, or to all that you may see',
    description:
      'As long work: `GET /v1/batches/{batchId}/results` says of each job what came of it. Begun twice, each job is changed once.',
    allow: leads,
    params: ById,
    body: RollOut,
    status: 202,
    response: BatchView,
    async load({ params, body }, from) {
      return { ...(await versionFor(from, params.templateId, body.version)), id: from.newId('batch') };
    },
    decide({ loaded: { template, to, id }, body: { jobIds }, caller, now }) {
      const given = { templateId: template.id, version: to.n, ...(jobIds && { jobIds: [...new Set(jobIds)] }) };
      const title = `Roll out version ${to.n} of ${template.name}`;
      const started = startBatch(
        { kind: 'roll-out', title, startedBy: caller.id, given, ...(given.jobIds && { total: given.jobIds.length }) },
        id,
        now,
      );
      const batch = started.records[0]!.after as Stored<Batch>;
      return { write: [started], answer: view(batch, undefined, caller), location: `/v1/batches/${id}` };
    },
  }),
];
