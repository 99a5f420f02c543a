import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { seriesQuery } from '../../lib/series-queries.ts';
import { capital, useWords } from '../../lib/words.ts';
import { ChangesTab, countOf } from './changes-tab.tsx';
import { MadeJobs } from './made-jobs.tsx';
import { NextTab } from './next-tab.tsx';
import type { seriesTabs } from './place.ts';
import { SeriesHead } from './series-head.tsx';

const route = getRouteApi('/signed-in/series/$seriesId');
type Tab = (typeof seriesTabs)[number];

export function SeriesPage() {
  const { seriesId } = route.useParams();
  const { tab = 'next' } = route.useSearch();
  const navigate = route.useNavigate();
  const { client, job } = useWords();
  const { data: series, error, refetch } = useQuery(seriesQuery(seriesId));
  if (error && !series) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!series) return <PageSkeleton rows={12} />;
  const count = countOf(series);
  const go = (to: string | null) => void navigate({ search: to === 'next' ? {} : { tab: to as Tab }, replace: true });
  return (
    <Stack gap="md">
      <SeriesHead series={series} />
      <Tabs value={tab} onChange={go}>
        <TabList>
          <Tabs.Tab value="next">The next twelve</Tabs.Tab>
          <Tabs.Tab value="changes">
            Different for this {client.one}
            {count > 0 && ` (${count})`}
          </Tabs.Tab>
          <Tabs.Tab value="jobs">{capital(job.many)} so far</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="next" pt="md">
          <NextTab series={series} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" pt="md">
          <ChangesTab series={series} />
        </Tabs.Panel>
        <Tabs.Panel value="jobs" pt="md">
          <MadeJobs series={series} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
