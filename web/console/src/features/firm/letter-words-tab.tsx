import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import type { Column } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { kindWords, type LetterTemplate, letterTemplatesQuery } from '../../lib/letters.ts';
import { NewLetterWords } from './new-letter-words.tsx';
import { wordsColumn, WordsTable } from './words-table.tsx';

const columns: readonly Column<LetterTemplate>[] = [
  {
    key: 'name',
    title: 'Letter',
    width: '34%',
    render: ({ key, name }) => (
      <Link to="/firm/letters/$letterKey" params={{ letterKey: key }} tabIndex={-1} title={name}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
  },
  {
    key: 'kind',
    title: 'Kind',
    render: ({ kind }) => kindWords[kind],
    order: ({ kind }) => kindWords[kind],
    onWide: true,
  },
  wordsColumn,
];

/** Everything that a letter can begin with. */
export function LetterWordsTab() {
  const list = useQuery(letterTemplatesQuery);
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isLoadingError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <WordsTable
      label="Words of letters"
      says="What your letters begin with. As shipped they are no legal advice: have them read by a lawyer"
      rows={list.data}
      columns={columns}
      onOpen={({ key }) => void navigate({ to: '/firm/letters/$letterKey', params: { letterKey: key } })}
      adds="New letter"
      adding={(onClose) => <NewLetterWords onClose={onClose} />}
    />
  );
}
