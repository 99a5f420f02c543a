import { Center, EmptyState } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MoreFound } from '../../components/more-found.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { foundQuery, type Hit, type Narrowing } from '../../lib/search.ts';
import type { ClientListSearch } from './place.ts';

const columns: readonly Column<Hit>[] = [
  {
    key: 'title',
    title: 'Name',
    render: ({ kind, id, title }) =>
      kind === 'client' ? (
        <Link to="/clients/$clientId" params={{ clientId: id }} tabIndex={-1}>
          {title}
        </Link>
      ) : (
        <Link to="/people/$contactId" params={{ contactId: id }} tabIndex={-1}>
          {title}
        </Link>
      ),
  },
  { key: 'kind', title: 'Is a', width: 110, render: ({ kind }) => (kind === 'client' ? 'Client' : 'Person') },
  { key: 'detail', title: 'Also known by', render: ({ detail }) => detail, onWide: true },
];

type Props = { search: ClientListSearch; onPeek: (id: string) => void };

const narrowingOf = ({ state, responsible, member, tag }: ClientListSearch): Narrowing => ({
  ...(state !== undefined && state !== 'all' && { lifecycle: state }),
  ...(responsible !== undefined && { responsible }),
  ...(member !== undefined && { member }),
  ...(tag !== undefined && { tag }),
});

function sayNothing(typed: string, { isNarrowed, more }: { isNarrowed: boolean; more: boolean }) {
  if (more)
    return {
      title: `Nobody who fits is among the first that begin with “${typed}”`,
      description: 'There may be someone further on: type more letters.',
    };
  return isNarrowed
    ? { title: `Nobody who fits begins with “${typed}”`, description: 'Choose another state or person above.' }
    : {
        title: `Nothing begins with “${typed}”`,
        description: 'Try the beginning of a name, a number, a mail address or a phone number.',
      };
}

export function FoundClients({ search, onPeek }: Props) {
  const { q: typed = '', peek } = search;
  const of = narrowingOf(search);
  const isNarrowed = Object.keys(of).length > 0;
  const found = useQuery(foundQuery(typed, 50, of));
  const navigate = useNavigate();
  const open = ({ kind, id }: Hit) =>
    void (kind === 'client'
      ? navigate({ to: '/clients/$clientId', params: { clientId: id } })
      : navigate({ to: '/people/$contactId', params: { contactId: id } }));
  if (found.isPending) return <RowSkeleton rows={4} />;
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />;
  const { items, more } = found.data;
  if (items.length === 0)
    return (
      <Center>
        <EmptyState py="xl" icon={<IconSearch stroke={1.5} />} {...sayNothing(typed, { isNarrowed, more })} />
      </Center>
    );
  return (
    <>
      <RowTable
        label="What was found"
        rows={items}
        columns={columns}
        idOf={({ id }) => id}
        peeked={peek}
        onOpen={open}
        onPeek={(hit) => (hit.kind === 'client' ? onPeek(hit.id) : open(hit))}
        isStale={found.isPlaceholderData}
      />
      {more && <MoreFound />}
    </>
  );
}
