import { Box } from '@mantine/core';
import { History } from '../../components/history.tsx';
import { type Entry, historyQuery } from '../../lib/history.ts';
import type { Job } from '../../lib/jobs.ts';

/** What happened in the job, newest first, with the step that it is about. */
export function HistoryTab({ job }: { job: Job }) {
  const titles = new Map(job.tasks.map(({ id, title }) => [`TASK#${id}`, title]));
  const aboutOf = ({ type, on }: Entry) =>
    type === 'job.created' ? undefined : on.map((place) => titles.get(place)).find((title) => title !== undefined);
  return (
    <Box maw={880}>
      <History query={historyQuery(['jobs', job.id], `/v1/jobs/${job.id}/timeline`)} aboutOf={aboutOf} />
    </Box>
  );
}
