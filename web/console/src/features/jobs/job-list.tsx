import { Center, EmptyState, Group, Select } from '@mantine/core';
import { IconBriefcase } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { jobColumns } from '../../components/job-columns.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { statuses, statusWords } from '../../lib/job-words.ts';
import { jobsQuery, type Status } from '../../lib/jobs.ts';
import { useMemberName, useTeam, useToday } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { JobsSearch } from './place.ts';

type Props = { search: JobsSearch; onChange: (more: Partial<JobsSearch>) => void };

export function JobList({ search, onChange }: Props) {
  const team = useTeam().filter(({ role }) => role !== 'guest');
  const status = statuses.find((one) => one === search.status);
  return (
    <>
      <Group gap="xs" mb="xs">
        <Select
          aria-label="State"
          size="xs"
          w={210}
          placeholder="Every state"
          data={statuses.map((value) => ({ value, label: statusWords[value].says }))}
          value={status ?? null}
          clearable
          onChange={(one) => onChange({ status: one ?? undefined })}
        />
        <Select
          aria-label="Who answers for it"
          size="xs"
          w={190}
          placeholder="Whoever answers for it"
          data={team.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.lead ?? null}
          clearable
          searchable
          onChange={(id) => onChange({ lead: id ?? undefined })}
        />
      </Group>
      <Rows status={status} search={search} onChange={onChange} />
    </>
  );
}

function Rows({ status, search, onChange }: Props & { status: Status | undefined }) {
  const list = useInfiniteQuery(jobsQuery({ status, leadId: search.lead }, 100));
  const { job, client } = useWords();
  const memberName = useMemberName();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconBriefcase stroke={1.5} />}
          title={`No ${job.many} here`}
          description="Choose another state or person, or begin one: c, then j."
        />
      </Center>
    );
  const words = { job: capital(job.one), client: capital(client.one) };
  const withStatus = status === undefined;
  return (
    <>
      <RowTable
        label={capital(job.many)}
        rows={rows}
        columns={jobColumns({ words, memberName, today, withClient: true, withStatus })}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/jobs/$jobId', params: { jobId: id } })}
        sort={search.sort}
        // Part of a list is not put in order as if it were all of it.
        onSort={list.hasNextPage ? undefined : (sort) => onChange({ sort })}
      />
      <MoreRows list={list} />
    </>
  );
}
