import { Text } from '@mantine/core';

/** Of a search that does not look through all: what to do where there may be more. */
export const MoreFound = () => (
  <Text size="sm" mt="xs" role="status">
    There may be more that begin so: type more letters.
  </Text>
);
