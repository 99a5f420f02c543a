import { ActionIcon, Badge, Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Day } from './day.tsx';
import { type Column, RowTable } from './row-table.tsx';
import type { Engagement, Service } from '../lib/engagements.ts';
import { useMemberName } from '../lib/me.ts';
import { sayMoney } from '../lib/money.ts';
import { tellTrouble } from '../lib/notices.ts';
import { capital, useWords } from '../lib/words.ts';
import { letters, letterWords, sayFee, statusWords } from '../lib/engagement-words.ts';
import { frequencyWords } from '../lib/frequency-words.ts';
import { type Act, useEngagements } from '../lib/engagement-changes.ts';
import { NewService } from './new-service.tsx';

const acts: { act: Act; says: string }[] = [
  { act: 'activate', says: 'Begin the work' },
  { act: 'pause', says: 'Let it rest' },
  { act: 'resume', says: 'Go on with it' },
  { act: 'end', says: 'End it' },
];

export function EngagementCard({ engagement }: { engagement: Engagement }) {
  const { letter: letterWord } = useWords();
  const memberName = useMemberName();
  const [isAdding, adding] = useDisclosure();
  const { title, status, letter, startsOn, endsOn, annual, services, can } = engagement;
  const seesFees = services.some(({ fee }) => fee !== undefined);
  const columns: Column<Service>[] = [
    { key: 'code', title: 'Code', width: 92, render: ({ code }) => code },
    {
      key: 'name',
      title: 'Service',
      render: ({ name, isPaused }) => (isPaused ? `${name} (rests)` : name),
    },
    {
      key: 'frequency',
      title: 'How often',
      width: 130,
      render: ({ frequency }) => frequencyWords[frequency],
      onWide: true,
    },
    {
      key: 'roles',
      title: 'Who',
      has: ({ roles }) => roles.length > 0,
      render: ({ roles }) => roles.map(({ memberId }) => memberName(memberId)).join(', '),
      onWide: true,
    },
    {
      key: 'budget',
      title: 'Hours',
      has: ({ budgetMinutes }) => budgetMinutes !== undefined,
      width: 72,
      align: 'right',
      render: ({ budgetMinutes }) => budgetMinutes !== undefined && Math.round(budgetMinutes / 6) / 10,
      onWide: true,
    },
    ...(seesFees
      ? [
          {
            key: 'fee',
            title: 'Fee',
            width: '26%',
            align: 'right',
            render: ({ fee }) => sayFee(fee),
          } satisfies Column<Service>,
        ]
      : []),
  ];
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
          <Acts engagement={engagement} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed" className="figures">
        {capital(letterWord.one)} {letterWords[letter]}
        {startsOn && (
          <>
            {', from '}
            <Day of={startsOn} />
          </>
        )}
        {endsOn && (
          <>
            {' to '}
            <Day of={endsOn} />
          </>
        )}
        {annual && `, ${sayMoney(annual)} a year`}
      </Text>
      {services.length > 0 && (
        <RowTable label={`Services of ${title}`} rows={services} columns={columns} idOf={({ id }) => id} />
      )}
      {isAdding && <NewService engagement={engagement} onClose={adding.close} />}
    </Stack>
  );
}

function Acts({ engagement }: { engagement: Engagement }) {
  const { act, change } = useEngagements(engagement.clientId);
  const { letter: letterWord } = useWords();
  const possible = acts.filter(({ act: one }) => engagement.can[one]);
  if (!engagement.can.edit) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More about ${engagement.title}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {engagement.status !== 'ended' && (
          <Menu.Item
            renderRoot={(props) => (
              <Link to="/series/new" search={{ client: engagement.clientId, engagement: engagement.id }} {...props} />
            )}
          >
            Let work recur
          </Menu.Item>
        )}
        {possible.map(({ act: one, says }) => (
          <Menu.Item key={one} onClick={() => act.mutate({ on: engagement, act: one }, { onError: tellTrouble })}>
            {says}
          </Menu.Item>
        ))}
        <Menu.Label>{capital(letterWord.one)} is</Menu.Label>
        {letters
          .filter(({ value }) => value !== engagement.letter)
          .map(({ value, label }) => (
            <Menu.Item
              key={value}
              onClick={() =>
                change.mutate(
                  { of: engagement, to: { letter: value as Engagement['letter'] } },
                  { onError: tellTrouble },
                )
              }
            >
              {capital(label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
