import { ActionIcon, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { toldQuery } from '../lib/told.ts';

const most = 99;

/** How much one was told and has not read. */
export function Bell() {
  const unread = useInfiniteQuery(toldQuery).data?.pages[0]?.unread ?? 0;
  const says = unread === 0 ? 'Notices' : `Notices, ${unread} unread`;
  return (
    <Indicator
      label={unread > most ? `${most}+` : unread}
      disabled={unread === 0}
      size={16}
      offset={5}
      ml={{ base: 0, sm: 'auto' }}
      aria-hidden={false}
    >
      <ActionIcon size={32} aria-label={says} title={says} renderRoot={(props) => <Link to="/notices" {...props} />}>
        <IconBell size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Indicator>
  );
}
