import { Anchor, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconHourglass, IconLoader, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { StepTrouble } from '../../components/step-trouble.tsx';
import { fullTime } from '../../lib/dates.ts';
import type { Job } from '../../lib/jobs.ts';
import { useMe } from '../../lib/me.ts';
import { type Workflow, workflowQuery } from './requests.ts';

const icons: Readonly<Record<Workflow['state'], typeof IconLoader>> = {
  starting: IconLoader,
  working: IconLoader,
  waiting: IconHourglass,
  ended: IconPlayerStop,
};

const some = 3;

/** The first few, and how many more there are. */
const listed = (all: readonly string[]) =>
  all.length <= some + 1 ? all.join(', ') : `${all.slice(0, some).join(', ')} and ${all.length - some} more`;

/** How the job goes on by itself, in one line; below it what cannot go on without a person. */
export function WorkflowState({ job }: { job: Job }) {
  const { data, isError, refetch } = useQuery(workflowQuery(job.id));
  const { timeZone } = useMe().firm;
  const { workflows } = useRouter().options.context.config;
  if (isError)
    return (
      <Group gap={6} c="dimmed">
        <IconAlertCircle size={16} aria-hidden />
        <Text size="sm">How it goes on by itself could not be read.</Text>
        <Anchor component="button" type="button" size="sm" onClick={() => void refetch()}>
          Try again
        </Anchor>
      </Group>
    );
  // What has ended is told by the job's own state; here only where there is something to look at.
  if (!data || (data.state === 'ended' && (workflows === undefined || data.execution === undefined))) return null;
  const { state, says, waitingFor, wakesAt, execution } = data;
  const Icon = icons[state];
  // What is held and whose turn has not come yet says so on its own line.
  const left = job.tasks.filter(({ failure, can, blockedBy }) => failure || (can.release && blockedBy.length === 0));
  return (
    <>
      <Group
        component="section"
        aria-label="How it goes on by itself"
        gap={6}
        wrap="nowrap"
        align="flex-start"
        mih={20}
      >
        <Icon size={16} stroke={1.8} aria-hidden style={{ flexShrink: 0, marginTop: 1 }} />
        <Text size="sm" title={wakesAt === undefined ? undefined : `Looks again: ${fullTime(wakesAt, timeZone)}`}>
          {says}
          {waitingFor.length > 0 && (
            <Text span size="sm" c="dimmed">
              {' · '}
              {listed(waitingFor)}
            </Text>
          )}
          {workflows !== undefined && execution !== undefined && (
            <>
              {' · '}
              <Anchor size="sm" td="underline" href={`${workflows}/${encodeURIComponent(execution)}`} target="_blank">
                Workflow
              </Anchor>
            </>
          )}
        </Text>
      </Group>
      {left.map((task) => (
        <StepTrouble key={task.id} job={job} task={task} isNamed />
      ))}
    </>
  );
}
