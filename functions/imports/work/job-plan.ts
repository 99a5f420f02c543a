import { broken } from '../../../shared/errors.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { wholeTeam } from '../../firm/store.ts';
import { loadMaking } from '../../jobs/loading.ts';
import { occurrenceKey, type Series } from '../../recurrence/series.ts';
import { contentFor } from '../../recurrence/content-for.ts';
import { periodAt } from '../../recurrence/rhythm.ts';
import { hashOf } from '../draft.ts';
import { markOf, seriesFor } from './calendar-load.ts';
import { nameWith, type WorkDraft } from './draft.ts';
import { jobCells } from './job-cells.ts';
import { changeImported } from './job-known.ts';
import { beginImported } from './job-new.ts';
import { asBefore, type From, orRefused, type WorkPlan } from './row-plan.ts';
import { jobFile, type JobRow } from './job-row.ts';
import { engagementsHere, type Meant, serviceFor } from './services.ts';
import { clientFor, uniqueHolder } from './whom.ts';

/** By which a job is known again: its id in the other system, else what it is of and for when. */
function keyFor({ said }: WorkDraft, client: Client, meant: Meant | undefined): string {
  const { 'source.id': id, title = '', period = '', start = '' } = said;
  if (id !== undefined) return hashOf(['job', id]);
  const what = meant ? meant.templateId : title.toLowerCase();
  return hashOf(['job', client.id, what, period.toLowerCase(), meant ? '' : start]);
}

/** The template as this client has it, by what is agreed with them and their series. */
async function loadWork(records: Records, client: Stored<Client>, meant: Meant | undefined) {
  const hired = meant?.hired;
  const of = { engagementId: hired?.engagement.id, serviceId: hired?.service.id };
  const [making, team, found] = await Promise.all([
    loadMaking(records, { clientId: client.id, templateId: meant?.templateId, ...of }),
    wholeTeam(records),
    meant && seriesFor(records, client, meant, undefined),
  ]);
  const series = found?.status === 'ended' || found?.rhythm.kind === 'after-completion' ? undefined : found;
  const { template } = making;
  const content = template && contentFor(template.content, series?.changes);
  return { making: { ...making, template: template && { ...template, content: content! } }, team, series };
}

/** A period has its job once: of a series, whoever began it. */
async function checkFree(records: Records, series: Stored<Series>, of: string): Promise<void> {
  const period = periodAt(series.rhythm, of);
  if ((await uniqueHolder(records, occurrenceKey(series.id, period))) !== undefined)
    throw broken(`There is a job of this work for ${period.label} already: change that one`);
}

async function planFor(draft: WorkDraft, client: Stored<Client>, from: From): Promise<WorkPlan> {
  const { records } = from;
  const { template, title } = draft.said;
  const here = template === undefined ? [] : await engagementsHere(records, client.id);
  const meant = template === undefined ? undefined : await serviceFor(records, here, template);
  const key = keyFor(draft, client, meant);
  const mark = await markOf(records, key);
  const before = asBefore(draft, mark, jobFile, { clientId: client.id, key }, from);
  if (before) return before;
  const { making, team, series } = await loadWork(records, client, meant);
  const cells = jobCells(draft, { team, content: making.template?.content });
  const row: JobRow = { draft, client, meant, making, series, cells, mark, key };
  if (mark) return changeImported(row, mark, from);
  if (meant && title !== undefined) cells.notes.push('The template names the job');
  if (series && cells.period) await checkFree(records, series, cells.period.start);
  return beginImported(row, from);
}

/** What a row of open jobs comes to: a job as far as it was in the other system. */
export const planJob = (draft: WorkDraft, from: From): Promise<WorkPlan> =>
  orRefused({}, async () => {
    const client = await clientFor(from.records, draft.client);
    return orRefused({ clientId: client.id, name: nameWith(draft, client) }, () => planFor(draft, client, from));
  });
