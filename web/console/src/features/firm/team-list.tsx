import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead, useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { asListed } from '../../lib/rebase.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { TakeAway } from './take-away.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { type Team, teamsQuery, useTeams } from './teams.ts';

/** People who work together. */
export function TeamList() {
  const { data = [], isLoadingError, error, isPending, refetch } = useQuery(teamsQuery);
  const { make, breakUp } = useTeams();
  const [shown, setShown] = useState<Team | 'new'>();
  const isLead = useIsLead();
  const name = useMemberName();
  const take = (team: Team) =>
    breakUp.mutate(team, {
      onSuccess: () =>
        tellUndo(`${team.name} is broken up; its people stay`, () =>
          make.mutateAsync({ name: team.name, memberIds: team.memberIds }),
        ),
      onError: tellTrouble,
    });
  const columns: Column<Team>[] = [
    { key: 'name', title: 'Team', width: '30%', render: (team) => team.name },
    {
      key: 'people',
      title: 'People',
      render: ({ memberIds }) => {
        const said = memberIds.map(name).join(', ');
        return said === '' ? <Text c="dimmed">Nobody yet</Text> : <span title={said}>{said}</span>;
      },
    },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (team) => team.can.edit && <TakeAway label={`Break ${team.name} up`} onClick={() => take(team)} />,
    },
  ];
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="xs" mt="xl">
      <Group justify="space-between">
        <Title order={2}>Teams</Title>
        {isLead && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setShown('new')}>
            Make a team
          </Button>
        )}
      </Group>
      {data.length > 0 && (
        <RowTable
          label="Teams"
          rows={data}
          columns={columns}
          idOf={({ id }) => id}
          {...(isLead && { onOpen: setShown })}
        />
      )}
      {data.length === 0 && !isPending && <Text c="dimmed">People who work together, such as Tax or Payroll</Text>}
      {shown && (
        <TeamDialog team={shown === 'new' ? undefined : asListed(data, shown)} onClose={() => setShown(undefined)} />
      )}
    </Stack>
  );
}
