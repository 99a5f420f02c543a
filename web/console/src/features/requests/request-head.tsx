import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { DoneOf } from '../../components/done-of.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RequestBadge } from '../../components/request-badge.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { useClientName } from '../../lib/client-name.ts';
import { jobQuery } from '../../lib/jobs.ts';
import { useToday } from '../../lib/me.ts';
import { dueOf, isOwed } from '../../lib/request-words.ts';
import { type Request, requestMailsQuery } from '../../lib/requests.ts';
import { capital, useWords } from '../../lib/words.ts';
import { MailFate } from './mail-fate.tsx';
import { RequestActs } from './request-acts.tsx';

/** Who owes us what, until when, and how often they were reminded. */
export function RequestHead({ request }: { request: Request }) {
  const { clientId, jobId, contactIds, items, reminders = [] } = request;
  const words = useWords();
  const today = useToday();
  const clientName = useClientName(clientId);
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined });
  const { data: mails = [] } = useQuery(requestMailsQuery(request.id, request.version));
  const ends = job?.tasks.find(({ id }) => id === request.taskId);
  const due = dueOf(request);
  const last = reminders.findLast(({ missed }) => missed === undefined);
  return (
    <Stack component="header" gap="sm">
      <PageHead title={request.title} beside={<RequestBadge request={request} />}>
        <RequestActs request={request} />
      </PageHead>
      <Facts>
        <Fact label={capital(words.client.one)}>
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'requests' }}>
            {clientName ?? '…'}
          </Link>
        </Fact>
        <Fact label={capital(words.job.one)}>
          {jobId !== undefined && (
            <Link to="/jobs/$jobId" params={{ jobId }}>
              {job?.title ?? '…'}
            </Link>
          )}
        </Fact>
        <Fact label="To">
          {contactIds.map((id) => (
            <div key={id}>
              <Link to="/people/$contactId" params={{ contactId: id }}>
                {people.find((one) => one.id === id)?.name ?? '…'}
              </Link>
              <MailFate mail={mails.find(({ contactId }) => contactId === id)} />
            </div>
          ))}
        </Fact>
        <Fact label="Due">
          <DueDay on={due} isOverdue={isOwed(request) && due < today} />
        </Fact>
        <Fact label={request.sendAt === undefined ? 'Sent' : 'Goes out'}>
          {(request.sendAt ?? request.sentAt) !== undefined && (
            <Day of={(request.sendAt ?? request.sentAt)!} withTime />
          )}
        </Fact>
        <Fact label="Reminded">{last && <Day of={last.at} withTime />}</Fact>
        <Fact label="Here">
          <DoneOf done={items.all - items.needed} all={items.all} />
        </Fact>
        <Fact label="When all is in, this is done">
          {ends && request.key === undefined && (
            <Link to="/jobs/$jobId" params={{ jobId: ends.jobId }} search={{ task: ends.id }}>
              {ends.title}
            </Link>
          )}
        </Fact>
      </Facts>
      <StandingNotesOf clientId={clientId} />
      {request.notSent !== undefined && (
        <Alert color="red" p="xs" title="It could not be sent">
          {request.notSent}
        </Alert>
      )}
      {request.callSince !== undefined && isOwed(request) && (
        <Alert color="yellow" p="xs" title="All reminders went out: call them">
          Since <Day of={request.callSince} />
        </Alert>
      )}
      {request.status === 'cancelled' && (
        <Text size="sm" c="dimmed">
          Cancelled{request.cancelReason !== undefined && `: ${request.cancelReason}`}
        </Text>
      )}
    </Stack>
  );
}
