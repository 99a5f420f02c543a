import { RowSkeleton } from './row-skeleton.tsx';
import { Trouble } from './trouble.tsx';

type Read = { error: Error | null; refetch: () => unknown };

/** In place of what takes several reads: what is to come, or why it does not. */
export function NotYet({ reads, rows }: { reads: readonly Read[]; rows: number }) {
  const failed = reads.filter(({ error }) => error !== null);
  if (failed.length === 0) return <RowSkeleton rows={rows} />;
  return <Trouble error={failed[0]!.error} onRetry={() => failed.forEach((one) => void one.refetch())} />;
}
