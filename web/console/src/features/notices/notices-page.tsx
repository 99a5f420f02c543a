import { Button, Center, EmptyState, Group, SegmentedControl, Select } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { civilDate, sayDate } from '../../lib/dates.ts';
import { useMe, useToday } from '../../lib/me.ts';
import { noticeKinds, noticeWords } from '../../lib/notice-words.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { type Notice, toldQuery, useMarkRead } from '../../lib/told.ts';
import { capital } from '../../lib/words.ts';
import { noticeColumns } from './notice-columns.tsx';

const route = getRouteApi('/signed-in/notices');
const kinds = noticeKinds.map((value) => ({ value, label: noticeWords[value].full }));

/** What one was told, the newest first. */
export function NoticesPage() {
  const { show, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const { mutate: markRead } = useMarkRead();
  const unread = useInfiniteQuery(toldQuery).data?.pages[0]?.unread ?? 0;
  const change = (more: { show?: 'unread' | undefined; kind?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <>
      <PageHead mb="sm" title="Notices">
        <Button variant="default" renderRoot={(props) => <Link to="/me" {...props} />}>
          What you are told of
        </Button>
        {unread > 0 && (
          <Button leftSection={<IconChecks size={16} />} onClick={() => markRead('all', { onError: tellTrouble })}>
            Mark all as read
          </Button>
        )}
      </PageHead>
      <Group gap="sm" mb="sm">
        <SegmentedControl
          aria-label="Which notices"
          size="xs"
          data={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread' },
          ]}
          value={show ?? 'all'}
          onChange={(value) => change({ show: value === 'unread' ? 'unread' : undefined })}
        />
        <Select
          size="xs"
          w={260}
          aria-label="Of which kind"
          placeholder="Of every kind"
          data={kinds}
          clearable
          value={kind ?? null}
          onChange={(value) => change({ kind: value ?? undefined })}
        />
      </Group>
      <List isShown={(one) => (show === undefined || !one.isRead) && (kind === undefined || one.kind === kind)} />
    </>
  );
}

function List({ isShown }: { isShown: (notice: Notice) => boolean }) {
  const list = useInfiniteQuery(toldQuery);
  const { mutate: markRead } = useMarkRead();
  const { timeZone } = useMe().firm;
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const all = list.data.pages.flatMap(({ items }) => items);
  const rows = all.filter(isShown);
  const read = (one: Notice) => {
    if (!one.isRead) markRead([one.id], { onError: tellTrouble });
  };
  const open = (one: Notice) => {
    read(one);
    if (one.jobId !== undefined) {
      // Whoever is named is so in what was said.
      const search = one.kind === 'mentioned' ? { tab: 'comments' as const } : { task: one.taskId };
      return void navigate({ to: '/jobs/$jobId', params: { jobId: one.jobId }, search });
    }
    if (one.seriesId !== undefined)
      return void navigate({ to: '/series/$seriesId', params: { seriesId: one.seriesId } });
    if (one.letterId !== undefined)
      return void navigate({ to: '/letters/$letterId', params: { letterId: one.letterId } });
    if (one.organizerId !== undefined)
      return void navigate({ to: '/organizers/$organizerId', params: { organizerId: one.organizerId } });
    if (one.requestId !== undefined)
      return void navigate({ to: '/requests/$requestId', params: { requestId: one.requestId } });
    if (one.threadId !== undefined)
      return void navigate({ to: '/messages/$threadId', params: { threadId: one.threadId } });
    if (one.clientId !== undefined && one.documentId !== undefined)
      return void navigate({
        to: '/clients/$clientId',
        params: { clientId: one.clientId },
        search: { tab: 'documents', document: one.documentId },
      });
    if (one.clientId !== undefined) {
      // Where mail came back, another address is entered.
      const search = one.kind === 'mail-failed' ? { tab: 'people' as const } : {};
      return void navigate({ to: '/clients/$clientId', params: { clientId: one.clientId }, search });
    }
  };
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconBell stroke={1.5} />}
          title={all.length === 0 ? 'Nothing yet' : 'Nothing here'}
          description={
            all.length === 0
              ? 'What is given to you, who names you, and what comes back to you is told here.'
              : 'You have read them all, or none is of this kind.'
          }
        />
      </Center>
    );
  return (
    <>
      <RowTable
        label="Notices"
        rows={rows}
        columns={noticeColumns({ onRead: read, timeZone })}
        idOf={({ id }) => id}
        groupOf={({ at }) => capital(sayDate(civilDate(at, timeZone), today))}
        onOpen={open}
        onAct={{ key: 'x', act: read }}
      />
      <MoreRows list={list} />
    </>
  );
}
