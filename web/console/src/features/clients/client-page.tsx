import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import { AccessTab } from './access-tab.tsx';
import { ClientHead } from './client-head.tsx';
import { ClientOverview } from './client-overview.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { EngagementsTab } from './engagements-tab.tsx';
import { JobsTab } from './jobs-tab.tsx';
import { LettersTab } from './letters-tab.tsx';
import { MailsTab } from './mails-tab.tsx';
import { OrganizersTab } from './organizers-tab.tsx';
import { MessagesTab } from './messages-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { RelationsTab } from './relations-tab.tsx';
import { RequestsTab } from './requests-tab.tsx';
import { SeriesTab } from './series-tab.tsx';
import type { tabs } from './place.ts';
import { clientQuery } from '../../lib/clients.ts';

const HistoryTab = lazy(async () => ({ default: (await import('./history-tab.tsx')).HistoryTab }));

const route = getRouteApi('/signed-in/clients/$clientId');
type Tab = (typeof tabs)[number];

const useTitles = (): Record<Tab, string> => ({
  overview: 'Overview',
  jobs: capital(useWords().job.many),
  series: 'Recurring',
  requests: 'Requests',
  organizers: 'Organizers',
  messages: 'Messages',
  documents: 'Documents',
  letters: 'Letters',
  people: 'People',
  engagements: capital(useWords().engagement.many),
  relations: 'Relations',
  mails: 'Mail',
  timeline: 'Timeline',
  audit: 'Audit',
  access: 'Access',
});

export function ClientPage() {
  const { clientId } = route.useParams();
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const titles = useTitles();
  const isLead = useIsLead();
  const { data: client, error, refetch } = useQuery(clientQuery(clientId));
  if (error && !client) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!client) return <PageSkeleton rows={10} />;
  const shown = (Object.keys(titles) as Tab[]).filter((one) => (one !== 'audit' && one !== 'access') || isLead);
  const go = (to: string | null) =>
    void navigate({ search: to === 'overview' ? {} : { tab: to as Tab }, replace: true });
  return (
    <Stack gap="md">
      <ClientHead client={client} />
      <Tabs value={tab} onChange={go}>
        <TabList>
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {titles[one]}
            </Tabs.Tab>
          ))}
        </TabList>
        <Suspense fallback={<RowSkeleton rows={5} />}>
          <Tabs.Panel value="overview" pt="md">
            <ClientOverview client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="jobs" pt="md">
            <JobsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="series" pt="md">
            <SeriesTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="requests" pt="md">
            <RequestsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="organizers" pt="md">
            <OrganizersTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="messages" pt="md">
            <MessagesTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="documents" pt="md">
            <DocumentsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="letters" pt="md">
            <LettersTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="people" pt="md">
            <PeopleTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="engagements" pt="md">
            <EngagementsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="relations" pt="md">
            <RelationsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="access" pt="md">
            <AccessTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="mails" pt="md">
            <MailsTab client={client} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline" pt="md">
            <HistoryTab client={client} of="timeline" />
          </Tabs.Panel>
          <Tabs.Panel value="audit" pt="md">
            <HistoryTab client={client} of="audit" />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </Stack>
  );
}
