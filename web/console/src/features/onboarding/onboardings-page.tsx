import { Button, Center, EmptyState, Tabs } from '@mantine/core';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { DoneOf } from '../../components/done-of.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { useMe } from '../../lib/me.ts';
import { isOver, type Onboarding } from '../../lib/onboardings.ts';
import { capital, useWords } from '../../lib/words.ts';
import { Report } from './report.tsx';
import { onboardingsQuery } from './requests.ts';
import { sayTime, useStepWords } from './words.ts';

const route = getRouteApi('/signed-in/onboarding');

function Name({ id, clientId }: Onboarding) {
  const name = useClientName(clientId) ?? '…';
  return (
    <Link to="/onboarding/$onboardingId" params={{ onboardingId: id }} tabIndex={-1} title={name}>
      {name}
    </Link>
  );
}

function List({ state }: { state: 'under-way' | 'finished' }) {
  const list = useInfiniteQuery(onboardingsQuery(state));
  const titles = useStepWords();
  const { client } = useWords();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={5} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconUserPlus stroke={1.5} />}
          title={state === 'finished' ? 'None is finished yet' : 'Nobody is being onboarded'}
          description={`A new ${client.one}’s way to running work, step by step, with how long each took, will be listed here.`}
        />
      </Center>
    );
  const columns: readonly Column<Onboarding>[] = [
    { key: 'client', title: capital(client.one), render: (one) => <Name {...one} /> },
    {
      key: 'next',
      title: 'Comes next',
      width: '26%',
      render: ({ steps }) => {
        const next = steps.find((one) => !isOver(one));
        return next && titles[next.step];
      },
      has: ({ steps }) => !steps.every(isOver),
    },
    {
      key: 'steps',
      title: 'Steps',
      width: 90,
      render: ({ steps }) => <DoneOf done={steps.filter(isOver).length} all={steps.length} />,
      onWide: true,
    },
    {
      key: 'touch',
      title: 'People’s time',
      width: 110,
      align: 'right',
      render: ({ steps }) => sayTime(steps.reduce((sum, { touchSeconds }) => sum + touchSeconds, 0)),
      onWide: true,
    },
    { key: 'begun', title: 'Begun', width: 110, render: ({ begunAt }) => <Day of={begunAt} /> },
  ];
  return (
    <>
      <RowTable
        label="Onboardings"
        rows={rows}
        columns={columns}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/onboarding/$onboardingId', params: { onboardingId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}

export function OnboardingsPage() {
  const { tab = 'under-way' } = route.useSearch();
  const navigate = useNavigate();
  const { client } = useWords();
  const { role } = useMe().member;
  const go = (to: string | null) =>
    void navigate({
      to: '/onboarding',
      search: to === 'finished' || to === 'report' ? { tab: to } : {},
      replace: true,
    });
  return (
    <>
      <PageHead mb="xs" title="Onboarding">
        {role !== 'guest' && (
          <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/onboarding/new" {...props} />}>
            Onboard a new {client.one}
          </Button>
        )}
      </PageHead>
      <Tabs value={tab} onChange={go}>
        <TabList mb="sm">
          <Tabs.Tab value="under-way">Under way</Tabs.Tab>
          <Tabs.Tab value="finished">Finished</Tabs.Tab>
          <Tabs.Tab value="report">How long it takes</Tabs.Tab>
        </TabList>
        <Tabs.Panel value={tab}>{tab === 'report' ? <Report /> : <List key={tab} state={tab} />}</Tabs.Panel>
      </Tabs>
    </>
  );
}
