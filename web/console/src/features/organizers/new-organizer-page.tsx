import { Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ClientSelect } from '../../components/client-select.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { organizersQuery } from '../../lib/organizers.ts';
import { questionnairesQuery } from '../../lib/questionnaires.ts';
import { capital, useWords } from '../../lib/words.ts';
import { OrganizerForm } from '../../components/organizer-form.tsx';
import { peopleQuery } from '../../lib/client-people.ts';

const route = getRouteApi('/signed-in/organizers/new');

/** Of whom, then what: a client has to be known before its people and its earlier answers can be. */
export function NewOrganizerPage() {
  const { client: clientId = '', job } = route.useSearch();
  const name = useClientName(clientId || undefined);
  const { data: people } = useQuery(peopleQuery(clientId));
  const { data: questionnaires } = useQuery(questionnairesQuery);
  const { data: earlier } = useInfiniteQuery({ ...organizersQuery({ clientId }), enabled: clientId !== '' });
  const { client } = useWords();
  const navigate = useNavigate();
  const before = earlier?.pages.flatMap(({ items }) => items);
  const isKnown = people && questionnaires && before;
  return (
    <Stack gap="md">
      <PageHead title={name === undefined ? 'New organizer' : `New organizer for ${name}`} />
      <StandingNotesOf clientId={clientId} />
      {clientId === '' && (
        <ClientSelect
          label={capital(client.one)}
          value={undefined}
          onChange={(one) => one && void navigate({ to: '/organizers/new', search: { client: one.id }, replace: true })}
        />
      )}
      {clientId !== '' && !isKnown && <Skeleton h={320} maw={640} />}
      {clientId !== '' && isKnown && (
        <OrganizerForm
          clientId={clientId}
          jobId={job}
          people={people}
          questionnaires={questionnaires}
          before={before}
          onMade={({ id }) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: id } })}
        />
      )}
    </Stack>
  );
}
