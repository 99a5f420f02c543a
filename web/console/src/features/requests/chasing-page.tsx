import { Button, Center, EmptyState, Group, SegmentedControl } from '@mantine/core';
import { IconBell, IconMoodSmile, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
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
import { HeldFiles } from './held-files.tsx';
import { NudgeAll } from './nudge-all.tsx';
import { nudgePreviewQuery, type Wish } from './nudge-requests.ts';
import { NotSent } from './not-sent.tsx';
import { useNudge } from './nudges.ts';
import { PeopleWaitedFor } from './people-waited-for.tsx';

const route = getRouteApi('/signed-in/chasing');
type Whose = 'mine' | 'everyone';
type State = 'open' | 'people' | 'submitted' | 'unsent';

/** All that clients owe the firm, oldest first; or what has come and waits to be looked at. */
export function ChasingPage() {
  const { whose = 'everyone', state = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (more: { whose?: Whose | undefined; state?: State | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  const [nudging, setNudging] = useState(false);
  const wish: Wish = { mine: whose === 'mine' };
  const mayEdit = useMe().member.role !== 'guest';
  return (
    <>
      <PageHead mb="sm" title="Chasing">
        {(state === 'open' || state === 'people') && mayEdit && (
          <Button variant="default" leftSection={<IconBell size={16} />} onClick={() => setNudging(true)}>
            Nudge all
          </Button>
        )}
        {mayEdit && (
          <Button
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/requests/new" search={{}} {...props} />}
          >
            New request
          </Button>
        )}
      </PageHead>
      {nudging && <NudgeAll wish={wish} onClose={() => setNudging(false)} />}
      <HeldFiles />
      <Group gap="xs" mb="xs">
        <SegmentedControl
          aria-label="Which"
          size="xs"
          data={[
            { value: 'open', label: 'Owed to us' },
            ...(mayEdit ? [{ value: 'people', label: 'By person' }] : []),
            { value: 'submitted', label: 'To be looked at' },
            { value: 'unsent', label: 'Not sent' },
          ]}
          value={state}
          onChange={(value) => go({ state: value === 'open' ? undefined : (value as State) })}
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
      {state === 'people' && <ByPerson wish={wish} />}
      {state === 'unsent' && <NotSent isMine={whose === 'mine'} />}
      {(state === 'open' || state === 'submitted') && <Owed key={state + whose} state={state} whose={whose} />}
    </>
  );
}

function ByPerson({ wish }: { wish: Wish }) {
  const { data: preview, error, refetch } = useQuery(nudgePreviewQuery(wish));
  const { client } = useWords();
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!preview) return <RowSkeleton />;
  return preview.people.length > 0 ? (
    <PeopleWaitedFor preview={preview} />
  ) : (
    <Center>
      <EmptyState py="xl" icon={<IconMoodSmile stroke={1.5} />} title={`Nothing waits for anyone of a ${client.one}`} />
    </Center>
  );
}

function Owed({ state, whose }: { state: 'open' | 'submitted'; whose: Whose }) {
  const list = useInfiniteQuery(requestsQuery({ state }));
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const { nudge, isPending } = useNudge();
  const [nudging, setNudging] = useState<Wish>();
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
          onClick={() => nudge(request)}
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
          onClick={() => setNudging({ ids: chosen.map(({ id }) => id) })}
        >
          Remind people
        </Button>
      </SelectionBar>
      {nudging && <NudgeAll wish={nudging} onClose={() => setNudging(undefined)} onDone={() => select(new Set())} />}
    </>
  );
}
