import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { templatesQuery } from '../../lib/templates.ts';
import { type InLibrary, libraryQuery, useAdopt } from './requests.ts';

/** What comes with Firmament: taken over, it is the firm's own to change. */
export function Library() {
  const library = useQuery(libraryQuery);
  const { data: own = [] } = useQuery(templatesQuery);
  const navigate = useNavigate();
  const isLead = useIsLead();
  const adopt = useAdopt();
  if (library.isPending) return <RowSkeleton rows={10} />;
  if (library.isError) return <Trouble error={library.error} onRetry={() => void library.refetch()} />;
  const open = (id: string) => void navigate({ to: '/templates/$templateId', params: { templateId: id } });
  const take = ({ key }: InLibrary) => adopt.mutate(key, { onSuccess: ({ id }) => open(id), onError: tellTrouble });
  const columns: readonly Column<InLibrary>[] = [
    { key: 'name', title: 'Name', render: ({ name }) => name },
    {
      key: 'for',
      title: 'For',
      width: '30%',
      render: (one) =>
        one.for.map((profession) => (
          <Badge key={profession} color="gray" mr={4}>
            {profession}
          </Badge>
        )),
      onWide: true,
    },
    { key: 'tasks', title: 'Steps', width: 80, align: 'right', render: ({ tasks }) => tasks },
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
            <Link to="/templates/$templateId" params={{ templateId: had.id }}>
              Yours
            </Link>
          );
        if (!isLead) return null;
        return (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Take over ${one.name}`}
            loading={adopt.isPending && adopt.variables === one.key}
            onClick={() => take(one)}
          >
            Take over
          </Button>
        );
      },
    },
  ];
  return <RowTable label="Library" rows={library.data} columns={columns} idOf={({ key }) => key} />;
}
