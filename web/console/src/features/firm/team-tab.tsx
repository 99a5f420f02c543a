import { Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type Member, teamQuery, useMe } from '../../lib/me.ts';
import { Invite } from './invite.tsx';
import { roleWords } from './roles.ts';
import { TeamList } from './team-list.tsx';

const columns: readonly Column<Member>[] = [
  {
    key: 'name',
    title: 'Name',
    width: '26%',
    render: ({ id, name }) => (
      <Link to="/firm/team/$memberId" params={{ memberId: id }} tabIndex={-1}>
        {name}
      </Link>
    ),
  },
  { key: 'title', title: 'Title', render: ({ title }) => title, onWide: true },
  { key: 'role', title: 'Role', width: 130, render: ({ role }) => roleWords[role].title },
  { key: 'mail', title: 'Mail', width: '28%', render: ({ mail }) => mail, onWide: true },
  {
    key: 'access',
    title: 'Access',
    width: 160,
    onWide: true,
    render: ({ status, accessEndsOn }) => {
      if (status === 'disabled') return <Badge color="gray">Ended</Badge>;
      if (!accessEndsOn) return 'Yes';
      return (
        <>
          Until <Day of={accessEndsOn} />
        </>
      );
    },
  },
];

export function TeamTab() {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(teamQuery);
  const { member } = useMe();
  const navigate = useNavigate();
  const [isInviting, invite] = useDisclosure();
  if (isPending) return <RowSkeleton rows={6} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text c="dimmed" size="sm">
          {data.filter(({ status }) => status === 'active').length} with access
        </Text>
        {member.role === 'admin' && (
          <Button leftSection={<IconPlus size={16} />} onClick={invite.open}>
            Invite someone
          </Button>
        )}
      </Group>
      <RowTable
        label="Team"
        rows={data}
        columns={columns}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/firm/team/$memberId', params: { memberId: id } })}
      />
      <TeamList />
      <Invite opened={isInviting} onClose={invite.close} />
    </>
  );
}
