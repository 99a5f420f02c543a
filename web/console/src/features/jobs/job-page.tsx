import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type Job, jobQuery } from '../../lib/jobs.ts';
import { capital, useWords } from '../../lib/words.ts';
import { ClientTab } from './client-tab.tsx';
import { Comments } from './comments.tsx';
import { DatesTab } from './dates-tab.tsx';
import { JobHead } from './job-head.tsx';
import { MessagesTab } from './messages-tab.tsx';
import type { jobTabs } from './place.ts';
import { ReviewTab } from './review-tab.tsx';
import { TaskTab } from './task-tab.tsx';

const HistoryTab = lazy(async () => ({ default: (await import('./history-tab.tsx')).HistoryTab }));
const route = getRouteApi('/signed-in/jobs/$jobId');
type Tab = (typeof jobTabs)[number];

const counted = (title: string, count: number) => (count === 0 ? title : `${title} (${count})`);

function useTitles({ notes, comments }: Job): Record<Tab, string> {
  const { task, client } = useWords();
  const open = notes.filter(({ clearedAt }) => clearedAt === undefined).length;
  return {
    tasks: capital(task.many),
    client: capital(client.one),
    review: counted('Review notes', open),
    comments: counted('Comments', comments.length),
    messages: 'Messages',
    dates: 'Dates',
    history: 'History',
  };
}

export function JobPage() {
  const { jobId } = route.useParams();
  const { data: job, error, refetch } = useQuery(jobQuery(jobId));
  if (error && !job) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!job) return <PageSkeleton rows={10} />;
  return <Shown job={job} />;
}

function Shown({ job }: { job: Job }) {
  const { tab = 'tasks', task } = route.useSearch();
  const navigate = route.useNavigate();
  const titles = useTitles(job);
  const go = (to: string | null) => void navigate({ search: to === 'tasks' ? {} : { tab: to as Tab }, replace: true });
  const open = (id: string | undefined) => void navigate({ search: { task: id }, replace: true });
  return (
    <Stack gap="md">
      <JobHead job={job} />
      <Tabs value={tab} onChange={go}>
        <TabList>
          {(Object.keys(titles) as Tab[]).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {titles[one]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Suspense fallback={<RowSkeleton rows={5} />}>
          <Tabs.Panel value="tasks" pt="md">
            <TaskTab job={job} opened={task} onOpen={open} />
          </Tabs.Panel>
          <Tabs.Panel value="client" pt="md">
            <ClientTab job={job} />
          </Tabs.Panel>
          <Tabs.Panel value="review" pt="md">
            <ReviewTab job={job} />
          </Tabs.Panel>
          <Tabs.Panel value="comments" pt="md">
            <Comments job={job} />
          </Tabs.Panel>
          <Tabs.Panel value="messages" pt="md">
            <MessagesTab job={job} />
          </Tabs.Panel>
          <Tabs.Panel value="dates" pt="md">
            <DatesTab job={job} />
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="md">
            <HistoryTab job={job} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </Stack>
  );
}
