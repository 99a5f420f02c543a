import { addYears } from '../../../shared/dates/civil-date.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Client } from '../../clients/client.ts';
import { labelsOf } from '../../requests/given-before.ts';
import { readRequest, requestsOfJob } from '../../requests/store.ts';
import { fill, parsePattern } from '../../templates/pattern.ts';
import { fieldIn, type Fields } from '../../templates/pattern-value.ts';
import type { TemplateRequest } from '../../templates/request.ts';
import { gridPk } from '../job-rows.ts';
import type { Job } from '../job.ts';
import { jobs } from '../store.ts';
import type { Running } from './kind.ts';
import { fieldsOfJob } from './mail-fields.ts';

const most = { documents: 60, jobs: 100, requests: 30 };

/** The job of the same template for the same client a year before: of the same month, or the only one of that year. */
async function aYearBefore(records: Records, { template, clientId, period, startOn }: Job): Promise<Job | undefined> {
  if (!template || clientId === undefined) return undefined;
  const from = addYears(period?.start ?? startOn, -1);
  const { items } = await records.page({
    pk: gridPk(template.id, from.slice(0, 4)),
    range: { prefix: `${clientId}#` },
    limit: most.jobs,
  });
  const sameMonth = items.find(({ month }) => month === from.slice(0, 7));
  const found = sameMonth ?? (items.length === 1 ? items[0] : undefined);
  return found && records.find(jobs, found.jobId as string);
}

/** What the template itself names, in the words of that year: whether it is asked for again, the template says. */
function namedThen({ items }: TemplateRequest, fields: Fields, today: string): ReadonlySet<string> {
  const titles = items.flatMap((item) => {
    if (item.title === undefined || ('each' in item && item.each !== undefined)) return [];
    const { text, missing } = fill(parsePattern(item.title), fieldIn(fields), { today });
    return missing.length > 0 ? [] : [text];
  });
  return new Set(titles);
}

/** What the client gave for the job of the year before, by what each is called; nothing where there was none. */
export async function documentsOfLastYear(
  { records, whole: { job }, acting }: Running,
  stated: TemplateRequest,
  client: Stored<Client>,
): Promise<string[]> {
  const before = await aYearBefore(records, job);
  if (!before) return [];
  const { items } = await requestsOfJob(records, before.id, { limit: most.requests });
  const all = await Promise.all(items.toReversed().map(({ id }) => readRequest(records, id)));
  const fields: Fields = { ...fieldsOfJob(before), 'client.name': client.name };
  const named = namedThen(stated, fields, acting.dating.today);
  return labelsOf(
    all.flatMap((request) => request.items),
    named,
  ).slice(0, most.documents);
}
