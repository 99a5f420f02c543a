import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { Day } from './day.tsx';
import { EngagementActs } from './engagement-acts.tsx';
import { ServiceDrawer } from './service-drawer.tsx';
import { ServiceList } from './service-list.tsx';
import { useClientName } from '../lib/client-name.ts';
import { letterWords, renewalWords, statusWords } from '../lib/engagement-words.ts';
import type { Engagement } from '../lib/engagements.ts';
import { sayMoney } from '../lib/money.ts';
import { capital, useWords } from '../lib/words.ts';

export function EngagementCard({ engagement }: { engagement: Engagement }) {
  const [isAdding, adding] = useDisclosure();
  const { title, status, services, can } = engagement;
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={2}>{title}</Title>
          <Badge color={statusWords[status].colour}>{statusWords[status].title}</Badge>
        </Group>
        <Group gap="xs">
          {can.edit && (
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={adding.open}>
              Service
            </Button>
          )}
          <EngagementActs engagement={engagement} />
        </Group>
      </Group>
      <Terms engagement={engagement} />
      {services.length > 0 && <ServiceList engagement={engagement} />}
      <ServiceDrawer engagement={engagement} opened={isAdding} onClose={adding.close} />
    </Stack>
  );
}

function Terms({ engagement }: { engagement: Engagement }) {
  const { letter: letterWord } = useWords();
  const { letter, startsOn, endsOn, renewal, annual, billingClientId, status } = engagement;
  const payer = useClientName(billingClientId);
  return (
    <Text size="sm" c="dimmed" className="figures">
      {capital(letterWord.one)} {letterWords[letter]}
      {startsOn && (
        <>
          {', first day '}
          <Day of={startsOn} />
        </>
      )}
      {endsOn && (
        <>
          {', last day '}
          <Day of={endsOn} />
        </>
      )}
      {endsOn && renewal && status !== 'ended' && `, then ${renewalWords[renewal].toLowerCase()}`}
      {annual && `, ${sayMoney(annual)} a year`}
      {payer && `, paid by ${payer}`}
    </Text>
  );
}
