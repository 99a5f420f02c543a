import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { linksQuery, type PageLink, useLinks } from './links.ts';
import type { Person } from './requests.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

/** The links that open the person’s page now; the links themselves are told nobody again. */
export function PageLinks({ person }: { person: Person }) {
  const { data, error, isPending, refetch } = useQuery(linksQuery(person.id));
  const links = useLinks(person.id);
  const [gone, setGone] = useState<'all' | PageLink>();
  const send = () =>
    links.mail.mutate(undefined, {
      onSuccess: ({ status }) =>
        tell(status === 'held' ? 'The mail with the link is held until the firm goes live' : 'The link is on its way'),
      onError: tellTrouble,
    });
  const columns: readonly Column<PageLink>[] = [
    { key: 'made', title: 'Made', render: ({ madeAt }) => <Day of={madeAt} withTime /> },
    {
      key: 'how',
      title: 'How',
      width: 110,
      render: ({ mailId }) => (mailId === undefined ? 'Copied' : 'By mail'),
      onWide: true,
    },
    {
      key: 'opened',
      title: 'Opened',
      width: '22%',
      render: ({ openedAt }) => (openedAt === undefined ? 'not yet' : <Day of={openedAt} withTime />),
    },
    { key: 'expires', title: 'Expires', width: 120, render: ({ expiresAt }) => <Day of={expiresAt} />, onWide: true },
    {
      key: 'revoke',
      title: 'Revoke',
      isTitleHidden: true,
      width: 84,
      align: 'right',
      render: (link) =>
        person.can.edit && (
          <Button size="compact-xs" variant="default" onClick={() => setGone(link)}>
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <Stack component="section" gap="sm" aria-label="Page links">
      <Group justify="space-between" gap="xs">
        <Title order={2}>Page links</Title>
        {person.can.edit && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconMail size={16} />}
              disabled={person.mail === undefined}
              loading={links.mail.isPending}
              onClick={send}
            >
              Mail a link
            </Button>
            <Button
              variant="default"
              leftSection={<IconCopy size={16} />}
              loading={links.copy.isPending}
              onClick={() => links.copy.mutate(undefined, { onError: tellTrouble })}
            >
              Make a link to copy
            </Button>
            {(data?.length ?? 0) > 1 && (
              <Button variant="default" onClick={() => setGone('all')}>
                Revoke all
              </Button>
            )}
          </Group>
        )}
      </Group>
      {links.copy.data && <Copied path={links.copy.data.path} onDone={links.copy.reset} />}
      {isPending && <RowSkeleton rows={2} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          No link opens their page now. A link works for 30 days, on any device, until it is revoked.
        </Text>
      )}
      {data && data.length > 0 && (
        <RowTable label="Links to their page" rows={data} columns={columns} idOf={({ id }) => id} />
      )}
      {gone && <RevokeDialog person={person} gone={gone} links={links} onClose={() => setGone(undefined)} />}
    </Stack>
  );
}

const Copied = ({ path, onDone }: { path: string; onDone: () => void }) => (
  <ShownOnce label="Link to their page" address={`${location.origin}${path}`} onDone={onDone}>
    <Text size="sm">Whoever has it sees what they see: hand it to them alone.</Text>
  </ShownOnce>
);
