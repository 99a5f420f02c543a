import { instant } from '../../shared/clock.ts';
import { broken, invalid } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import type { CivilDate } from '../../shared/dates/civil-date.ts';
import { clients } from '../clients/store.ts';
import { serviceOf } from '../engagements/engagement.ts';
import type { Service } from '../engagements/service.ts';
import { engagements } from '../engagements/store.ts';
import { datingOf } from '../jobs/acting.ts';
import { seasonPk } from '../jobs/job-rows.ts';
import { loadMaking } from '../jobs/loading.ts';
import { idOfKey } from '../templates/store.ts';
import { ahead, dated } from './due.ts';
import { occurrence, type Source, whenOf } from './occurrence.ts';
import { firstPeriod, type JobPeriod, type Rhythm } from './rhythm.ts';
import { rhythmOf } from './rhythm-of.ts';
import { begin, type NewSeries, type Series } from './series.ts';

type Of = Pick<NewSeries, 'templateId' | 'engagementId' | 'serviceId'>;

/** The template that someone named, or that of the service. */
export async function templateFor(records: Records, { templateId, engagementId, serviceId }: Of): Promise<string> {
  if (templateId !== undefined) return templateId;
  const nothing = (message: string) => invalid({ path: 'body.templateId', message });
  const engagement = engagementId === undefined ? undefined : await records.find(engagements, engagementId);
  const key = engagement && serviceId !== undefined ? serviceOf(engagement, serviceId).template : undefined;
  if (key === undefined) throw nothing('Say of which template, or of which service that has one');
  const id = await idOfKey(records, key);
  if (id === undefined) throw nothing(`The service names the template ${key}, and there is none`);
  return id;
}

/** How often jobs of a template are done for a client, by the template, its service and what the client files. */
export function usualRhythm({
  template,
  client,
  service,
}: Pick<Source, 'template' | 'client'> & { service?: Pick<Service, 'frequency' | 'firstPeriod'> | undefined }):
  | Rhythm
  | undefined {
  return rhythmOf(template.content.period ?? 'none', {
    yearEnd: client.yearEnd,
    frequency: service?.frequency,
    from: service?.firstPeriod,
    filing: client.registrations?.find(({ tax }) => tax === 'sales')?.frequency,
  });
}

/** Of a client, a template and, where it is for one, a service: everything that its jobs are made of. */
export async function loadBeginning(records: Records, clientId: string, input: NewSeries) {
  await records.get(clients, clientId);
  const templateId = await templateFor(records, input);
  const source = (await loadMaking(records, { ...input, clientId, templateId })) as Source;
  const { today } = datingOf(source.firm, instant());
  const rhythm = input.rhythm ?? usualRhythm(source);
  const first = firstDay(input, source, today);
  const isTaken = rhythm !== undefined && (await hasJob(records, source, firstPeriod(rhythm, first)));
  return { source, templateId, rhythm, first, hasJob: isTaken };
}

/** What begins in mid-year begins with the current period; a service that is to begin later, with its first. */
function firstDay({ first }: NewSeries, { service }: Source, today: CivilDate): CivilDate {
  const planned = service?.firstPeriod;
  return first ?? (planned !== undefined && planned > today ? planned : today);
}

/** Whether the client has a job of the template for a period: seen a moment late, and then two are made. */
export async function hasJob(records: Records, { client, template }: Source, period: JobPeriod): Promise<boolean> {
  const pk = seasonPk(template.templateId, period.key);
  return (await records.page({ pk, range: { prefix: `${client.id}#` }, limit: 1 })).items.length > 0;
}

export type Beginning = Awaited<ReturnType<typeof loadBeginning>>;

/** Fails as its first job would: nothing begins that cannot go on. */
export function checkNext(
  series: Series,
  source: Source,
  how: { now: string; newId: Parameters<typeof occurrence>[3]['newId'] },
) {
  const [next] = ahead(series, whenOf(series, source, how.now));
  if (next) occurrence(series, next, source, { ...how, id: how.newId('job'), by: 'check' });
}

export function begun(
  input: NewSeries,
  { source, templateId, rhythm, hasJob: taken }: Beginning,
  { id, now }: { id: string; now: string },
) {
  if (!rhythm)
    throw invalid({ path: 'body.rhythm', message: 'How often it recurs does not follow from the template: say it' });
  const { today } = datingOf(source.firm, now);
  const given = { ...input, templateId, rhythm, first: firstDay(input, source, today) };
  const series = begin(given, source.client.id, id, today);
  if (taken) {
    const { label } = firstPeriod(rhythm, series.first);
    throw broken(`There is a job of this template for ${label} already; begin with a later period`, { field: 'first' });
  }
  const named = { ...series, templateName: source.template.content.name };
  return dated(named, whenOf(named, source, now));
}
