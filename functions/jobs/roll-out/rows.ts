import type { ReadModel } from '../../../shared/events/project.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Item } from '../../../shared/table/table.ts';
import { isOver } from '../job.ts';
import { jobs } from '../store.ts';

const rowsPk = (templateId: string) => `JOBS#${templateId}`;

/** Jobs of a template that are not over: those that another version of it can reach. */
export const jobsOfTemplateModels: readonly ReadModel[] = [
  {
    of: 'job',
    part: 'TEMPLATE',
    rows(item): Item[] {
      const job = jobs.read(item);
      if (!job.template || isOver(job)) return [];
      const { clientId, template, id } = job;
      const walled = clientId === undefined ? {} : { clientId };
      return [
        {
          pk: rowsPk(template.id),
          sk: id,
          entity: 'job of template',
          jobId: id,
          templateVersion: template.version,
          ...walled,
        },
      ];
    },
  },
];

/** The oldest first. A job is listed a moment after it was made. */
export async function jobsOfTemplate(records: Records, templateId: string, limit: number, cursor?: string) {
  const { items, next } = await records.page({ pk: rowsPk(templateId), limit }, cursor);
  return { ids: items.map(({ jobId }) => jobId as string), ...(next !== undefined && { next }) };
}

/** The next job behind another that does not have this version yet. */
export async function nextOfTemplate(records: Records, templateId: string, version: number, after = '') {
  let cursor: string | undefined;
  do {
    const range = { from: `${after}!`, to: '~' };
    const page = await records.page({ pk: rowsPk(templateId), range, limit: 25 }, cursor);
    const found = page.items.find(({ templateVersion }) => templateVersion !== version);
    if (found) return found.jobId as string;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}
