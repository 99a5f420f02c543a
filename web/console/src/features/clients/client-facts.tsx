import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fact } from '../../components/fact.tsx';
import { Reach } from '../../components/reach.tsx';
import { useMemberName } from '../../lib/me.ts';
import classes from './client-facts.module.css';
import { mainContact, peopleQuery } from './client-people.ts';
import type { Client } from './requests.ts';
import { kindWords } from './words.ts';

function MainContact({ clientId }: { clientId: string }) {
  const { data, isPending } = useQuery(peopleQuery(clientId));
  if (isPending) return <Skeleton h={36} w={180} mt={4} />;
  const person = mainContact(data ?? []);
  if (!person) return <Text c="dimmed">Nobody yet</Text>;
  return (
    <Stack gap={2}>
      <span>
        {person.name}
        {person.title && <Text span c="dimmed">{`, ${person.title}`}</Text>}
      </span>
      <Reach mail={person.mail} phone={person.phone} />
    </Stack>
  );
}

/** What a phone call asks in its first five seconds. */
export function ClientFacts({ client }: { client: Client }) {
  const memberName = useMemberName();
  return (
    <dl className={classes.facts}>
      <Fact label="Main contact">
        <MainContact clientId={client.id} />
      </Fact>
      <Fact label="Responsible">{memberName(client.responsible) || <Text c="dimmed">Nobody yet</Text>}</Fact>
      <Fact label="Kind">{kindWords[client.kind]}</Fact>
      <Fact label="Number">{client.number}</Fact>
    </dl>
  );
}
