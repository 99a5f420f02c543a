import { Badge, Button, EmptyState, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Mail, type MailRow, mailQuery, type mailsQuery, useMailChanges } from '../lib/mails.ts';
import { tell, tellTrouble } from '../lib/notices.ts';
import { Confirm } from './confirm.tsx';
import { Day } from './day.tsx';
import { MoreRows } from './more-rows.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { type Column, RowTable } from './row-table.tsx';
import { Trouble } from './trouble.tsx';

const states: Record<Mail['status'], { title: string; colour: string }> = {
  held: { title: 'Held', colour: 'yellow' },
  queued: { title: 'On its way', colour: 'blue' },
  sent: { title: 'Sent', colour: 'green' },
  discarded: { title: 'Thrown away', colour: 'gray' },
};

const columns: readonly Column<MailRow>[] = [
  { key: 'subject', title: 'Subject', width: '40%', render: ({ subject }) => subject },
  { key: 'to', title: 'To', render: ({ to }) => to, onWide: true },
  {
    key: 'status',
    title: 'State',
    width: 110,
    render: ({ status }) => <Badge color={states[status].colour}>{states[status].title}</Badge>,
  },
  { key: 'at', title: 'Written', width: 140, render: ({ queuedAt }) => <Day of={queuedAt} />, onWide: true },
];

type Props = { query: ReturnType<typeof mailsQuery>; none: { title: string; description: string } };

export function MailTable({ query, none }: Props) {
  const list = useInfiniteQuery(query);
  const [openId, setOpen] = useState<string>();
  if (list.isPending) return <RowSkeleton rows={4} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage) return <EmptyState py="lg" icon={<IconMail stroke={1.5} />} {...none} />;
  return (
    <>
      <RowTable label="Mail" rows={rows} columns={columns} idOf={({ id }) => id} onOpen={({ id }) => setOpen(id)} />
      <MoreRows list={list} />
      <Modal opened={openId !== undefined} onClose={() => setOpen(undefined)} title="Mail" size="lg">
        {openId && <MailText id={openId} />}
      </Modal>
    </>
  );
}

function MailText({ id }: { id: string }) {
  const { data: mail, error } = useQuery(mailQuery(id));
  const { act } = useMailChanges();
  const [isAsked, setAsked] = useState(false);
  if (error) return <Trouble error={error} />;
  if (!mail) return <Skeleton h={160} />;
  const run = (what: 'release' | 'discard') =>
    act.mutate(
      { mail, act: what },
      {
        onSuccess: () => tell(what === 'release' ? 'The mail is on its way' : 'The mail is thrown away'),
        onError: tellTrouble,
        onSettled: () => setAsked(false),
      },
    );
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text fw={500}>{mail.subject}</Text>
        <Badge color={states[mail.status].colour}>{states[mail.status].title}</Badge>
      </Group>
      <Text size="sm" c="dimmed">
        To {mail.to ?? 'someone erased'}
        {mail.from && `, from ${mail.from}`}, <Day of={mail.queuedAt} withTime />
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{mail.text}</Text>
      {mail.status === 'held' && (
        <Group justify="flex-end">
          {mail.can.discard && (
            <Button variant="default" loading={act.isPending} onClick={() => setAsked(true)}>
              Throw it away
            </Button>
          )}
          <Button disabled={!mail.can.release} loading={act.isPending} onClick={() => run('release')}>
            Send it now
          </Button>
        </Group>
      )}
      {isAsked && (
        <Confirm
          title="Throw this mail away?"
          says="It cannot be sent afterwards. What it said stays readable under “Thrown away”."
          act="Throw it away"
          isPending={act.isPending}
          onBack={() => setAsked(false)}
          onAct={() => run('discard')}
        />
      )}
    </Stack>
  );
}
