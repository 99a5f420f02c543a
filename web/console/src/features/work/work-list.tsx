import { Center, EmptyState } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { WorkLine } from '../../lib/jobs.ts';
import { useMe, useMemberName, useToday } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useWords } from '../../lib/words.ts';
import { spanOf, spanWords } from './groups.ts';
import { useReopen, useTaskDone, type workQuery } from './requests.ts';
import { WorkBulk } from './work-bulk.tsx';
import { workColumns } from './work-columns.tsx';

/** Which task is looked at, in the address: its job’s id, and its own. */
export const peekOf = ({ jobId, taskId }: WorkLine): string => `${jobId}.${taskId}`;

type Props = {
  label: string;
  query: ReturnType<typeof workQuery>;
  withWho: boolean;
  empty: { title: string; description: string };
  peek: string | undefined;
  onPeek: (peek: string | undefined) => void;
};

export function WorkList({ label, query, withWho, empty, peek, onPeek }: Props) {
  const list = useInfiniteQuery(query);
  const { firm, member } = useMe();
  const { task, client, job } = useWords();
  const today = useToday();
  const memberName = useMemberName();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const done = useTaskDone();
  const reopen = useReopen();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const acts = member.role !== 'guest';
  const complete = (line: WorkLine) =>
    done.mutate(line, {
      onSuccess: () => tellUndo(`“${line.title}” is done`, () => reopen(line)),
      onError: (error) => {
        tellTrouble(error);
        // What is in the way is shown beside the list.
        onPeek(peekOf(line));
      },
    });
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState py="xl" icon={<IconChecklist stroke={1.5} />} {...empty} />
      </Center>
    );
  const words = { task: task.one, client: client.one, job: job.one };
  return (
    <>
      <RowTable
        label={label}
        rows={rows}
        columns={workColumns({ words, memberName, withWho, onDone: acts ? complete : undefined })}
        idOf={peekOf}
        nameOf={({ title }) => title}
        groupOf={({ due }) => spanWords[spanOf(due, today, firm.weekStartsOn)]}
        {...(acts && { selected, onSelect: setSelected })}
        peeked={peek}
        onPeek={(line) => onPeek(peekOf(line))}
        onOpen={({ jobId, taskId }) =>
          void navigate({ to: '/jobs/$jobId', params: { jobId }, search: { task: taskId } })
        }
        onAct={acts ? { key: 'x', act: complete } : undefined}
        isStale={list.isPlaceholderData}
      />
      <WorkBulk lines={rows.filter((line) => selected.has(peekOf(line)))} onDone={() => setSelected(new Set())} />
      <MoreRows list={list} />
    </>
  );
}
