import { ActionBar, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { count: number; noun: { one: string; many: string }; onClear: () => void; children: ReactNode };

/** Rises when rows are selected: how many, and what can be done with all of them. */
export const SelectionBar = ({ count, noun, onClear, children }: Props) => (
  <ActionBar opened={count > 0} onClose={onClear} closeOnEscape aria-label="What to do with the selected rows">
    <Text size="sm" fw={500} className="figures" px={4}>
      {count} {count === 1 ? noun.one : noun.many}
    </Text>
    <ActionBar.Divider />
    {children}
    <ActionBar.Divider />
    <ActionBar.CloseButton aria-label="Select none" />
  </ActionBar>
);
