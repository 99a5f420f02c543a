import { Anchor, Box, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Batch, batchQuery, sayProgress, useCancel } from '../lib/batches.ts';
import { tellTrouble } from '../lib/notices.ts';

const endings: Record<Exclude<Batch['status'], 'running'>, { says: string; colour: string }> = {
  done: { says: 'Done', colour: 'green' },
  cancelled: { says: 'Stopped', colour: 'gray' },
  failed: { says: 'Failed', colour: 'red' },
};

/** The most first; of as many, what was refused last: the table keeps what is counted in no order. */
const byCount = ([a, many]: [string, number], [b, others]: [string, number]) =>
  others - many || Number(a === 'refused') - Number(b === 'refused') || a.localeCompare(b);

const sayCounts = (counts: Batch['counts']) =>
  Object.entries(counts)
    .toSorted(byCount)
    .map(([outcome, count]) => `${count} ${outcome.replaceAll('-', ' ')}`)
    .join(', ');

/** How far long work has come, by count and name; when it has ended, what came of it. */
export function BatchProgress({ id, isSmall = false }: { id: string; isSmall?: boolean }) {
  const { data: batch } = useQuery(batchQuery(id));
  const cancel = useCancel(id);
  if (!batch) return null;
  const isRunning = batch.status === 'running';
  const ending = batch.status === 'running' ? undefined : endings[batch.status];
  const value = batch.total ? (100 * batch.done) / batch.total : 100;
  return (
    <Stack gap={6} role="status">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={500} size="sm" truncate>
          {batch.title}
        </Text>
        {isRunning && batch.can.cancel && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={() => cancel.mutate(undefined, { onError: tellTrouble })}
          >
            Stop
          </Anchor>
        )}
      </Group>
      <Progress value={value} size="sm" animated={isRunning} color={ending?.colour} aria-label={batch.title} />
      <Text size="xs" c="dimmed" className="figures" truncate>
        {ending ? `${ending.says}. ${sayCounts(batch.counts)}` : sayProgress(batch)}
      </Text>
      {batch.why && <Text size="xs">{batch.why}</Text>}
      {isSmall && !isRunning && (
        <Box>
          <Anchor component={Link} to={`/batches/${id}`} size="xs">
            See each result
          </Anchor>
        </Box>
      )}
    </Stack>
  );
}
