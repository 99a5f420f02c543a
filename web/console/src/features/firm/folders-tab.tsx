import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { opennessWords, retentionWords } from '../../lib/folder-words.ts';
import { type Tree, treesQuery } from '../../lib/folders.ts';
import { useIsLead } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { useWords } from '../../lib/words.ts';
import { TreeEditor } from './tree-editor.tsx';
import { asTree } from './tree-rows.ts';
import { useTrees } from './trees.ts';

type Branch = Tree['folders'][number];

/** The trees of folders that clients can be given. Who has one already keeps it as it is. */
export function FoldersTab() {
  const list = useQuery(treesQuery);
  const { client } = useWords();
  const isLead = useIsLead();
  const [edited, setEdited] = useState<Tree | 'new'>();
  if (list.isPending) return <RowSkeleton rows={6} />;
  if (list.isLoadingError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const newest = (tree: Tree) => list.data.find(({ key }) => key === tree.key) ?? tree;
  return (
    <Stack gap="lg" maw={880}>
      <Group justify="space-between" gap="xs">
        <Text c="dimmed" size="sm">
          What a {client.one} can be given on their Documents tab; who has folders already keeps them
        </Text>
        {isLead && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            New tree
          </Button>
        )}
      </Group>
      {list.data.map((tree) => (
        <OneTree key={tree.key} tree={tree} onEdit={isLead ? () => setEdited(tree) : undefined} />
      ))}
      {edited && (
        <TreeEditor tree={edited === 'new' ? undefined : newest(edited)} onClose={() => setEdited(undefined)} />
      )}
    </Stack>
  );
}

function OneTree({ tree, onEdit }: { tree: Tree; onEdit: (() => void) | undefined }) {
  const { client } = useWords();
  const { keep, reset } = useTrees();
  const says = opennessWords(client.one);
  const { key, name, folders, own, shipped, version } = tree;
  const take = () =>
    reset.mutate(tree, {
      onSuccess: () =>
        tellUndo(shipped ? `The shipped folders of ${name} hold again` : `${name} is removed`, () =>
          keep.mutateAsync({ key, tree: { name, folders }, version: version + 1 }),
        ),
      onError: tellTrouble,
    });
  const columns: Column<Branch>[] = [
    {
      key: 'name',
      title: 'Folder',
      render: ({ path }) => <span style={{ paddingInlineStart: (path.length - 1) * 16 }}>{path.at(-1)}</span>,
    },
    { key: 'visibility', title: 'Who sees it', width: 190, render: ({ visibility }) => says[visibility] },
    {
      key: 'retention',
      title: 'Kept at least',
      width: 210,
      render: ({ retention }) => retention && retentionWords[retention],
      onWide: true,
    },
  ];
  return (
    <Stack gap="xs" component="section" aria-label={name}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={2}>{name}</Title>
          <Badge color={own ? 'blue' : 'gray'}>{own ? 'Yours' : 'As shipped'}</Badge>
        </Group>
        {onEdit && (
          <Group gap="xs">
            {own && (
              <Button variant="default" size="compact-sm" loading={reset.isPending} onClick={take}>
                {shipped ? 'Back to the shipped folders' : 'Remove it'}
              </Button>
            )}
            <Button variant="default" size="compact-sm" aria-label={`Edit ${name}`} onClick={onEdit}>
              Edit
            </Button>
          </Group>
        )}
      </Group>
      <RowTable
        label={`Folders of ${name}`}
        rows={asTree(folders)}
        columns={columns}
        idOf={({ path }) => path.join(' / ')}
      />
    </Stack>
  );
}
