import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MoreRows } from '../../components/more-rows.tsx';
import { organizerColumns } from '../../components/organizer-columns.tsx';
import { requestColumns } from '../../components/request-columns.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import type { Job } from '../../lib/jobs.ts';
import { useMe, useToday } from '../../lib/me.ts';
import { organizersQuery } from '../../lib/organizers.ts';
import { requestsQuery } from '../../lib/requests.ts';
import { useWords } from '../../lib/words.ts';
import { DocumentsOfJob } from './documents-of-job.tsx';

type Of = { jobId: string; clientId: string };

/** What the client is asked for in a job, what they answer in it, and the files that came of it or were put to it. */
export function ClientTab({ job: { id, clientId } }: { job: Job }) {
  const { member } = useMe();
  const { client } = useWords();
  if (clientId === undefined)
    return <Text c="dimmed">This work belongs to no {client.one}: there is nobody to ask for anything.</Text>;
  const mayEdit = member.role !== 'guest';
  const search = { client: clientId, job: id };
  const begin = (to: '/requests/new' | '/organizers/new', says: string) =>
    mayEdit && (
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        renderRoot={(props) => <Link to={to} search={search} {...props} />}
      >
        {says}
      </Button>
    );
  return (
    <Stack gap="lg">
      <Part title="Requests" act={begin('/requests/new', 'New request')}>
        <Requests jobId={id} clientId={clientId} />
      </Part>
      <Part title="Organizers" act={begin('/organizers/new', 'New organizer')}>
        <Organizers jobId={id} clientId={clientId} />
      </Part>
      <Part title="Documents">
        <DocumentsOfJob jobId={id} clientId={clientId} mayEdit={mayEdit} />
      </Part>
    </Stack>
  );
}

const Part = ({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) => (
  <section aria-label={title}>
    <Group justify="space-between" mb={4} mih={30}>
      <Title order={2}>{title}</Title>
      {act}
    </Group>
    {children}
  </section>
);

function Requests({ jobId, clientId }: Of) {
  const list = useInfiniteQuery(requestsQuery({ jobId }));
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { client, job } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={2} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return (
      <Text c="dimmed">
        What the {client.one} is asked for in this {job.one}, by a step of it or by you, will be listed here.
      </Text>
    );
  const contactName = (contactId: string) => people.find((one) => one.id === contactId)?.name ?? '…';
  return (
    <>
      <RowTable
        label="Requests"
        rows={rows}
        columns={requestColumns({ today, contactName })}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/requests/$requestId', params: { requestId: one.id } })}
      />
      <MoreRows list={list} />
    </>
  );
}

function Organizers({ jobId }: Of) {
  const list = useInfiniteQuery(organizersQuery({ jobId }));
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={2} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return <Text c="dimmed">Questionnaires that the {client.one} answers for it will be listed here.</Text>;
  return (
    <>
      <RowTable
        label="Organizers"
        rows={rows}
        columns={organizerColumns(today)}
        idOf={(one) => one.id}
        onOpen={(one) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: one.id } })}
      />
      <MoreRows list={list} />
    </>
  );
}
