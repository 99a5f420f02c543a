import { Button, Center, EmptyState, Group, SegmentedControl } from '@mantine/core';
import { IconBell, IconMoodSmile } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { requestColumns } from '../../components/request-columns.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMe, useToday } from '../../lib/me.ts';
import { type RequestLine, requestsQuery } from '../../lib/requests.ts';
import { capital, useWords } from '../../lib/words.ts';
import { useNudges } from './nudges.ts';

const route = getRouteApi('/signed-in/chasing');
type Whose = 'mine' | 'everyone';
type State = 'open' | 'submitted';

/** All that clients owe the firm, oldest first; or what has come and waits to be looked at. */
export function ChasingPage() {
  const { whose = 'everyone', state = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (more: { whose?: Whose | undefined; state?: State | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <>
      <PageHead mb="sm" title="Chasing" />
      <Group gap="xs" mb="xs">
        <SegmentedControl
          aria-label="Which"
          size="xs"
          data={[
            { value: 'open', label: 'Owed to us' },
            { value: 'submitted', label: 'To be looked at' },
          ]}
          value={state}
          onChange={(value) => go({ state: value === 'open' ? undefined : 'submitted' })}
        />
        <SegmentedControl
          aria-label="Whose"
          size="xs"
          data={[
            { value: 'everyone', label: 'Everyone’s' },
            { value: 'mine', label: 'Mine' },
          ]}
          value={whose}
          onChange={(value) => go({ whose: value === 'everyone' ? undefined : 'mine' })}
        />
      </Group>
      <Owed key={state + whose} state={state} whose={whose} />
    </>
  );
}

function Owed({ state, whose }: { state: State; whose: Whose }) {
  const list = useInfiniteQuery(requestsQuery({ state }));
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const { nudge, isPending } = useNudges();
  const { member } = useMe();
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const all = list.data.pages.flatMap(({ items }) => items);
  const rows = whose === 'mine' ? all.filter(({ senderId }) => senderId === member.id) : all;
  const chosen = rows.filter(({ id, can }) => selected.has(id) && can.nudge);
  const mayNudge = rows.some(({ can }) => can.nudge);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconMoodSmile stroke={1.5} />}
          title={state === 'open' ? `No ${client.one} owes us anything` : 'Nothing waits to be looked at'}
          description={`What is asked of a ${client.one}, on the tab Requests of their page, is listed here until it has come.`}
        />
      </Center>
    );
  const row: Column<RequestLine> = {
    key: 'nudge',
    title: 'Nudge',
    isTitleHidden: true,
    width: 96,
    align: 'right',
    onWide: true,
    render: (request) =>
      request.can.nudge && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Nudge: ${request.title}`}
          disabled={isPending}
          onClick={() => nudge([request])}
        >
          Nudge
        </Button>
      ),
  };
  return (
    <>
      <RowTable
        label="Requests"
        rows={rows}
        columns={[...requestColumns({ today, clientWord: capital(client.one) }), ...(mayNudge ? [row] : [])]}
        idOf={({ id }) => id}
        nameOf={({ title }) => title}
        onOpen={({ id }) => void navigate({ to: '/requests/$requestId', params: { requestId: id } })}
        {...(mayNudge && { selected, onSelect: select })}
      />
      <MoreRows list={list} />
      <SelectionBar count={chosen.length} noun={{ one: 'request', many: 'requests' }} onClear={() => select(new Set())}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconBell size={16} />}
          loading={isPending}
          onClick={() => nudge(chosen, () => select(new Set()))}
        >
          {chosen.length === 1 ? 'Send 1 reminder' : `Send ${chosen.length} reminders`}
        </Button>
      </SelectionBar>
    </>
  );
}
