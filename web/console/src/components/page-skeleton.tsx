import { Skeleton, Stack } from '@mantine/core';
import { RowSkeleton } from './row-skeleton.tsx';

/** The shape of a page about one thing that is on its way: its head, then rows. */
export const PageSkeleton = ({ rows }: { rows: number }) => (
  <Stack gap="md" aria-busy role="status" aria-label="Loading">
    <Skeleton h={28} w={320} />
    <Skeleton h={40} w="60%" />
    <RowSkeleton rows={rows} />
  </Stack>
);
