import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead } from '../../lib/me.ts';
import { type MailLine, mailWordsQuery } from './mail-words.ts';
import { NewMail } from './new-mail.tsx';

const columns: readonly Column<MailLine>[] = [
  {
    key: 'name',
    title: 'Mail',
    width: '34%',
    render: ({ key, name }) => (
      <Link to="/firm/mails/$mailKey" params={{ mailKey: key }} tabIndex={-1} title={name}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
  },
  { key: 'subject', title: 'Subject', render: ({ subject }) => subject, onWide: true },
  {
    key: 'words',
    title: 'Words',
    width: 150,
    render: ({ own, changedAt, notYet }) =>
      own ? (
        <>Yours, {changedAt && <Day of={changedAt} />}</>
      ) : (
        <Text span size="sm" c="dimmed" title={notYet}>
          {notYet === undefined ? 'As shipped' : 'Not sent yet'}
        </Text>
      ),
    order: ({ own }) => (own ? 0 : 1),
  },
];

/** Every mail that leaves by itself or is written by template, and whose words it has. */
export function MailWordsTab() {
  const list = useQuery(mailWordsQuery);
  const navigate = useNavigate();
  const isLead = useIsLead();
  const [isAdding, adding] = useDisclosure();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text c="dimmed" size="sm">
          What your mails say, to the team and to clients
        </Text>
        {isLead && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New mail
          </Button>
        )}
      </Group>
      <RowTable
        label="Words of mails"
        rows={list.data.items}
        columns={columns}
        idOf={({ key }) => key}
        onOpen={({ key }) => void navigate({ to: '/firm/mails/$mailKey', params: { mailKey: key } })}
      />
      {isAdding && <NewMail onClose={adding.close} />}
    </Stack>
  );
}
