import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Day } from '../../components/day.tsx';
import { DoneOf } from '../../components/done-of.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { OrganizerBadge } from '../../components/organizer-badge.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { jobQuery } from '../../lib/jobs.ts';
import { useToday } from '../../lib/me.ts';
import { isWithClient, sayTarget } from '../../lib/organizer-words.ts';
import type { Organizer } from '../../lib/organizers.ts';
import { capital, useWords } from '../../lib/words.ts';
import { OrganizerActs } from './organizer-acts.tsx';
import { peopleQuery } from '../../lib/client-people.ts';

/** Who is asked, until when, how much is answered, and how much of that was looked at. */
export function OrganizerHead({ organizer }: { organizer: Organizer }) {
  const { clientId, jobId, contactIds, counts, status, dueOn, startsFrom, accepted, cancelled } = organizer;
  const remindedAt = organizer.reminders?.findLast(({ missed }) => missed === undefined)?.at;
  const words = useWords();
  const today = useToday();
  const clientName = useClientName(clientId);
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined });
  const ends = job?.tasks.find(({ id }) => id === organizer.taskId);
  return (
    <Stack component="header" gap="sm">
      <PageHead title={organizer.title} beside={<OrganizerBadge status={status} />}>
        <OrganizerActs organizer={organizer} />
      </PageHead>
      <Facts>
        <Fact label={capital(words.client.one)}>
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'organizers' }}>
            {clientName ?? '…'}
          </Link>
        </Fact>
        <Fact label={capital(words.job.one)}>
          {jobId !== undefined && (
            <Link to="/jobs/$jobId" params={{ jobId }} search={{ tab: 'client' }}>
              {job?.title ?? '…'}
            </Link>
          )}
        </Fact>
        <Fact label="To">
          {contactIds.map((id, i) => (
            <Fragment key={id}>
              {i > 0 && ', '}
              <Link to="/people/$contactId" params={{ contactId: id }}>
                {people.find((one) => one.id === id)?.name ?? '…'}
              </Link>
            </Fragment>
          ))}
        </Fact>
        <Fact label="Due">
          <DueDay on={dueOn} isOverdue={isWithClient(status) && dueOn < today} />
        </Fact>
        <Fact label="Sent">{organizer.sentAt !== undefined && <Day of={organizer.sentAt} withTime />}</Fact>
        <Fact label="Goes out">{organizer.sendAt !== undefined && <Day of={organizer.sendAt} withTime />}</Fact>
        <Fact label="Reminded">{remindedAt !== undefined && <Day of={remindedAt} withTime />}</Fact>
        <Fact label="Answered">
          <DoneOf done={counts.answered} all={counts.all} />
        </Fact>
        <Fact label="Reviewed">
          <DoneOf done={counts.reviewed} all={counts.answered} />
        </Fact>
        <Fact label="Starts from">
          {startsFrom !== undefined && (
            <Link to="/organizers/$organizerId" params={{ organizerId: startsFrom }}>
              The one before
            </Link>
          )}
        </Fact>
        <Fact label="When it is accepted, this is done">
          {ends && organizer.requestKey === undefined && (
            <Link to="/jobs/$jobId" params={{ jobId: ends.jobId }} search={{ task: ends.id }}>
              {ends.title}
            </Link>
          )}
        </Fact>
      </Facts>
      <StandingNotesOf clientId={clientId} />
      {organizer.notSent !== undefined && (
        <Alert color="red" p="xs" title="It could not be sent">
          {organizer.notSent}
        </Alert>
      )}
      {accepted && (
        <Text size="sm" c="dimmed">
          Accepted <Day of={accepted.at} withTime />
          {accepted.wrote.length > 0 && `; written into the record: ${accepted.wrote.map(sayTarget).join(', ')}`}
        </Text>
      )}
      {cancelled && (
        <Text size="sm" c="dimmed">
          Cancelled{cancelled.reason !== undefined && `: ${cancelled.reason}`}
        </Text>
      )}
    </Stack>
  );
}
