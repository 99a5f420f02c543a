import type { Check } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import { type At, checkEach } from '../clients/people-of.ts';
import type { Job } from './job.ts';

/** Who is to have a part in a job, as it was sent. */
type Named = {
  leadId?: string | null | undefined;
  people?: Job['people'] | undefined;
  watchers?: readonly string[] | undefined;
  mentions?: readonly string[] | undefined;
  assigneeId?: string | null | undefined;
  tasks?: readonly { assigneeId?: string | undefined }[] | undefined;
};

const at = (path: string, memberId: string | null | undefined): At[] => (memberId ? [{ path, memberId }] : []);

/** Parts that someone has already are not looked at again: who has left meanwhile does not stop every other change. */
function namedIn(
  { leadId, people = [], watchers = [], mentions = [], assigneeId, tasks = [] }: Named,
  had?: Job,
): At[] {
  const hasAlready = ({ role, memberId }: NonNullable<Job['people']>[number]) =>
    had?.people?.some((one) => one.role === role && one.memberId === memberId);
  return [
    ...(leadId === had?.leadId ? [] : at('body.leadId', leadId)),
    ...people.flatMap((one, i) => (hasAlready(one) ? [] : at(`body.people.${i}.memberId`, one.memberId))),
    ...watchers.flatMap((id, i) => (had?.watchers?.includes(id) ? [] : at(`body.watchers.${i}`, id))),
    ...mentions.flatMap((id, i) => at(`body.mentions.${i}`, id)),
    ...at('body.assigneeId', assigneeId),
    ...tasks.flatMap((one, i) => at(`body.tasks.${i}.assigneeId`, one.assigneeId)),
  ];
}

/** Whoever has a part in a job must be there, and must be able to see its client. */
export const checkTeam = (
  records: Records,
  named: Named,
  clientId: string | undefined,
  had?: Job,
): Promise<readonly Check[]> => checkEach(records, namedIn(named, had), clientId);
