import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { threadQuery, useThreadAct } from '../../lib/threads.ts';
import { HeldReplies } from './held-replies.tsx';
import { Talk } from './talk.tsx';
import { ThreadHead } from './thread-head.tsx';
import { WriteField } from './write-field.tsx';

const route = getRouteApi('/signed-in/messages/$threadId');

/** A conversation: what was said and noted, the last first, under the place to say more. */
export function ThreadPage() {
  const { threadId } = route.useParams();
  const { data: thread, error, refetch } = useQuery(threadQuery(threadId));
  const { mutate } = useThreadAct(threadId);
  const unread = thread?.unread ?? 0;
  const last = thread?.messages ?? 0;
  useEffect(() => {
    if (unread > 0) mutate({ readUpTo: last });
  }, [unread, last, mutate]);
  if (error && !thread) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!thread) return <PageSkeleton rows={6} />;
  return (
    <Stack gap="md">
      <ThreadHead thread={thread} />
      <Stack gap="md" maw={760}>
        <HeldReplies thread={thread} />
        {thread.can.write && <WriteField thread={thread} />}
        <Talk thread={thread} />
      </Stack>
    </Stack>
  );
}
