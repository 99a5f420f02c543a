import { Badge, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import type { Of, PlannedRow, Preview } from './requests.ts';
import { actionWords, sayFields } from './words.ts';

const sayChanges = ({ why, changes, notes }: PlannedRow) =>
  [why, sayFields(changes.map(({ field }) => field)), ...notes].filter(Boolean).join('. ');

function DueDays({ row: { dates = [] } }: { row: PlannedRow }) {
  return dates.map(({ of, on }, i) => (
    <span key={of} title={of === 'due' ? undefined : of}>
      {i > 0 && ', then '}
      <Day of={on} />
    </span>
  ));
}

const always: readonly Column<PlannedRow>[] = [
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

/** Of work, by when it would be due. */
const dueColumn: Column<PlannedRow> = {
  key: 'dates',
  title: 'First due',
  width: '24%',
  render: (row) => <DueDays row={row} />,
  onWide: true,
};

type Shown = PlannedRow['action'] | 'all' | 'skipped';

type Props = { of: Of; preview: Preview; isStale: boolean };

export function PreviewTable({ of, preview, isStale }: Props) {
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
          columns={of === 'clients' ? always : always.toSpliced(3, 0, dueColumn)}
          idOf={({ row }) => String(row)}
          isStale={isStale}
        />
      )}
      {rows.length === 0 && <Text c="dimmed">There is no row below the headings.</Text>}
    </Stack>
  );
}
