import { Badge } from '@mantine/core';
import { statusWords } from '../lib/job-words.ts';
import type { Job } from '../lib/jobs.ts';
import { useStatusLabel } from '../lib/status-labels.ts';

type Shown = Pick<Job, 'status' | 'label' | 'labelId' | 'waitsFor'>;

/** The state of a job in the firm's own label, or in ours; the colour never says it alone. */
export function JobBadge({ job: { status, label, labelId, waitsFor } }: { job: Shown }) {
  const own = useStatusLabel(labelId);
  const { says, colour } = statusWords[status];
  const text = label ?? own ?? (waitsFor === undefined ? says : `Waiting for ${waitsFor}`);
  return (
    <Badge color={colour} title={text} maw={220}>
      {text}
    </Badge>
  );
}
