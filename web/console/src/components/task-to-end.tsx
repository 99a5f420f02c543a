import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { jobQuery } from '../lib/jobs.ts';
import { tasksToEnd } from '../lib/request-form.ts';
import { useWords } from '../lib/words.ts';

type Props = {
  jobId: string;
  /** Then it is done: “When all is in”. */
  when: string;
  value: string;
  error: ReactNode;
  onChange: (taskId: string) => void;
};

/** What of the job is done by itself when what is asked has come. */
export function TaskToEnd({ jobId, when, value, error, onChange }: Props) {
  const { data: job } = useQuery(jobQuery(jobId));
  const { task } = useWords();
  const open = job ? tasksToEnd(job.tasks, job.fields) : [];
  if (open.length === 0 && error === undefined) return null;
  return (
    <Select
      label={`${when}, this ${task.one} is done (optional)`}
      placeholder="None"
      data={open.map(({ id, title }) => ({ value: id, label: title }))}
      searchable
      clearable
      value={value || null}
      error={error}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
