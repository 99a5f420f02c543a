import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { LetterBadge } from '../../components/letter-columns.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { useClientName } from '../../lib/client-name.ts';
import { engagementsQuery } from '../../lib/engagements.ts';
import { isOut } from '../../lib/letter-words.ts';
import { jobQuery } from '../../lib/jobs.ts';
import type { Letter } from '../../lib/letters.ts';
import { useMemberName, useToday } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import { LetterActs } from './letter-acts.tsx';

/** Between whom it is, about what, until when, and how it ended. */
export function LetterHead({ letter }: { letter: Letter }) {
  const {
    clientId,
    engagementId,
    document,
    dueOn,
    sentAt,
    signedAt,
    signedFileSha256,
    fileSha256,
    signedDocumentId,
    jobId,
  } = letter;
  const words = useWords();
  const today = useToday();
  const clientName = useClientName(clientId);
  const { data: engagements = [] } = useQuery(engagementsQuery(clientId));
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined });
  const ends = job?.tasks.find(({ id }) => id === letter.taskId);
  const file = signedFileSha256 ?? fileSha256;
  return (
    <Stack component="header" gap="sm">
      <PageHead title={letter.title} beside={<LetterBadge letter={letter} />}>
        <LetterActs letter={letter} />
      </PageHead>
      <Facts>
        <Fact label={capital(words.client.one)}>
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'letters' }}>
            {clientName ?? '…'}
          </Link>
        </Fact>
        <Fact label={capital(words.engagement.one)}>
          {engagementId !== undefined && (
            <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'engagements' }}>
              {engagements.find(({ id }) => id === engagementId)?.title ?? '…'}
            </Link>
          )}
        </Fact>
        <Fact label={capital(words.job.one)}>
          {jobId !== undefined && (
            <Link to="/jobs/$jobId" params={{ jobId }}>
              {job?.title ?? '…'}
            </Link>
          )}
        </Fact>
        <Fact label="When everyone has signed, this is done">
          {ends && (
            <Link to="/jobs/$jobId" params={{ jobId: ends.jobId }} search={{ task: ends.id }}>
              {ends.title}
            </Link>
          )}
        </Fact>
        <Fact label="Document">
          {document && (
            <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'documents' }}>
              {document.name}
            </Link>
          )}
        </Fact>
        <Fact label="SHA-256 of the document">{document && <code>{document.sha256}</code>}</Fact>
        <Fact label="To be signed by">
          <DueDay on={dueOn} isOverdue={isOut(letter) && dueOn < today} />
        </Fact>
        <Fact label="Sent">{sentAt !== undefined && <Day of={sentAt} withTime />}</Fact>
        <Fact label="Signed">{signedAt !== undefined && <Day of={signedAt} withTime />}</Fact>
        <Fact label="Signed file">
          {signedDocumentId !== undefined && (
            <Link
              to="/clients/$clientId"
              params={{ clientId }}
              search={{ tab: 'documents', document: signedDocumentId }}
            >
              Among the documents
            </Link>
          )}
        </Fact>
        <Fact label="SHA-256 of the file">{file !== undefined && <code>{file}</code>}</Fact>
      </Facts>
      <StandingNotesOf clientId={clientId} />
      {letter.notSent !== undefined && letter.status === 'draft' && (
        <Alert color="yellow" p="xs" title="It was not sent by itself">
          {letter.notSent}
        </Alert>
      )}
      <Ended letter={letter} />
    </Stack>
  );
}

function Ended({ letter: { clientId, declined, voided, expiredAt, status } }: { letter: Letter }) {
  const memberName = useMemberName();
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const nameOf = (by: string) => people.find(({ id }) => id === by)?.name ?? memberName(by);
  if (status === 'declined' && declined)
    return (
      <Alert color="red" p="xs" title={`${nameOf(declined.by)} declined it`}>
        {declined.reason}
      </Alert>
    );
  if (status === 'void' && voided)
    return (
      <Alert color="gray" p="xs" title={`${nameOf(voided.by)} withdrew it`}>
        {voided.reason}
      </Alert>
    );
  if (status === 'expired' && expiredAt !== undefined)
    return (
      <Alert color="red" p="xs" title="The day by which to sign has passed">
        Give more time, or withdraw it.
      </Alert>
    );
  return null;
}
