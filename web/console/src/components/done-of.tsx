import { Group, Progress, Text } from '@mantine/core';

/** How many of how many are done, as a line and in figures. */
export const DoneOf = ({ done, all, width = 72 }: { done: number; all: number; width?: number }) => (
  <Group component="span" gap={8} wrap="nowrap">
    <Progress
      value={all === 0 ? 0 : (done / all) * 100}
      color={done === all && all > 0 ? 'green' : 'firm'}
      w={width}
      size={6}
      aria-label="Done"
    />
    <Text span size="sm" className="figures">
      {done} of {all}
    </Text>
  </Group>
);
