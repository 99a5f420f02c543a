import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { type Job, type Task, useJobAct } from '../lib/jobs.ts';
import { tell, tellTrouble } from '../lib/notices.ts';
import { Day } from './day.tsx';

type Props = { job: Job; task: Task; isNamed?: boolean };

/** A step that runs by itself and cannot go on without a person: it failed, or waits to be let go. */
export function StepTrouble({ job, task, isNamed = false }: Props) {
  const { mutate, isPending } = useJobAct(job.id);
  const { failure, can, title } = task;
  const act = (does: 'retry' | 'release', says: string) =>
    mutate({ path: `/tasks/${task.id}/${does}` }, { onSuccess: () => tell(says), onError: tellTrouble });
  const name = isNamed ? `“${title}”` : 'This step';
  if (failure)
    return (
      <Alert color="red" p="xs" title={`${name} failed`}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            {failure.cause}{' '}
            <Text span size="sm" c="dimmed">
              <Day of={failure.at} withTime />
            </Text>
          </Text>
          {can.retry && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRefresh size={14} />}
              loading={isPending}
              aria-label={`Try again: ${title}`}
              onClick={() => act('retry', `“${title}” is tried again`)}
            >
              Try again
            </Button>
          )}
        </Stack>
      </Alert>
    );
  if (!can.release) return null;
  return (
    <Alert color="blue" p="xs" title={`${name} is prepared, and waits for someone to let it go`}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlayerPlay size={14} />}
        loading={isPending}
        aria-label={`Let it go: ${title}`}
        onClick={() => act('release', `“${title}” runs as soon as what comes before it is done`)}
      >
        Let it go
      </Button>
    </Alert>
  );
}
