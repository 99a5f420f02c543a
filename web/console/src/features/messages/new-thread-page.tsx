import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { NotYet } from '../../components/not-yet.tsx';
import { ClientSelect } from '../../components/client-select.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { capital, useWords } from '../../lib/words.ts';
import { peopleQuery } from './people.ts';
import { ThreadForm } from './thread-form.tsx';

const route = getRouteApi('/signed-in/messages/new');

/** With whom, then what: a client has to be known before its people can be. */
export function NewThreadPage() {
  const { client: clientId = '', job } = route.useSearch();
  const name = useClientName(clientId || undefined);
  const people = useQuery(peopleQuery(clientId));
  const { client } = useWords();
  const navigate = useNavigate();
  return (
    <Stack gap="md">
      <PageHead title={name === undefined ? 'New conversation' : `New conversation with ${name}`} />
      <StandingNotesOf clientId={clientId} />
      {clientId === '' && (
        <ClientSelect
          label={capital(client.one)}
          value={undefined}
          onChange={(one) => one && void navigate({ to: '/messages/new', search: { client: one.id }, replace: true })}
        />
      )}
      {clientId !== '' && !people.data && <NotYet reads={[people]} rows={6} />}
      {people.data && <ThreadForm clientId={clientId} jobId={job} people={people.data} />}
    </Stack>
  );
}
