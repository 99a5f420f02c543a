import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NotYet } from '../../components/not-yet.tsx';
import { ClientSelect } from '../../components/client-select.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { useClientName } from '../../lib/client-name.ts';
import { capital, useWords } from '../../lib/words.ts';
import { RequestForm } from '../../components/request-form.tsx';

const route = getRouteApi('/signed-in/requests/new');

/** Of whom, then what: a client has to be known before its people can be. */
export function NewRequestPage() {
  const { client: clientId = '', job } = route.useSearch();
  const name = useClientName(clientId || undefined);
  const people = useQuery(peopleQuery(clientId));
  const { client } = useWords();
  const navigate = useNavigate();
  const title = name === undefined ? 'New request' : `New request to ${name}`;
  return (
    <Stack gap="md">
      <PageHead title={title} />
      <StandingNotesOf clientId={clientId} />
      {clientId === '' && (
        <ClientSelect
          label={capital(client.one)}
          value={undefined}
          onChange={(one) => one && void navigate({ to: '/requests/new', search: { client: one.id }, replace: true })}
        />
      )}
      {clientId !== '' && !people.data && <NotYet reads={[people]} rows={6} />}
      {people.data && (
        <RequestForm
          clientId={clientId}
          jobId={job}
          people={people.data}
          onMade={({ id }) => void navigate({ to: '/requests/$requestId', params: { requestId: id } })}
        />
      )}
    </Stack>
  );
}
