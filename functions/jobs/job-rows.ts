import type { ReadModel } from '../../shared/events/project.ts';
import type { Item } from '../../shared/table/table.ts';
import type { Job } from './job.ts';
import { jobs } from './store.ts';

/** Jobs of one template for one period: a season. */
export const seasonPk = (templateId: string, period: string): string => `JOBS#${templateId}#${period}`;
/** Jobs of one template that begin in one year, client by client. */
export const gridPk = (templateId: string, year: string): string => `GRID#${templateId}#${year}`;

/** What a job without a period is of: the year in which it starts. */
export const seasonOf = ({ period, startOn }: Job): string => period?.key ?? startOn.slice(0, 4);
const monthOf = ({ period, startOn }: Job) => (period?.start ?? startOn).slice(0, 7);

/** Where jobs of a template stand beside each other: the record's own places in the indexes are taken. */
export const jobModels: readonly ReadModel[] = [
  {
    of: 'job',
    part: 'LISTS',
    rows(item): Item[] {
      const job = jobs.read(item);
      const { id, template, clientId, status, dueOn } = job;
      if (!template || status === 'cancelled') return [];
      const walled = clientId === undefined ? {} : { clientId };
      const month = monthOf(job);
      return [
        {
          pk: seasonPk(template.id, seasonOf(job)),
          sk: `${clientId ?? ''}#${id}`,
          entity: 'season',
          jobId: id,
          ...walled,
        },
        {
          pk: gridPk(template.id, month.slice(0, 4)),
          sk: `${clientId ?? ''}#${month}#${id}`,
          entity: 'grid',
          jobId: id,
          month,
          status,
          ...(dueOn !== undefined && { dueOn }),
          ...walled,
        },
      ];
    },
  },
];
