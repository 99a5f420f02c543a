import { Badge, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { AccountList } from './account-list.tsx';
import { ClientName } from './client-name.tsx';
import { ClientNotes } from './client-notes.tsx';
import { OnboardedOn } from './client-onboarding.tsx';
import { RegistrationList } from './registration-list.tsx';
import type { Client } from '../../lib/clients.ts';
import { sayCountry } from '../../lib/country-words.ts';
import { customFieldsQuery } from '../../lib/custom-fields.ts';
import { groupQuery } from './requests.ts';
import { SensitiveNumber } from './sensitive-number.tsx';

const sayAddress = ({ street, city, region, postcode, country }: NonNullable<Client['address']>) =>
  [street, city, [region, postcode].filter(Boolean).join(' '), country && sayCountry(country)]
    .filter(Boolean)
    .join(', ');

const sayValue = (value: unknown) => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value));

function Custom({ client }: { client: Client }) {
  const { data = [] } = useQuery(customFieldsQuery);
  return data
    .filter(({ key }) => client.custom[key] !== undefined)
    .map(({ key, label, type }) => (
      <Fact key={key} label={label}>
        {type === 'date' ? <Day of={String(client.custom[key])} /> : sayValue(client.custom[key])}
      </Fact>
    ));
}

/** Whom the client names, else whom its group names; nothing where it pays for itself. */
function Payer({ client: { id, billingClientId, groupId } }: { client: Client }) {
  const { data: group } = useQuery(groupQuery(groupId));
  const payer = billingClientId ?? group?.billingClientId ?? id;
  if (payer === id) return null;
  return (
    <Fact label={billingClientId === undefined ? 'Bills of its group go to' : 'Bills go to'}>
      <ClientName id={payer} />
    </Fact>
  );
}

export function ClientOverview({ client }: { client: Client }) {
  const { registrations, accounts, paysFor = [] } = client;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <ClientNotes client={client} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Stack gap="xs">
            <Title order={2}>Details</Title>
            <Facts>
              <Fact label="Tax number">{client.taxId && <SensitiveNumber key={client.version} client={client} />}</Fact>
              <Fact label="Phone">{client.phone}</Fact>
              <Fact label="Address">{client.address && sayAddress(client.address)}</Fact>
              <Payer client={client} />
              <Fact label="Also pays for">
                {paysFor.length > 0 &&
                  paysFor.map((id, i) => (
                    <span key={id}>
                      {i > 0 && ', '}
                      <ClientName id={id} />
                    </span>
                  ))}
              </Fact>
              <Fact label="Formerly">{client.formerNames.join(', ')}</Fact>
              <Custom client={client} />
              <Fact label="Is billed">{client.internal && 'Never: it is the firm itself'}</Fact>
              <Fact label="Leaves on">{client.leavesOn && <Day of={client.leavesOn} />}</Fact>
              <Fact label="In the books since">
                <Day of={client.createdAt} />
              </Fact>
              <OnboardedOn client={client} />
            </Facts>
            <Group gap={4} aria-label="Tags" role="group">
              {client.tags.map((tag) => (
                <Badge key={tag} color="gray">
                  {tag}
                </Badge>
              ))}
              {client.tags.length === 0 && <Text c="dimmed">No tags</Text>}
            </Group>
          </Stack>
          {registrations.length > 0 && <RegistrationList registrations={registrations} />}
          {accounts.length > 0 && <AccountList accounts={accounts} />}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
