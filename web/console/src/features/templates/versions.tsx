import { Box, Button, EmptyState, Group, Stack, Text } from '@mantine/core';
import { IconVersions } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import type { Template } from '../../lib/templates.ts';
import { VersionDifferences } from './version-differences.tsx';
import { versionsQuery } from './requests.ts';

/** Each version, newest first, and what is different from the one before. */
export function Versions({ template }: { template: Template }) {
  const list = useQuery(versionsQuery(template.id));
  const memberName = useMemberName();
  const [shown, setShown] = useState<number | 'draft'>();
  if (list.isPending) return <RowSkeleton rows={4} />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0)
    return (
      <EmptyState
        py="lg"
        icon={<IconVersions stroke={1.5} />}
        title="Not published yet"
        description="Each version will be listed with what was different in it."
      />
    );
  const toggle = (n: number | 'draft') => setShown(shown === n ? undefined : n);
  const compare = (n: number | 'draft', from: number) => (
    <>
      <Button size="compact-sm" variant="default" aria-expanded={shown === n} onClick={() => toggle(n)}>
        {shown === n ? 'Hide' : 'What is different'}
      </Button>
      {shown === n && (
        <Box w="100%">
          <VersionDifferences templateId={template.id} from={from} to={n} />
        </Box>
      )}
    </>
  );
  return (
    <Stack gap={0} maw={880}>
      {template.isChanged && (
        <Group gap="sm" py={8} style={{ borderBottom: '1px solid var(--hairline)' }}>
          <Text fw={500}>Draft</Text>
          <Text size="sm" c="dimmed" flex={1}>
            not published
          </Text>
          {compare('draft', template.latest)}
        </Group>
      )}
      {list.data.map(({ n, note, publishedAt, by }) => (
        <Group key={n} gap="sm" py={8} style={{ borderBottom: '1px solid var(--hairline)' }}>
          <Text fw={500} className="figures">
            Version {n}
          </Text>
          <Text size="sm" c="dimmed" flex={1}>
            <Day of={publishedAt} withTime />, {memberName(by)}
            {note !== undefined && `: ${note}`}
          </Text>
          {n > 1 && compare(n, n - 1)}
        </Group>
      ))}
    </Stack>
  );
}
