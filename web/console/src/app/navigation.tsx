import { ActionIcon, Group, Image, NavLink, Skeleton, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { logoQuery } from '../lib/logo.ts';
import { useMe } from '../lib/me.ts';
import { type Place, usePlaces } from './places.ts';

/** The firm’s logo, on the white that logos are made for; its name where it has none. */
function Mark() {
  const { firm } = useMe();
  const { data: logo, isLoading } = useQuery(logoQuery(firm));
  if (isLoading) return <Skeleton h={28} w={120} />;
  if (firm.logo !== undefined && logo)
    return (
      <Image
        src={logo.image}
        alt={firm.name}
        title={firm.name}
        w="auto"
        mah={32}
        maw={150}
        p={3}
        radius="sm"
        bg="white"
        fit="contain"
      />
    );
  return (
    <Text fw={600} truncate title={firm.name}>
      {firm.name}
    </Text>
  );
}

export function Navigation({ onClose }: { onClose: () => void }) {
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
        <Mark />
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
