import { Button, Collapse, Group, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { customFieldsQuery } from '../../lib/custom-fields.ts';
import { kinds } from './kinds.ts';
import type { Of, Preview } from './requests.ts';
import { targetsOf } from './words.ts';

type Shown = Preview['columns'][number];

type Props = {
  of: Of;
  columns: Preview['columns'];
  /** Before the file can be imported, something has to be said here. */
  isNeeded: boolean;
  onChange: (heading: string, target: string) => void;
};

/** What each column of the file becomes, beside what stands in it; a change looks at the rows anew. */
export function ColumnMapping({ of, columns, isNeeded, onChange }: Props) {
  const { data: own } = useQuery({ ...customFieldsQuery, enabled: of === 'clients' });
  const targets = targetsOf(of, own);
  const known = new Set(targets.flatMap((one) => ('group' in one ? one.items : one)).map(({ value }) => value));
  const first = (heading: string) => columns.findIndex((column) => column.heading === heading);
  const named = columns.filter(({ heading }, i) => heading !== '' && first(heading) === i);
  const used = named.filter(({ target }) => target !== 'ignore').length;
  const [isOpen, { toggle }] = useDisclosure(isNeeded || used < 2);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  const shown: readonly Column<Shown>[] = [
    { key: 'heading', title: 'Column of the file', width: '28%', render: ({ heading }) => heading },
    { key: 'samples', title: 'What stands in it', render: ({ samples }) => samples.join(' · '), onWide: true },
    {
      key: 'target',
      title: 'Becomes',
      width: '34%',
      render: ({ heading, target }) => (
        <Select
          aria-label={heading}
          size="xs"
          searchable
          allowDeselect={false}
          data={known.has(target) ? targets : [...targets, { value: target, label: target }]}
          value={target}
          onChange={(to) => to && to !== target && onChange(heading, to)}
        />
      ),
    },
  ];
  return (
    <>
      <Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Arrow size={16} />}
          onClick={toggle}
          aria-expanded={isOpen}
        >
          {used} of {named.length} columns are taken over
        </Button>
        {isNeeded && <Text size="sm">{kinds[of].needs}</Text>}
      </Group>
      <Collapse expanded={isOpen}>
        <RowTable label="Columns of the file" rows={named} columns={shown} idOf={({ heading }) => heading} />
      </Collapse>
    </>
  );
}
