import { ActionIcon, Badge, EmptyState, Stack } from '@mantine/core';
import { IconAffiliate, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { NewRelation } from './new-relation.tsx';
import { kindWords, type Relation, relationsQuery, useRelations } from './relations.ts';
import type { Client } from '../../lib/clients.ts';

function Side({ side }: { side: Relation['other'] }) {
  if (side.clientId)
    return (
      <Link to="/clients/$clientId" params={{ clientId: side.clientId }} title={side.name}>
        {side.name}
      </Link>
    );
  if (side.contactId)
    return (
      <Link to="/people/$contactId" params={{ contactId: side.contactId }} title={side.name}>
        {side.name}
      </Link>
    );
  return side.name;
}

/** Who is what to whom, read from left to right. */
export function RelationsTab({ client }: { client: Client }) {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(relationsQuery(client.id));
  const { drop, takeBack } = useRelations(client.id);
  if (isPending) return <RowSkeleton rows={3} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  const sides = ({ holder, subject, other }: Relation) => (holder === 'other' ? [other, subject] : [subject, other]);
  const end = (one: Relation) =>
    drop.mutate(one, {
      onSuccess: () => tellUndo('The relation is a former one now', () => takeBack.mutateAsync(one)),
      onError: tellTrouble,
    });
  const columns: Column<Relation>[] = [
    { key: 'who', title: 'Who', width: '30%', render: (one) => <Side side={sides(one)[0]!} /> },
    {
      key: 'kind',
      title: 'Is',
      width: '28%',
      render: ({ kind, share, status }) => (
        <>
          {kindWords[kind]}
          {share !== undefined && `, ${share / 100} %`} {status === 'removed' && <Badge color="gray">former</Badge>}
        </>
      ),
    },
    { key: 'whom', title: 'Whom', render: (one) => <Side side={sides(one)[1]!} /> },
    { key: 'note', title: 'Note', has: ({ note }) => !!note, render: ({ note }) => note, onWide: true },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (one) =>
        one.can.edit && (
          <ActionIcon size="sm" aria-label="This no longer holds" onClick={() => end(one)}>
            <IconX size={16} />
          </ActionIcon>
        ),
    },
  ];
  return (
    <Stack gap="md">
      {data.length === 0 ? (
        <EmptyState
          py="lg"
          icon={<IconAffiliate stroke={1.5} />}
          title="No relations yet"
          description="Spouses, owners, trustees, who is on the other side: a conflict search goes through them."
        />
      ) : (
        <RowTable label="Relations" rows={data} columns={columns} idOf={({ id }) => id} />
      )}
      {client.can.edit && <NewRelation client={client} />}
    </Stack>
  );
}
