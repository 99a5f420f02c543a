import { Button, Grid, Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Job, Task } from '../../lib/jobs.ts';
import { useWords } from '../../lib/words.ts';
import { Aside } from './aside.tsx';
import classes from './job.module.css';
import { NewTask } from './new-task.tsx';
import { useTaskActs } from './task-acts.ts';
import { TaskRow } from './task-row.tsx';

/** Up and down go from task to task. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = event.target instanceof HTMLElement && event.target.closest('[data-task-title]');
  if (step === undefined || !here) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-task-title]')];
  event.preventDefault();
  all[all.indexOf(here as HTMLElement) + step]?.focus();
}

type Props = { job: Job; opened: string | undefined; onOpen: (id: string | undefined) => void };

export function TaskTab({ job, opened, onOpen }: Props) {
  const acts = useTaskActs(job);
  const { task: word } = useWords();
  const [isAdding, setAdding] = useState(false);
  const sections = [...Map.groupBy(job.tasks, ({ section }) => section ?? '')];
  const row = (task: Task) => (
    <TaskRow
      key={task.id}
      job={job}
      task={task}
      acts={acts}
      isOpen={opened === task.id}
      onToggle={() => onOpen(opened === task.id ? undefined : task.id)}
    />
  );
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8.5 }}>
        <Stack gap="lg" onKeyDown={onArrow}>
          {sections.map(([name, tasks]) => (
            <section key={name} aria-label={name || word.many}>
              {name !== '' && (
                <Title order={2} className={classes.section}>
                  {name}
                </Title>
              )}
              <div role="list">{tasks.map(row)}</div>
            </section>
          ))}
        </Stack>
        {job.can.edit && (
          <Group mt="sm">
            <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              Add a {word.one}
            </Button>
          </Group>
        )}
        {isAdding && <NewTask job={job} onClose={() => setAdding(false)} />}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 3.5 }}>
        <Aside job={job} />
      </Grid.Col>
    </Grid>
  );
}
