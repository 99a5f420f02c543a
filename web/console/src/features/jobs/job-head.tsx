import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DoneOf } from '../../components/done-of.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { JobBadge } from '../../components/job-badge.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { isOver } from '../../lib/job-words.ts';
import { sayMinutes } from '../../lib/minutes.ts';
import type { Job } from '../../lib/jobs.ts';
import { useMemberName, useToday } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import { JobActs } from './job-acts.tsx';
import { MainAct } from './main-act.tsx';
import { clientQuery } from './requests.ts';
import { WithoutLetter } from './without-letter.tsx';
import { WorkflowState } from './workflow-state.tsx';

/** What is next, who has it, what it waits for, until when. */
export function JobHead({ job }: { job: Job }) {
  const { client: word } = useWords();
  const memberName = useMemberName();
  const today = useToday();
  const { data: client } = useQuery({ ...clientQuery(job.clientId ?? ''), enabled: job.clientId !== undefined });
  const late = (on: string | undefined) => !isOver(job) && on !== undefined && on < today;
  return (
    <Stack component="header" gap="sm">
      <PageHead title={job.title} beside={<JobBadge job={job} />}>
        <MainAct job={job} />
        <JobActs job={job} />
      </PageHead>
      <Facts>
        <Fact label={capital(word.one)}>
          {job.clientId !== undefined && (
            <Link to="/clients/$clientId" params={{ clientId: job.clientId }}>
              {client?.name ?? '…'}
            </Link>
          )}
        </Fact>
        <Fact label="Due">
          {job.dueOn && (
            <span title={job.dueExplained.join('\n')}>
              <DueDay on={job.dueOn} isOverdue={late(job.dueOn)} />
            </span>
          )}
        </Fact>
        <Fact label="Deadline">
          {job.deadline && (
            <span title={job.deadline.says.join('\n')}>
              <DueDay on={job.deadline.on} isOverdue={late(job.deadline.on)} />
            </span>
          )}
        </Fact>
        <Fact label="Who answers for it">{memberName(job.leadId)}</Fact>
        <Fact label="Done">
          <DoneOf {...job.progress} />
        </Fact>
        <Fact label={`Shown to the ${word.one}`}>{job.shownToClient === true && 'Its title, and how far it is'}</Fact>
        <Fact label="Budget">{job.budgetMinutes !== undefined && sayMinutes(job.budgetMinutes)}</Fact>
      </Facts>
      <WithoutLetter job={job} />
      <WorkflowState job={job} />
      <StandingNotesOf clientId={job.clientId} />
      {job.status === 'cancelled' && job.reason !== undefined && (
        <Text size="sm" c="dimmed">
          Cancelled: {job.reason}
        </Text>
      )}
    </Stack>
  );
}
