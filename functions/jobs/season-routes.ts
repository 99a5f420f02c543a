import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { clientIdsOf } from './lists.ts';
import { type Job, Status } from './job.ts';
import { gridPk, seasonPk } from './job-rows.ts';
import { JobLine, lineOf } from './job-view.ts';
import { openLines, type Schedule } from './schedule.ts';
import { blockersOfTask } from './standing.ts';
import { jobs, schedules } from './store.ts';

const on = routesOf();
/** As jobs have it: `2026-10`, or the year of those without a period. */
const PeriodKey = z.string().regex(/^[\w.-]{1,60}$/, 'The key of a period, as in 2026-10');
const NamedClient = z.object({ id: z.string(), name: z.string() });

export const SeasonLine = JobLine.extend({
  client: NamedClient.optional(),
  progress: z.object({ done: z.int(), all: z.int() }),
  /** What is to be done next, and by whom. */
  next: z.object({ title: z.string(), assigneeId: z.string().optional(), due: CivilDate.optional() }).optional(),
}).meta({ id: 'SeasonLine' });

export const Cell = z
  .object({
    client: NamedClient.optional(),
    month: z.string(),
    jobId: z.string(),
    status: Status,
    dueOn: CivilDate.optional(),
  })
  .meta({ id: 'GridCell' });

async function namesOf(records: Records, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await records.getMany(clients, ids);
  return new Map(found.flatMap((one) => [one, ...(one.mergedFrom ?? [])].map(({ id }) => [id, one.name] as const)));
}

const named = (names: ReadonlyMap<string, string>, id: string | undefined) =>
  id === undefined ? {} : { client: { id, name: names.get(id) ?? '' } };

function nextOf(schedule: Schedule) {
  const found = openLines(schedule).find(([id]) => blockersOfTask(schedule, id).length === 0)?.[1];
  if (!found) return {};
  const { title, who, due } = found;
  return { next: { title, ...(who !== undefined && { assigneeId: who }), ...(due !== undefined && { due }) } };
}

function progressOf({ lines }: Schedule) {
  const all = Object.values(lines).filter(({ status }) => status !== 'dormant');
  return { done: all.filter(({ status }) => status === 'done' || status === 'skipped').length, all: all.length };
}

const seasonLine = (job: Stored<Job>, schedule: Schedule, names: ReadonlyMap<string, string>, caller: Caller) => ({
  ...lineOf(job, caller),
  ...named(names, job.clientId),
  progress: progressOf(schedule),
  ...nextOf(schedule),
});

export const seasonRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/jobs/season',
    summary: 'Jobs of one template for one period: how far each has come, and what is next',
    description: 'A change is listed a moment later.',
    allow: everyone,
    query: z.strictObject({ templateId: Id('template'), period: PeriodKey, ...paging }),
    response: List(SeasonLine),
    async load({ query: { templateId, period, limit, cursor } }, { records }) {
      const { items, next } = await records.page({ pk: seasonPk(templateId, period), limit }, cursor);
      const ids = items.map(({ jobId }) => jobId as string);
      const [found, sheets, names] = await Promise.all([
        records.getMany(jobs, ids),
        records.getMany(schedules, ids),
        namesOf(records, clientIdsOf(items)),
      ]);
      const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]));
      return {
        found: found.flatMap((job) => (byId.has(job.id) ? [{ job, sheet: byId.get(job.id)! }] : [])),
        names,
        next,
      };
    },
    answer: ({ loaded: { found, names, next }, caller }) => ({
      items: found.map(({ job, sheet }) => seasonLine(job, sheet, names, caller)),
      ...(next !== undefined && { next }),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/jobs/grid',
    summary: 'Jobs of one template in a year, client by client and month by month',
    description: 'A change is listed a moment later.',
    allow: everyone,
    query: z.strictObject({
      templateId: Id('template'),
      year: z.string().regex(/^\d{4}$/, 'A year, as in 2026'),
      ...paging,
    }),
    response: List(Cell),
    async load({ query: { templateId, year, limit, cursor } }, { records }) {
      const { items, next } = await records.page({ pk: gridPk(templateId, year), limit }, cursor);
      return { items, next, names: await namesOf(records, clientIdsOf(items)) };
    },
    answer: ({ loaded: { items, next, names } }) => ({
      items: items.map(({ clientId, month, jobId, status, dueOn }) => ({
        ...named(names, clientId as string | undefined),
        month: month as string,
        jobId: jobId as string,
        status: status as z.output<typeof Status>,
        ...(dueOn !== undefined && { dueOn: dueOn as string }),
      })),
      ...(next !== undefined && { next }),
    }),
  }),
];
