import { Alert, Button, Drawer, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DoneOf } from '../../components/done-of.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { JobBadge } from '../../components/job-badge.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { TaskDetails } from '../../components/task-details.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { type Job, jobQuery } from '../../lib/jobs.ts';
import { useMemberName } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';

/** A look at one task and the job that it is of, without leaving the list. */
export function WorkPeek({ peek, onClose }: { peek: string | undefined; onClose: () => void }) {
  const [jobId = '', taskId] = peek?.split('.') ?? [];
  const { data: job, error, isPending, refetch } = useQuery({ ...jobQuery(jobId), enabled: jobId !== '' });
  const client = useClientName(job?.clientId);
  const memberName = useMemberName();
  const { job: word, client: clientWord } = useWords();
  const task = job?.tasks.find(({ id }) => id === taskId);
  return (
    <Drawer
      opened={peek !== undefined}
      onClose={onClose}
      title={task?.title ?? 'Task'}
      lockScroll={false}
      withOverlay={false}
      trapFocus={false}
      shadow="lg"
    >
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton h={160} />}
      {job && (
        <Stack gap="md">
          {task && <TaskDetails job={job} task={task} />}
          <Stack gap="xs">
            <Group gap="xs">
              <Text fw={500}>{job.title}</Text>
              <JobBadge job={job} />
            </Group>
            <Facts>
              <Fact label={capital(clientWord.one)}>{client}</Fact>
              <Fact label="Due">{job.dueOn && <DueDay on={job.dueOn} />}</Fact>
              <Fact label="Who answers for it">{memberName(job.leadId)}</Fact>
              <Fact label="Done">
                <DoneOf {...job.progress} />
              </Fact>
            </Facts>
            <StandingNotesOf clientId={job.clientId} />
          </Stack>
          <NextUp job={job} />
          <Button component={Link} to={`/jobs/${job.id}`} fullWidth>
            Open the {word.one}
          </Button>
        </Stack>
      )}
    </Drawer>
  );
}

function NextUp({ job }: { job: Job }) {
  const next = job.tasks.filter(({ isUpNext }) => isUpNext).slice(0, 5);
  if (next.length === 0) return null;
  return (
    <Alert color="gray" p="xs" title="Up next">
      <List size="sm" listStyleType="none">
        {next.map(({ id, title }) => (
          <List.Item key={id}>{title}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
