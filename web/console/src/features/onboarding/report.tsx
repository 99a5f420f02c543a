import { Alert, Group, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Fact, Facts } from '../../components/fact.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type Report as Told, reportQuery } from './requests.ts';
import { sayTime, useStepWords } from './words.ts';

type Line = Told['steps'][number];

const sayMedian = (seconds: number | undefined) => (seconds === undefined ? '–' : sayTime(seconds));

/** How long onboardings took that began in a period: medians of what was measured. */
export function Report() {
  const [days, setDays] = useState<{ from?: string; to?: string }>({});
  const { data, error, refetch } = useQuery({ ...reportQuery(days), placeholderData: keepPreviousData });
  const titles = useStepWords();
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeleton rows={7} />;
  const columns: readonly Column<Line>[] = [
    { key: 'step', title: 'Step', render: ({ step }) => titles[step] },
    { key: 'done', title: 'Done', width: 64, align: 'right', render: ({ done }) => done, onWide: true },
    { key: 'skipped', title: 'Left out', width: 84, align: 'right', render: ({ skipped }) => skipped, onWide: true },
    {
      key: 'touch',
      title: 'People’s time',
      width: 106,
      align: 'right',
      render: ({ medianTouch }) => sayMedian(medianTouch),
    },
    {
      key: 'elapsed',
      title: 'Elapsed',
      width: 82,
      align: 'right',
      render: ({ medianElapsed }) => sayMedian(medianElapsed),
    },
  ];
  const setDay = (name: 'from' | 'to', value: string) =>
    setDays({ from: data.from, to: data.to, ...(value && { [name]: value }) });
  return (
    <Stack gap="md">
      <Group>
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={name === 'from' ? 'Began from' : 'to'}
            value={data[name]}
            onChange={({ currentTarget }) => setDay(name, currentTarget.value)}
          />
        ))}
      </Group>
      {error && <Trouble error={error} />}
      <Facts>
        <Fact label="Begun">{data.begun}</Fact>
        <Fact label="Finished">{data.finished}</Fact>
        <Fact label="Set up within 15 minutes of people’s time">
          {data.whole.measured > 0 && `${data.within} of ${data.whole.measured}`}
        </Fact>
        <Fact label="Median of people’s time">{data.whole.measured > 0 && sayMedian(data.whole.medianTouch)}</Fact>
        <Fact label="Median elapsed">{data.whole.measured > 0 && sayMedian(data.whole.medianElapsed)}</Fact>
      </Facts>
      {!data.isAll && <Alert color="yellow">More began than a report reads. Choose fewer days.</Alert>}
      <RowTable label="Steps" rows={data.steps} columns={columns} idOf={({ step }) => step} />
      <Text size="sm" c="dimmed">
        Medians of what was measured. People’s time is the time a step was before someone, in the foreground; elapsed is
        from its beginning until it was done.
      </Text>
    </Stack>
  );
}
