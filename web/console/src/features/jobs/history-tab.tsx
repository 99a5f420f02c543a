import { Box } from '@mantine/core';
import { History } from '../../components/history.tsx';
import { historyQuery } from '../../lib/history.ts';

/** What happened in the job, newest first. */
export const HistoryTab = ({ jobId }: { jobId: string }) => (
  <Box maw={880}>
    <History query={historyQuery(['jobs', jobId], `/v1/jobs/${jobId}/timeline`)} />
  </Box>
);
