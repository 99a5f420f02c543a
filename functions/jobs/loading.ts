import { broken, invalid } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { listPostponements } from '../deadlines/store.ts';
import { serviceOf, statusOf } from '../engagements/engagement.ts';
import { engagements, engagementsOf } from '../engagements/store.ts';
import { firmRoles } from '../firm/store.ts';
import { getVersion, templates } from '../templates/store.ts';
import { firmOf } from './acting.ts';
import type { NewJob } from './job-input.ts';
import { k1SourcesOf } from './k1-sources.ts';

/** What of a client a job of it is made of. */
async function aboutClient(records: Records, clientId: string | undefined) {
  if (clientId === undefined) return { client: undefined, engagements: [], services: [], k1Sources: [] };
  const client = await records.get(clients, clientId);
  const [{ items }, k1Sources] = await Promise.all([
    engagementsOf(records, client.id, { limit: 100 }),
    k1SourcesOf(records, client),
  ]);
  const running = items.filter((one) => statusOf(one) === 'active');
  const services = running.flatMap((one) => one.services.map(({ code }) => code));
  return { client, engagements: items, services, k1Sources };
}

async function engagementFor(
  records: Records,
  { engagementId, serviceId, clientId }: Pick<NewJob, 'engagementId' | 'serviceId' | 'clientId'>,
) {
  if (engagementId === undefined) return { engagement: undefined, service: undefined };
  const engagement = await records.find(engagements, engagementId);
  if (!engagement || engagement.clientId !== clientId)
    throw invalid({ path: 'body.engagementId', message: 'This client has no such engagement' });
  return { engagement, service: serviceId === undefined ? undefined : serviceOf(engagement, serviceId) };
}

/** What new jobs of a template are made of. */
async function publishedVersion(records: Records, templateId: string) {
  const template = await records.find(templates, templateId);
  if (!template) throw invalid({ path: 'body.templateId', message: 'There is no template with this id' });
  if (template.published === undefined)
    throw broken(
      `${template.name} is ${template.status === 'draft' ? 'a draft: publish it' : 'withdrawn: restore it'} before jobs are made of it`,
      {
        field: 'templateId',
      },
    );
  return getVersion(records, templateId, template.published);
}

/** Everything that a new job is made of, read at once where one read does not wait for another. */
export async function loadMaking(
  records: Records,
  given: Pick<NewJob, 'clientId' | 'templateId' | 'engagementId' | 'serviceId'>,
) {
  const [about, firm, roles, template, postponements, hired] = await Promise.all([
    aboutClient(records, given.clientId),
    firmOf(records),
    records.find(firmRoles, 'roles'),
    given.templateId === undefined ? undefined : publishedVersion(records, given.templateId),
    listPostponements(records),
    engagementFor(records, given),
  ]);
  return { ...about, ...hired, firm, firmRoles: roles?.people ?? [], template, postponements };
}

export type LoadedMaking = Awaited<ReturnType<typeof loadMaking>>;
