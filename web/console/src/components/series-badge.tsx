import { Badge } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { stateWords, whyNot } from '../lib/series-words.ts';
import type { SeriesLine } from '../lib/series.ts';

/** Whether a series runs; red where its next job could not be created. */
export function SeriesBadge({ series }: { series: SeriesLine }) {
  const { status, failures, lastFailure } = series;
  if (status === 'active' && failures > 0)
    return (
      <Badge color="red" title={lastFailure} leftSection={<IconAlertCircle size={12} aria-hidden />}>
        Failed {failures === 1 ? 'once' : `${failures} times`}
      </Badge>
    );
  const { says, colour } = stateWords[status];
  return (
    <Badge color={colour} title={whyNot(series)}>
      {says}
    </Badge>
  );
}
