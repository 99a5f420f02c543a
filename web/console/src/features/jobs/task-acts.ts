import { type Act, type Job, type Task, useJobAct, withTask } from '../../lib/jobs.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';

export type Fields = Record<string, string | number | boolean>;
type Given = { reason?: string; fields?: Fields };

/** What a person has to say before a task can be done: a reason, or what it asks to be recorded. */
export const asks = ({ fields = {} }: Job, { can, records = [] }: Task): 'reason' | 'fields' | undefined => {
  if (can.pass && !can.complete) return 'reason';
  return records.some((name) => fields[name] === undefined) ? 'fields' : undefined;
};

export const isFinished = ({ status }: Pick<Task, 'status'>): boolean => status === 'done' || status === 'skipped';

/** What can be done with a task; shown at once, and taken back where that is possible. */
export function useTaskActs(job: Job) {
  const { mutate, mutateAsync, isPending } = useJobAct(job.id);
  const act = (one: Act, onSuccess?: () => void) =>
    mutate(one, { onError: tellTrouble, ...(onSuccess && { onSuccess }) });
  const at = ({ id }: Task) => `/tasks/${id}`;
  const reopen = (task: Task) => ({ path: `${at(task)}/reopen` });
  const finished = (task: Task, status: 'done' | 'skipped') =>
    withTask(task.id, { status, isUpNext: false, isOverdue: false, blockedBy: [] });
  return {
    isPending,
    complete: (task: Task, given: Given = {}) =>
      act({ path: `${at(task)}/complete`, body: given, shows: finished(task, 'done') }, () =>
        tellUndo(`“${task.title}” is ${task.review ? 'approved' : 'done'}`, () => mutateAsync(reopen(task))),
      ),
    skip: (task: Task, reason: string) =>
      act({ path: `${at(task)}/skip`, body: { reason }, shows: finished(task, 'skipped') }, () =>
        tellUndo(`“${task.title}” is skipped`, () => mutateAsync(reopen(task))),
      ),
    start: (task: Task) => act({ path: `${at(task)}/start`, shows: withTask(task.id, { status: 'active' }) }),
    reopen: (task: Task) => act({ ...reopen(task), shows: withTask(task.id, { status: 'open' }) }),
    give: (task: Task, assigneeId: string | null) =>
      act({
        path: at(task),
        method: 'PATCH',
        body: { assigneeId },
        shows: withTask(task.id, { assigneeId: assigneeId ?? undefined }),
      }),
    setDay: (task: Task, dueOn: string | null, reason?: string) =>
      act({ path: at(task), method: 'PATCH', body: { dueOn, ...(reason && { reason }) } }),
    raise: (task: Task, text: string) => act({ path: `${at(task)}/notes`, body: { text } }),
    sendBack: (task: Task, text: string) => act({ path: `${at(task)}/send-back`, body: text ? { text } : {} }),
  };
}

export type TaskActs = ReturnType<typeof useTaskActs>;
