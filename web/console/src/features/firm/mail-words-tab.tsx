import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import type { Column } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { type MailLine, mailWordsQuery } from './mail-words.ts';
import { NewMail } from './new-mail.tsx';
import { wordsColumn, WordsTable } from './words-table.tsx';

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
  wordsColumn,
];

/** Every mail that leaves by itself or is written by template. */
export function MailWordsTab() {
  const list = useQuery(mailWordsQuery);
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isLoadingError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <WordsTable
      label="Words of mails"
      says="What your mails say, to the team and to clients"
      rows={list.data.items}
      columns={columns}
      onOpen={({ key }) => void navigate({ to: '/firm/mails/$mailKey', params: { mailKey: key } })}
      adds="New mail"
      adding={(onClose) => <NewMail onClose={onClose} />}
    />
  );
}
