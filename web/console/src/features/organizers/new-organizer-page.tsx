import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NotYet } from '../../components/not-yet.tsx';
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
  const [people, questionnaires] = [useQuery(peopleQuery(clientId)), useQuery(questionnairesQuery)];
  const earlier = useInfiniteQuery({ ...organizersQuery({ clientId }), enabled: clientId !== '' });
  const { client } = useWords();
  const navigate = useNavigate();
  const before = earlier.data?.pages.flatMap(({ items }) => items);
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
      {clientId !== '' && !(people.data && questionnaires.data && before) && (
        <NotYet reads={[people, questionnaires, earlier]} rows={6} />
      )}
      {clientId !== '' && people.data && questionnaires.data && before && (
        <OrganizerForm
          clientId={clientId}
          jobId={job}
          people={people.data}
          questionnaires={questionnaires.data}
          before={before}
          onMade={({ id }) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: id } })}
        />
      )}
    </Stack>
  );
}
