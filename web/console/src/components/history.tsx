import { Box, EmptyState, Group, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { civilDate, fullTime, sayDate, sayTime } from '../lib/dates.ts';
import { type Entry, type historyQuery, sayEvent } from '../lib/history.ts';
import { useMe, useToday } from '../lib/me.ts';
import { Changes } from './changes.tsx';
import { MoreRows } from './more-rows.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  query: ReturnType<typeof historyQuery>;
  isExact?: boolean;
  aboutOf?: (entry: Entry) => string | undefined;
};

/** What happened, newest first, by day. `isExact` shows the place in the chain too; `aboutOf` says what each is about. */
export function History({ query, isExact = false, aboutOf = () => undefined }: Props) {
  const list = useInfiniteQuery(query);
  const { timeZone } = useMe().firm;
  const today = useToday();
  if (list.isPending) return <RowSkeleton rows={6} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const entries = list.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        py="lg"
        icon={<IconHistory stroke={1.5} />}
        title="Nothing yet"
        description="Whatever happens here will be listed."
      />
    );
  const days = Map.groupBy(entries, ({ at }) => civilDate(at, timeZone));
  return (
    <Stack gap="lg">
      {[...days].map(([date, ofDay]) => (
        <Box key={date} component="section">
          <Text component="h2" m={0} mb={4} fw={500} size="sm" c="dimmed" tt="none">
            {sayDate(date, today).replace(/^./, (letter) => letter.toUpperCase())}
          </Text>
          {ofDay.map((entry) => (
            <Line key={entry.id} entry={entry} timeZone={timeZone} isExact={isExact} about={aboutOf(entry)} />
          ))}
        </Box>
      ))}
      <MoreRows list={list} />
    </Stack>
  );
}

type LineProps = { entry: Entry; timeZone: string; isExact: boolean; about: string | undefined };

function Line({ entry, timeZone, isExact, about }: LineProps) {
  const { at, actor, changes, seq, chain } = entry;
  return (
    <Group align="baseline" gap="sm" wrap="nowrap" py={6} style={{ borderBottom: '1px solid var(--hairline)' }}>
      <Text component="time" dateTime={at} title={fullTime(at, timeZone)} size="sm" c="dimmed" className="figures">
        {sayTime(at, timeZone)}
      </Text>
      <Box flex={1} miw={0}>
        <Text>
          <Text span fw={500}>
            {actor.name}
          </Text>{' '}
          {sayEvent(entry)}
          {about !== undefined && ` “${about}”`}
        </Text>
        {changes && <Changes changes={changes} />}
      </Box>
      {isExact && (
        <Text size="xs" c="dimmed" className="figures" title={chain}>
          no. {seq}
        </Text>
      )}
    </Group>
  );
}
