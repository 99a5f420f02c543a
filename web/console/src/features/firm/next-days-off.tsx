import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import type { DaysOff } from './days-off.ts';

type Props = { days: DaysOff['daysOff'] | undefined; error: Error | null; onRetry: () => void };

const columns: readonly Column<DaysOff['daysOff'][number]>[] = [
  { key: 'date', title: 'Day', width: 120, render: ({ date }) => <Day of={date} /> },
  { key: 'reason', title: 'Why', render: ({ reason }) => reason },
];
const atFirst = 12;

/** What all of the settings come to. */
export function NextDaysOff({ days, error, onRetry }: Props) {
  const [isWhole, setWhole] = useState(false);
  if (error && !days) return <Trouble error={error} onRetry={onRetry} />;
  if (!days) return <Skeleton h={240} />;
  return (
    <Stack gap="xs">
      <Title order={2}>Next days off</Title>
      <Text size="sm" c="dimmed">
        Beside the weekends, within a year. On these days no mail leaves by itself, and working days are not counted.
      </Text>
      {days.length === 0 ? (
        <Text>None</Text>
      ) : (
        <RowTable
          label="Next days off"
          rows={isWhole ? days : days.slice(0, atFirst)}
          columns={columns}
          idOf={({ date }) => date}
        />
      )}
      {days.length > atFirst && !isWhole && (
        <Button variant="subtle" size="compact-sm" w="fit-content" onClick={() => setWhole(true)}>
          Show all {days.length}
        </Button>
      )}
    </Stack>
  );
}
