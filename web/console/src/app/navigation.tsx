import { ActionIcon, Group, NavLink, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useMe } from '../lib/me.ts';
import { type Place, usePlaces } from './places.ts';

export function Navigation({ onClose }: { onClose: () => void }) {
  const { firm } = useMe();
  const places = usePlaces();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const link = ({ title, to, icon: Icon }: Place) => (
    <NavLink
      key={to}
      component={Link}
      to={to}
      label={title}
      leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
      active={here === to || here.startsWith(`${to}/`)}
    />
  );
  return (
    <>
      <Group h={32} px={8} mb="xs" wrap="nowrap" justify="space-between">
        <Text fw={600} truncate title={firm.name}>
          {firm.name}
        </Text>
        <ActionIcon hiddenFrom="sm" onClick={onClose} aria-label="Close the menu">
          <IconX size={18} />
        </ActionIcon>
      </Group>
      <Stack gap={2} flex={1}>
        {places.filter(({ isAtFoot }) => !isAtFoot).map(link)}
      </Stack>
      <Stack gap={2}>{places.filter(({ isAtFoot }) => isAtFoot).map(link)}</Stack>
    </>
  );
}
