import type { ReadModel } from '../../shared/events/project.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item } from '../../shared/table/table.ts';
import { isOver } from './job.ts';
import { relatedOf, relatedRefs } from './related.ts';
import { schedules } from './store.ts';

const waitingPk = (clientId: string) => `WAITING#${clientId}`;
const most = 45;

/** Jobs that wait for a task of another job, by the client whose job that is. */
export const waitingModels: readonly ReadModel[] = [
  {
    of: 'schedule',
    part: 'WAITING',
    has: (item) =>
      Object.values(schedules.read(item).lines).some(({ after = [] }) => after.some((ref) => relatedOf(ref))),
    rows(item): Item[] {
      const schedule = schedules.read(item);
      const { id: jobId, clientId, jobStatus } = schedule;
      if (isOver({ status: jobStatus })) return [];
      const whose = relatedRefs(schedule).flatMap((ref) => relatedOf(ref)?.clientId ?? clientId ?? []);
      return [...new Set(whose)].slice(0, most).map((one) => ({
        pk: waitingPk(one),
        sk: jobId,
        entity: 'waiting job',
        jobId,
        ...(clientId !== undefined && { clientId }),
      }));
    },
  },
];

/** Jobs that wait for one of a client. A job is listed a moment after it waits. */
export async function waitingFor(records: Records, clientId: string): Promise<string[]> {
  const { items } = await records.page({ pk: waitingPk(clientId), limit: 100 });
  return items.map(({ jobId }) => jobId as string);
}
