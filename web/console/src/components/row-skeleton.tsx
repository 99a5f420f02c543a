import { Box, Skeleton } from '@mantine/core';

/** The shape of a table that is on its way. */
export function RowSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Box aria-busy aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, i) => (
        <Box key={i} h={36} py={11} px={8} style={{ borderBottom: '1px solid var(--hairline)' }}>
          <Skeleton h={13} w={`${35 + ((i * 17) % 45)}%`} />
        </Box>
      ))}
    </Box>
  );
}
