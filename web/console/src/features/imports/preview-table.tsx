import { Badge, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { PlannedRow, Preview } from './requests.ts';
import { actionWords } from './words.ts';

const sayChanges = ({ why, changes, notes }: PlannedRow) =>
  [why, changes.length > 0 && `Sets ${[...new Set(changes.map(({ field }) => field))].join(', ')}`, ...notes]
    .filter(Boolean)
    .join('. ');

const columns: readonly Column<PlannedRow>[] = [
  { key: 'row', title: 'Row', width: 64, align: 'right', render: ({ row }) => row },
  { key: 'name', title: 'Name', width: '32%', render: ({ name }) => name },
  {
    key: 'action',
    title: 'What happens',
    width: 120,
    render: ({ action }) => <Badge color={actionWords[action].colour}>{actionWords[action].title}</Badge>,
  },
  {
    key: 'why',
    title: 'Why, and what is set',
    render: (row) => <span title={sayChanges(row)}>{sayChanges(row)}</span>,
    onWide: true,
  },
];

type Shown = PlannedRow['action'] | 'all' | 'skipped';

export function PreviewTable({ preview, isStale }: { preview: Preview; isStale: boolean }) {
  const { counts, rows, skipped } = preview;
  const [shown, setShown] = useState<Shown>('all');
  const choices = [
    { value: 'all', label: `All ${rows.length}` },
    { value: 'create', label: `New ${counts.create}` },
    { value: 'update', label: `Changed ${counts.update}` },
    { value: 'unchanged', label: `Unchanged ${counts.unchanged}` },
    { value: 'refused', label: `Refused ${counts.refused}` },
    { value: 'skipped', label: `No rows ${skipped.length}` },
  ];
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Which rows"
        size="xs"
        w="fit-content"
        maw="100%"
        style={{ overflowX: 'auto' }}
        data={choices}
        value={shown}
        onChange={(value) => setShown(value as Shown)}
      />
      {shown === 'skipped' ? (
        <RowTable
          label="Lines that are no rows"
          rows={skipped}
          columns={[
            { key: 'row', title: 'Row', width: 64, align: 'right', render: ({ row }) => row },
            { key: 'why', title: 'Why it is no row', width: '40%', render: ({ why }) => why },
            { key: 'text', title: 'What it says', render: ({ text }) => text },
          ]}
          idOf={({ row }) => String(row)}
        />
      ) : (
        <RowTable
          label="What would happen to each row"
          rows={rows.filter(({ action }) => shown === 'all' || action === shown)}
          columns={columns}
          idOf={({ row }) => String(row)}
          isStale={isStale}
        />
      )}
      {rows.length === 0 && <Text c="dimmed">There is no row below the headings.</Text>}
    </Stack>
  );
}
