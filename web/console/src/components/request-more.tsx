import { Select, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { jobQuery } from '../lib/jobs.ts';
import { useMe, useTeam } from '../lib/me.ts';
import { tasksToEnd, type Values } from '../lib/request-form.ts';
import { useWords } from '../lib/words.ts';
import { More } from './more.tsx';

type Props = { form: UseFormReturnType<Values> };

/** What is seldom said of a request: what follows if nothing comes, and in whose name it is written. */
export function RequestMore({ form }: Props) {
  const { member } = useMe();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  return (
    <More about="the request" isFaulty={['consequence', 'senderId'].some((name) => form.errors[name] !== undefined)}>
      <Textarea label="What follows if it does not come" autosize {...form.getInputProps('consequence')} />
      <Select
        label="In whose name"
        description="Replies go to them"
        data={team.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        placeholder={member.name}
        clearable
        value={form.values.senderId || null}
        error={form.errors.senderId}
        onChange={(id) => form.setFieldValue('senderId', id ?? '')}
      />
    </More>
  );
}

/** What of the job is done by itself when all is in. */
export function TaskToEnd({ form, jobId }: Props & { jobId: string }) {
  const { data: job } = useQuery(jobQuery(jobId));
  const { task } = useWords();
  const open = job ? tasksToEnd(job.tasks, job.fields) : [];
  if (open.length === 0 && form.errors.taskId === undefined) return null;
  return (
    <Select
      label={`When all is in, this ${task.one} is done (optional)`}
      placeholder="None"
      data={open.map(({ id, title }) => ({ value: id, label: title }))}
      searchable
      clearable
      value={form.values.taskId || null}
      error={form.errors.taskId}
      onChange={(id) => form.setFieldValue('taskId', id ?? '')}
    />
  );
}
