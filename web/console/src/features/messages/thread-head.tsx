import { Button, Select, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Day } from '../../components/day.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { ThreadBadge } from '../../components/thread-badge.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { jobQuery } from '../../lib/jobs.ts';
import { useMemberName, useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { type Thread, useThreadAct } from '../../lib/threads.ts';
import { capital, useWords } from '../../lib/words.ts';
import { EditThread } from './edit-thread.tsx';
import { usePersonName } from './people.ts';

/** With whom, about what, who answers, and since when someone waits. */
export function ThreadHead({ thread }: { thread: Thread }) {
  const { id, clientId, jobId, contactIds, memberIds, assignedTo, can, version } = thread;
  const words = useWords();
  const memberName = useMemberName();
  const personName = usePersonName(clientId);
  const clientName = useClientName(clientId);
  const team = useTeam().filter(({ status }) => status === 'active');
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined });
  const { mutate, isPending } = useThreadAct(id);
  const [isEditing, editing] = useDisclosure();
  const assign = (to: string | null) => mutate({ change: { assignedTo: to }, version }, { onError: tellTrouble });
  const turn = (how: 'close' | 'reopen') => mutate({ turn: how }, { onError: tellTrouble });
  return (
    <Stack component="header" gap="sm">
      <PageHead title={thread.subject} beside={<ThreadBadge state={thread.state} />}>
        {can.edit && (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
            Edit
          </Button>
        )}
        {can.close && (
          <Button variant="default" loading={isPending} onClick={() => turn('close')}>
            Close it
          </Button>
        )}
        {can.reopen && (
          <Button variant="default" loading={isPending} onClick={() => turn('reopen')}>
            Open it again
          </Button>
        )}
      </PageHead>
      <Facts>
        <Fact label={capital(words.client.one)}>
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'messages' }}>
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
        <Fact label="With">
          {contactIds.map((one, i) => (
            <Fragment key={one}>
              {i > 0 && ', '}
              <Link to="/people/$contactId" params={{ contactId: one }}>
                {personName(one)}
              </Link>
            </Fragment>
          ))}
        </Fact>
        <Fact label="Of the team">
          {memberIds
            .filter((one) => one !== assignedTo)
            .map(memberName)
            .join(', ')}
        </Fact>
        <Fact label="Who answers">
          {can.edit ? (
            <Select
              size="xs"
              w={200}
              aria-label="Who answers"
              placeholder="Nobody yet"
              data={team.map(({ id: memberId, name }) => ({ value: memberId, label: name }))}
              searchable
              clearable
              disabled={isPending}
              value={assignedTo ?? null}
              onChange={assign}
            />
          ) : (
            memberName(assignedTo)
          )}
        </Fact>
        <Fact label="Since">
          <Day of={thread.since} withTime />
        </Fact>
      </Facts>
      <StandingNotesOf clientId={clientId} />
      {isEditing && <EditThread thread={thread} onClose={editing.close} />}
    </Stack>
  );
}
