import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../lib/me.ts';
import { daysOffQuery } from './days-requests.ts';
import { NationalDays } from './national-days.tsx';
import { NextDaysOff } from './next-days-off.tsx';
import { OwnDays } from './own-days.tsx';
import { SingleDays } from './single-days.tsx';
import { Week } from './week.tsx';

/** When the firm works. What is said here holds at once. */
export function DaysTab() {
  const { firm } = useMe();
  const { data, error, refetch } = useQuery(daysOffQuery(firm));
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 5 }}>
        <NextDaysOff days={data?.daysOff} error={error} onRetry={() => void refetch()} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="xl" maw={640}>
          <Week />
          <NationalDays holidays={data?.holidays} />
          <OwnDays />
          <SingleDays against="closed" />
          <SingleDays against="open" />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
