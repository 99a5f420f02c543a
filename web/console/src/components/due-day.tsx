import { Group, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconPinned } from '@tabler/icons-react';
import { Day } from './day.tsx';

type Props = {
  on: string | undefined;
  at?: string | undefined;
  isOverdue?: boolean;
  isAtRisk?: boolean;
  isPinned?: boolean;
  waitsFor?: string | undefined;
};

/** When something is due: red and with a sign where it is late, amber where it may become so. */
export function DueDay({ on, at, isOverdue = false, isAtRisk = false, isPinned = false, waitsFor }: Props) {
  if (on === undefined)
    return (
      <Text span size="sm" c="dimmed" truncate title={waitsFor}>
        {waitsFor === undefined ? 'no day' : 'not known yet'}
      </Text>
    );
  const colour = isOverdue ? 'red' : isAtRisk ? 'yellow' : undefined;
  return (
    <Group
      component="span"
      gap={4}
      wrap="nowrap"
      className="figures"
      style={colour && { color: `var(--mantine-color-${colour}-light-color)` }}
    >
      {isOverdue && <IconAlertCircle size={14} aria-label="Overdue" />}
      {!isOverdue && isAtRisk && <IconAlertTriangle size={14} aria-label="At risk" />}
      <Text span size="sm" style={{ whiteSpace: 'nowrap' }}>
        <Day of={on} />
        {at !== undefined && `, ${at}`}
      </Text>
      {isPinned && <IconPinned size={14} aria-label="Set by hand" />}
    </Group>
  );
}
