import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { statusWords } from '../../lib/job-words.ts';
import type { Page } from '../../lib/http.ts';
import { post } from '../../lib/http.ts';
import { forgetWork, type Job, type JobLine, jobQuery, jobsQuery, type Status } from '../../lib/jobs.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';

type Lines = InfiniteData<Page<JobLine>>;

const without = (list: Lines | undefined, id: string): Lines | undefined =>
  list && {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
  };

const within = (list: Lines | undefined, job: JobLine): Lines | undefined =>
  list && {
    ...list,
    pages: list.pages.map((page, i) => (i === 0 ? { ...page, items: [job, ...page.items] } : page)),
  };

/** A job in another state: in the other column at once, and back where it was if it is refused. */
export function useMoveJob() {
  const queries = useQueryClient();
  const show = (job: JobLine, from: Status, to: Status) => {
    const keys = { from: jobsQuery({ status: from }).queryKey, to: jobsQuery({ status: to }).queryKey };
    queries.setQueryData<Lines>(keys.from, (list) => without(list, job.id));
    queries.setQueryData<Lines>(keys.to, (list) => within(without(list, job.id), { ...job, status: to }));
    // Where it was had the focus; where it is now shall have it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${job.id}"]`)?.focus());
  };
  const send = async (job: JobLine, from: Status, to: Status) => {
    show(job, from, to);
    try {
      const changed = await post<Job>(`/v1/jobs/${job.id}/status`, { status: to });
      queries.setQueryData(jobQuery(job.id).queryKey, changed);
      forgetWork(queries, job.id);
    } catch (error) {
      show(job, to, from);
      throw error;
    }
  };
  return (job: JobLine, to: Status): void =>
    void send(job, job.status, to).then(
      () => tellUndo(`${job.title}: ${statusWords[to].says}`, () => send({ ...job, status: to }, to, job.status)),
      tellTrouble,
    );
}
