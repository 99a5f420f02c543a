import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Differences, isSame } from '../../components/differences.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { diffQuery } from './requests.ts';

/** What is different between two versions, step by step. */
export function VersionDifferences({
  templateId,
  from,
  to,
}: {
  templateId: string;
  from: number;
  to: number | 'draft';
}) {
  const diff = useQuery(diffQuery(templateId, from, to));
  if (diff.isPending) return <Skeleton h={48} />;
  if (diff.isError) return <Trouble error={diff.error} onRetry={() => void diff.refetch()} />;
  if (isSame(diff.data)) return <Text c="dimmed">Nothing is different.</Text>;
  return <Differences diff={diff.data} />;
}
