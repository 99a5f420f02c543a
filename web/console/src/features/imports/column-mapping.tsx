import { Collapse, Button, Group, Select, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Preview } from './requests.ts';
import type { Of } from './requests.ts';
import { targetsOf } from './words.ts';

type Props = {
  of: Of;
  columns: Preview['columns'];
  isBusy: boolean;
  onChange: (heading: string, target: string) => void;
};

/** What each column of the file becomes; a change looks at the rows anew. */
export function ColumnMapping({ of, columns, isBusy, onChange }: Props) {
  const targets = targetsOf(of);
  const named = columns.filter(({ heading }) => heading !== '');
  const used = named.filter(({ target }) => target !== 'ignore').length;
  const [isOpen, { toggle }] = useDisclosure(used < 2);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
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
      </Group>
      <Collapse expanded={isOpen}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
          {named.map(({ heading, target }) => (
            <Select
              key={heading}
              label={heading}
              size="xs"
              searchable
              allowDeselect={false}
              disabled={isBusy}
              data={
                targets.some(({ value }) => value === target) ? targets : [...targets, { value: target, label: target }]
              }
              value={target}
              onChange={(to) => to && onChange(heading, to)}
            />
          ))}
        </SimpleGrid>
      </Collapse>
    </>
  );
}
