import { Badge } from '@mantine/core';
import { statusWords } from '../lib/job-words.ts';
import type { Job } from '../lib/jobs.ts';

/** The state of a job in the firm's own label, or in ours; the colour never says it alone. */
export function JobBadge({ job: { status, label, waitsFor } }: { job: Pick<Job, 'status' | 'label' | 'waitsFor'> }) {
  const { says, colour } = statusWords[status];
  const text = label ?? (waitsFor === undefined ? says : `Waiting for ${waitsFor}`);
  return (
    <Badge color={colour} title={text} maw={220}>
      {text}
    </Badge>
  );
}
