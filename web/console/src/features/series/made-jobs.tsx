import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { jobColumns } from '../../components/job-columns.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { jobsQuery } from '../../lib/jobs.ts';
import { useMemberName, useToday } from '../../lib/me.ts';
import type { Series } from '../../lib/series.ts';
import { capital, useWords } from '../../lib/words.ts';

/** The jobs of the client that this series has made, the newest first. */
export function MadeJobs({ series }: { series: Series }) {
  const list = useInfiniteQuery(jobsQuery({ clientId: series.clientId }, 100));
  const { job, client } = useWords();
  const memberName = useMemberName();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items).filter(({ seriesId }) => seriesId === series.id);
  return (
    <>
      {rows.length === 0 && !list.hasNextPage && <Text c="dimmed">It has made no {job.one} yet.</Text>}
      {rows.length > 0 && (
        <RowTable
          label={`${capital(job.many)} of this series`}
          rows={rows}
          columns={jobColumns({
            words: { job: capital(job.one), client: capital(client.one) },
            memberName,
            today,
            withClient: false,
            withStatus: true,
          })}
          idOf={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/jobs/$jobId', params: { jobId: id } })}
        />
      )}
      {/* As long as some are missing: those of other series stand between them. */}
      {rows.length < series.made && <MoreRows list={list} />}
    </>
  );
}
