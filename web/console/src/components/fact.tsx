import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A label and what it says; nothing where there is nothing to say. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === undefined || children === null || children === '' || children === false) return null;
  return (
    <Box component="div" miw={0}>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} className="figures" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Box>
  );
}

/** Beside each other, and on a phone below each other, without a hole between the lines. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <Group component="dl" m={0} align="flex-start" style={{ gap: '12px 28px' }}>
    {children}
  </Group>
);
