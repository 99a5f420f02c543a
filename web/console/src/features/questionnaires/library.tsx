import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { questionnairesQuery } from '../../lib/questionnaires.ts';
import { useTakeOver } from '../../lib/questionnaires.ts';
import { libraryQuery, type Shipped } from './requests.ts';

const questionsIn = ({ content }: Shipped) => content.sections.flatMap(({ questions }) => questions).length;

/** What comes with Firmament: taken over, it can be sent at once, and is the firm's own to change. */
export function Library() {
  const library = useQuery(libraryQuery);
  const { data: own = [] } = useQuery(questionnairesQuery);
  const navigate = useNavigate();
  const isLead = useIsLead();
  const take = useTakeOver();
  if (library.isPending) return <RowSkeleton rows={2} />;
  if (library.isError) return <Trouble error={library.error} onRetry={() => void library.refetch()} />;
  const takeOver = ({ key }: Shipped) =>
    take.mutate(key, {
      onSuccess: ({ id }) => void navigate({ to: '/questionnaires/$questionnaireId', params: { questionnaireId: id } }),
      onError: tellTrouble,
    });
  const columns: readonly Column<Shipped>[] = [
    { key: 'name', title: 'Name', render: ({ name }) => name },
    { key: 'questions', title: 'Questions', width: 100, align: 'right', render: questionsIn },
    {
      key: 'take',
      title: 'Take over',
      isTitleHidden: true,
      width: 140,
      align: 'right',
      render: (one) => {
        const had = own.find(({ key }) => key === one.key);
        if (had)
          return (
            <Link to="/questionnaires/$questionnaireId" params={{ questionnaireId: had.id }}>
              Yours
            </Link>
          );
        if (!isLead) return null;
        return (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Take over ${one.name}`}
            loading={take.isPending && take.variables === one.key}
            onClick={() => takeOver(one)}
          >
            Take over
          </Button>
        );
      },
    },
  ];
  return <RowTable label="Library" rows={library.data} columns={columns} idOf={({ key }) => key} />;
}
