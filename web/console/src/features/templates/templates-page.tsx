import { Badge, Center, EmptyState, Tabs } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type TemplateHead, templatesQuery } from '../../lib/templates.ts';
import { Library } from './library.tsx';
import { TemplateState } from './template-state.tsx';

const route = getRouteApi('/signed-in/templates');

const columns: readonly Column<TemplateHead>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <Link to="/templates/$templateId" params={{ templateId: id }} tabIndex={-1} title={name}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
  },
  { key: 'state', title: 'State', width: 230, render: (one) => <TemplateState template={one} /> },
  {
    key: 'for',
    title: 'For',
    width: '24%',
    render: (one) =>
      one.for.map((profession) => (
        <Badge key={profession} color="gray" mr={4}>
          {profession}
        </Badge>
      )),
    onWide: true,
  },
  { key: 'key', title: 'Key', width: 190, render: ({ key }) => key, onWide: true },
  {
    key: 'changed',
    title: 'Changed',
    width: 130,
    render: ({ changedAt }) => <Day of={changedAt} />,
    order: ({ changedAt }) => changedAt,
    onWide: true,
  },
];

function List() {
  const list = useQuery(templatesQuery);
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconTemplate stroke={1.5} />}
          title="No templates yet"
          description="What the firm does again and again will be listed here. Take one over from the library to begin."
        />
      </Center>
    );
  return (
    <RowTable
      label="Templates"
      rows={list.data}
      columns={columns}
      idOf={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/templates/$templateId', params: { templateId: id } })}
    />
  );
}

export function TemplatesPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHead mb="xs" title="Templates" />
      <Tabs
        value={tab ?? 'own'}
        onChange={(to) => void navigate({ search: to === 'library' ? { tab: 'library' } : {}, replace: true })}
      >
        <TabList mb="sm">
          <Tabs.Tab value="own">Yours</Tabs.Tab>
          <Tabs.Tab value="library">Library</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="own">
          <List />
        </Tabs.Panel>
        <Tabs.Panel value="library">
          <Library />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
