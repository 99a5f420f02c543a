import { Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { useMe } from '../../lib/me.ts';
import { beginJob } from '../../lib/new-job.ts';
import { capital, useWords } from '../../lib/words.ts';
import { JobList } from './job-list.tsx';
import type { JobsSearch, View } from './place.ts';

const Board = lazy(async () => ({ default: (await import('./board.tsx')).Board }));
const Calendar = lazy(async () => ({ default: (await import('./calendar.tsx')).Calendar }));
const MonthGrid = lazy(async () => ({ default: (await import('./month-grid.tsx')).MonthGrid }));
const Season = lazy(async () => ({ default: (await import('./season.tsx')).Season }));

const route = getRouteApi('/signed-in/jobs');
const titles: Record<View, string> = {
  list: 'List',
  board: 'Board',
  calendar: 'Calendar',
  grid: 'Month by month',
  season: 'Season',
};

export function JobsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { member } = useMe();
  const { job } = useWords();
  const { view = 'list' } = search;
  const change = (more: Partial<JobsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  const given = { search, onChange: change };
  return (
    <>
      <PageHead mb="xs" title={capital(job.many)}>
        {member.role !== 'guest' && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => beginJob()}>
            New {job.one}
          </Button>
        )}
      </PageHead>
      <Tabs value={view} onChange={(to) => change({ view: to === 'list' ? undefined : (to as View), sort: undefined })}>
        <TabList mb="sm">
          {(Object.keys(titles) as View[]).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {titles[one]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Suspense fallback={<RowSkeleton />}>
          <Tabs.Panel value="list">
            <JobList {...given} />
          </Tabs.Panel>
          <Tabs.Panel value="board">
            <Board />
          </Tabs.Panel>
          <Tabs.Panel value="calendar">
            <Calendar {...given} />
          </Tabs.Panel>
          <Tabs.Panel value="grid">
            <MonthGrid {...given} />
          </Tabs.Panel>
          <Tabs.Panel value="season">
            <Season {...given} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </>
  );
}
