import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MoreRows } from '../../components/more-rows.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { messagesQuery, notesQuery, type Thread } from '../../lib/threads.ts';
import { inOrder } from './in-order.ts';
import { NoteLine, SaidLine } from './line.tsx';

/** What was said to each other and what the team noted, in the order in which it was, the last first. */
export function Talk({ thread }: { thread: Thread }) {
  const said = useInfiniteQuery(messagesQuery(thread.id));
  const noted = useInfiniteQuery(notesQuery(thread.id));
  if (said.isPending || noted.isPending) return <RowSkeleton rows={4} />;
  if (said.isError) return <Trouble error={said.error} onRetry={() => void said.refetch()} />;
  if (noted.isError) return <Trouble error={noted.error} onRetry={() => void noted.refetch()} />;
  const lines = inOrder(
    { items: said.data.pages.flatMap(({ items }) => items), isWhole: !said.hasNextPage },
    { items: noted.data.pages.flatMap(({ items }) => items), isWhole: !noted.hasNextPage },
  );
  const rest = said.hasNextPage ? said : noted;
  return (
    <Stack gap="sm" role="feed" aria-label="Messages and notes">
      {lines.map((line) =>
        'number' in line ? (
          <SaidLine key={line.id} thread={thread} said={line} />
        ) : (
          <NoteLine key={line.id} thread={thread} note={line} />
        ),
      )}
      {lines.length === 0 && <Text c="dimmed">Nothing said yet.</Text>}
      <MoreRows list={rest} />
    </Stack>
  );
}
