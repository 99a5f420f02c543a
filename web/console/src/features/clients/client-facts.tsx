import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fact, Facts } from '../../components/fact.tsx';
import { Reach } from '../../components/reach.tsx';
import { useMemberName } from '../../lib/me.ts';
import { sayMoney } from '../../lib/money.ts';
import { kindWords } from '../../lib/kinds.ts';
import { capital, useWords } from '../../lib/words.ts';
import { annualOf } from '../../lib/engagement-changes.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { mainContact } from '../../lib/client-people-changes.ts';
import type { Client } from '../../lib/clients.ts';
import { groupQuery } from './requests.ts';
import { LastContactFact, OpenFact } from './standing-facts.tsx';
import { sayYearEnd } from '../../lib/calendar-words.ts';
import { engagementsQuery } from '../../lib/engagements.ts';

function MainContact({ client }: { client: Client }) {
  const { data, isPending } = useQuery(peopleQuery(client.id));
  if (isPending) return <Skeleton h={36} w={180} mt={4} />;
  const person = mainContact(data ?? []);
  if (!person) return <Reach phone={client.phone} />;
  const detail = person.link.part ?? person.title;
  return (
    <Stack gap={2}>
      <span>
        {person.name}
        {detail && <Text span c="dimmed">{`, ${detail}`}</Text>}
      </span>
      <Reach mail={person.mail} phone={person.phone ?? client.phone} />
    </Stack>
  );
}

/** Nothing for who may not see amounts. */
function useFees(clientId: string): string | undefined {
  const { data = [] } = useQuery(engagementsQuery(clientId));
  const annual = annualOf(data);
  return annual && sayMoney(annual);
}

function GroupName({ id }: { id: string }) {
  const { data } = useQuery(groupQuery(id));
  return data?.name ?? '…';
}

const webLink = (website: string) => (/^https?:/.test(website) ? website : `https://${website}`);

/** What a phone call asks in its first five seconds. */
export function ClientFacts({ client, isWhole = false }: { client: Client; isWhole?: boolean }) {
  const memberName = useMemberName();
  const { responsible, manager } = useWords();
  const fees = useFees(client.id);
  return (
    <Facts>
      <Fact label="Main contact">
        <MainContact client={client} />
      </Fact>
      {!isWhole && <OpenFact clientId={client.id} />}
      {!isWhole && <LastContactFact clientId={client.id} />}
      <Fact label={capital(responsible.one)}>
        {memberName(client.responsible) || (
          <Text span c="dimmed">
            Nobody yet
          </Text>
        )}
      </Fact>
      <Fact label={capital(manager.one)}>{memberName(client.manager)}</Fact>
      {client.roles.map(({ role, memberId }) => (
        <Fact key={`${role} ${memberId}`} label={role.replace(/^./, (letter) => letter.toUpperCase())}>
          {memberName(memberId)}
        </Fact>
      ))}
      {isWhole && <Fact label="Kind">{kindWords[client.kind]}</Fact>}
      <Fact label="Year end">{sayYearEnd(client.yearEnd)}</Fact>
      <Fact label="Fees a year">{fees}</Fact>
      <Fact label="Group">{client.groupId && <GroupName id={client.groupId} />}</Fact>
      {isWhole && <Fact label="Number">{client.number}</Fact>}
      <Fact label="Website">
        {client.website && (
          <Anchor href={webLink(client.website)} target="_blank" rel="noreferrer">
            {client.website}
          </Anchor>
        )}
      </Fact>
    </Facts>
  );
}
