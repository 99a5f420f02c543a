import { Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { Fact } from '../../components/fact.tsx';
import { jobsQuery } from '../../lib/jobs.ts';
import { mailsQuery } from '../../lib/mails.ts';
import { useToday } from '../../lib/me.ts';
import { requestsQuery } from '../../lib/requests.ts';
import { threadsQuery } from '../../lib/threads.ts';
import { useWords } from '../../lib/words.ts';
import { lastContact, type Open, openJobs, openRequests } from './how-it-stands.ts';

type Pages<T> = { pages: readonly { items: T[] }[] } | undefined;
const rowsOf = <T,>(data: Pages<T>): T[] => data?.pages.flatMap(({ items }) => items) ?? [];

type LineProps = {
  clientId: string;
  tab: 'jobs' | 'requests';
  open: Open;
  noun: { one: string; many: string };
  hasMore: boolean;
};

const forFingers = { display: 'inline-block', minWidth: 24, lineHeight: '24px' } as const;

/** How many, with the way to them; there may be more than are read. */
function Line({ clientId, tab, open: { count, overdue }, noun, hasMore }: LineProps) {
  if (count === 0 && !hasMore) return null;
  return (
    <span>
      <Link to="/clients/$clientId" params={{ clientId }} search={{ tab }} style={forFingers}>
        {hasMore && 'at least '}
        {count} {count === 1 ? noun.one : noun.many}
      </Link>
      {overdue > 0 && (
        <Text span style={{ color: 'var(--mantine-color-red-light-color)', whiteSpace: 'nowrap' }}>
          {', '}
          <IconAlertCircle size={14} aria-hidden style={{ verticalAlign: -2 }} /> {overdue} overdue
        </Text>
      )}
    </span>
  );
}

const request = { one: 'request', many: 'requests' };

/** What is open for a client: the work, and what the client is asked for. */
export function OpenFact({ clientId }: { clientId: string }) {
  const jobs = useInfiniteQuery(jobsQuery({ clientId }));
  const requests = useInfiniteQuery(requestsQuery({ clientId }));
  const { job } = useWords();
  const today = useToday();
  if (jobs.isError || requests.isError) return null;
  if (jobs.isPending || requests.isPending)
    return (
      <Fact label="Open">
        <Skeleton h={40} w={120} />
      </Fact>
    );
  const work = openJobs(rowsOf(jobs.data), today);
  const asked = openRequests(rowsOf(requests.data), today);
  // What goes on is listed first: where something that is over is read, all of it is.
  const hasMoreOpen =
    requests.hasNextPage &&
    rowsOf(requests.data).every(({ status }) => status !== 'completed' && status !== 'cancelled');
  const isNothing = work.count + asked.count === 0 && !jobs.hasNextPage;
  return (
    <Fact label="Open">
      <Stack gap={0}>
        <Line clientId={clientId} tab="jobs" open={work} noun={job} hasMore={jobs.hasNextPage} />
        <Line clientId={clientId} tab="requests" open={asked} noun={request} hasMore={hasMoreOpen} />
        {isNothing && (
          <Text span c="dimmed">
            Nothing
          </Text>
        )}
      </Stack>
    </Fact>
  );
}

/** When one last talked with a client, and which way. */
export function LastContactFact({ clientId }: { clientId: string }) {
  const threads = useInfiniteQuery(threadsQuery({ clientId }));
  const mails = useInfiniteQuery(mailsQuery({ clientId }));
  if (threads.isError || mails.isError) return null;
  if (threads.isPending || mails.isPending)
    return (
      <Fact label="Last contact">
        <Skeleton h={20} w={120} />
      </Fact>
    );
  const last = lastContact(rowsOf(threads.data), rowsOf(mails.data));
  return (
    <Fact label="Last contact">
      {last ? (
        <>
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: last.tab }}>
            <Day of={last.at} />
          </Link>
          <Text span c="dimmed">{`, ${last.says}`}</Text>
        </>
      ) : (
        <Text span c="dimmed">
          None here yet
        </Text>
      )}
    </Fact>
  );
}
