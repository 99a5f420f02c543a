import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NewLetter } from '../../components/new-letter.tsx';
import { OrganizerList } from '../../components/organizer-list.tsx';
import { RequestList } from '../../components/request-list.tsx';
import type { Job } from '../../lib/jobs.ts';
import { useMe } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';
import { DocumentsOfJob } from './documents-of-job.tsx';

/** What the client is asked for in a job, what they answer in it, and the files that came of it or were put to it. */
export function ClientTab({ job: { id, clientId } }: { job: Job }) {
  const { member } = useMe();
  const { client, job } = useWords();
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
        <RequestList
          clientId={clientId}
          jobId={id}
          empty={
            <Text c="dimmed">
              What the {client.one} is asked for in this {job.one}, by a step of it or by you, will be listed here.
            </Text>
          }
        />
      </Part>
      <Part title="Organizers" act={begin('/organizers/new', 'New organizer')}>
        <OrganizerList
          of={{ jobId: id }}
          empty={<Text c="dimmed">Questionnaires that the {client.one} answers for it will be listed here.</Text>}
        />
      </Part>
      <Part title="Letters" act={mayEdit && <Letter clientId={clientId} jobId={id} />}>
        <Text c="dimmed">
          What the {client.one} is to sign is listed with all their{' '}
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'letters' }}>
            letters
          </Link>
          .
        </Text>
      </Part>
      <Part title="Documents">
        <DocumentsOfJob jobId={id} clientId={clientId} mayEdit={mayEdit} />
      </Part>
    </Stack>
  );
}

function Letter({ clientId, jobId }: { clientId: string; jobId: string }) {
  const [isAdding, adding] = useDisclosure();
  const { letter } = useWords();
  const navigate = useNavigate();
  return (
    <>
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
        New {letter.one}
      </Button>
      {isAdding && (
        <NewLetter
          clientId={clientId}
          job={{ id: jobId }}
          onClose={adding.close}
          onMade={(made) => void navigate({ to: '/letters/$letterId', params: { letterId: made.id } })}
        />
      )}
    </>
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
