import { Button, Center, EmptyState, Group, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { seriesColumns } from '../../components/series-columns.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMe } from '../../lib/me.ts';
import { seriesListQuery } from '../../lib/series-queries.ts';
import { stateWords } from '../../lib/series-words.ts';
import { templatesQuery } from '../../lib/templates.ts';
import { capital, useWords } from '../../lib/words.ts';
import { type SeriesListSearch, seriesStates } from './place.ts';

const route = getRouteApi('/signed-in/series');

export function SeriesListPage() {
  const search = route.useSearch();
  const { status = 'active', template } = search;
  const navigate = route.useNavigate();
  const { member } = useMe();
  const { data: templates = [] } = useQuery(templatesQuery);
  const change = (more: Partial<SeriesListSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <>
      <PageHead mb="sm" title="Recurring work">
        {member.role !== 'guest' && (
          <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/series/new" {...props} />}>
            New series
          </Button>
        )}
      </PageHead>
      <Group gap="sm" mb="sm">
        <SegmentedControl
          aria-label="State"
          size="xs"
          data={seriesStates.map((value) => ({ value, label: stateWords[value].says }))}
          value={status}
          onChange={(value) => change({ status: value === 'active' ? undefined : (value as typeof status) })}
        />
        <Select
          size="xs"
          w={230}
          aria-label="Template"
          placeholder="Every template"
          data={templates.filter(({ latest }) => latest > 0).map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          searchable
          value={template ?? null}
          onChange={(id) => change({ template: id ?? undefined })}
        />
      </Group>
      <List search={search} onSort={(sort) => change({ sort })} />
    </>
  );
}

type ListProps = { search: SeriesListSearch; onSort: (sort: string) => void };

function List({ search: { status = 'active', template, sort }, onSort }: ListProps) {
  const list = useInfiniteQuery(seriesListQuery(status, template));
  const navigate = useNavigate();
  const { job, client } = useWords();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconRepeat stroke={1.5} />}
          title={
            status === 'active' ? 'Nothing recurs yet' : `Nothing here ${status === 'paused' ? 'rests' : 'has ended'}`
          }
          description={`A series makes a ${job.one} of a template for each month, quarter or year, by itself.`}
        />
      </Center>
    );
  return (
    <>
      <RowTable
        label="Series"
        rows={rows}
        columns={seriesColumns({ job: capital(job.one), client: capital(client.one) }, true)}
        idOf={({ id }) => id}
        sort={sort}
        onSort={onSort}
        isStale={list.isPlaceholderData}
        onOpen={({ id }) => void navigate({ to: '/series/$seriesId', params: { seriesId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}
