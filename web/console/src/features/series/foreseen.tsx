import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../../lib/problem.ts';
import type { Asked } from './form.ts';
import { foreseenQuery } from './requests.ts';
import { UpcomingJobs } from './upcoming.tsx';

/** What the form comes to, worked out a moment after someone stops typing. */
export function useForeseen(clientId: string | undefined, asked: Asked | undefined) {
  const [settled] = useDebouncedValue(asked === undefined ? undefined : JSON.stringify(asked), 300);
  return useQuery(foreseenQuery(clientId, settled === undefined ? undefined : (JSON.parse(settled) as Asked)));
}

type Props = { foreseen: ReturnType<typeof useForeseen>; empty: string };

/** Beside the form: the dates as they would come, or why they would not. */
export function Foreseen({ foreseen: { data, error, isFetching, isEnabled }, empty }: Props) {
  const isShown = isEnabled && !error && data;
  return (
    <Stack component="section" gap="xs" aria-label="The dates as they would come" aria-busy={isFetching}>
      <Title order={2}>The next twelve</Title>
      {!isEnabled && <Text c="dimmed">{empty}</Text>}
      {isEnabled && error && (
        <Alert color="yellow" p="xs" role="status" title="No dates as it stands">
          {messageOf(error)}
        </Alert>
      )}
      {isEnabled && !error && !data && <Skeleton h={200} />}
      {isShown && data.items.length === 0 && <Text c="dimmed">Nothing comes any more: it ends before.</Text>}
      {isShown && data.items.length > 0 && <UpcomingJobs items={data.items} isNarrow />}
    </Stack>
  );
}
