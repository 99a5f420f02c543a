import { Button, EmptyState, Group } from '@mantine/core';
import { IconBriefcase, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { jobColumns } from '../../components/job-columns.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { jobsQuery } from '../../lib/jobs.ts';
import { useMe, useMemberName, useToday } from '../../lib/me.ts';
import { beginJob } from '../../lib/new-job.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

/** The work for one client, the newest first. */
export function JobsTab({ client: { id, name } }: { client: Client }) {
  const list = useInfiniteQuery(jobsQuery({ clientId: id }));
  const { job, client } = useWords();
  const { member } = useMe();
  const memberName = useMemberName();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const begin = member.role !== 'guest' && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => beginJob({ client: { id, name } })}>
      New {job.one}
    </Button>
  );
  if (rows.length === 0)
    return (
      <EmptyState
        py="lg"
        icon={<IconBriefcase stroke={1.5} />}
        title={`No ${job.many} yet`}
        description={`Each ${job.one} for this ${client.one} will be listed here.`}
      >
        <EmptyState.Actions>{begin}</EmptyState.Actions>
      </EmptyState>
    );
  const words = { job: capital(job.one), client: capital(client.one) };
  return (
    <>
      <RowTable
        label={capital(job.many)}
        rows={rows}
        columns={jobColumns({ words, memberName, today, withClient: false, withStatus: true })}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/jobs/$jobId', params: { jobId: one.id } })}
      />
      <MoreRows list={list} />
      <Group mt="sm">{begin}</Group>
    </>
  );
}
