import { List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trouble } from '../../components/trouble.tsx';
import { type Diff, diffQuery } from './requests.ts';

const say = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? `“${value}”` : JSON.stringify(value);

const isSame = ({ fields, tasks, requests }: Diff) =>
  [fields, tasks.added, tasks.removed, tasks.changed, requests.added, requests.removed, requests.changed].every(
    ({ length }) => length === 0,
  );

function Part({ what, part }: { what: string; part: Diff['tasks'] }) {
  return (
    <>
      {part.added.map(({ key, title }) => (
        <List.Item key={`+${key}`}>
          New {what}: {title}
        </List.Item>
      ))}
      {part.removed.map(({ key, title }) => (
        <List.Item key={`-${key}`}>
          {what} taken away: {title}
        </List.Item>
      ))}
      {part.changed.map(({ key, title, fields }) => (
        <List.Item key={key}>
          {title}
          {fields.map(({ field, from, to }) => (
            <Text key={field} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {field}: {say(from)} → {say(to)}
            </Text>
          ))}
        </List.Item>
      ))}
    </>
  );
}

/** What is different between two versions, step by step. */
export function Differences({ templateId, from, to }: { templateId: string; from: number; to: number | 'draft' }) {
  const diff = useQuery(diffQuery(templateId, from, to));
  if (diff.isPending) return <Skeleton h={48} />;
  if (diff.isError) return <Trouble error={diff.error} onRetry={() => void diff.refetch()} />;
  if (isSame(diff.data)) return <Text c="dimmed">Nothing is different.</Text>;
  return (
    <Stack gap={4}>
      <List size="sm">
        {diff.data.fields.map(({ field, from: had, to: has }) => (
          <List.Item key={field}>
            {field}: {say(had)} → {say(has)}
          </List.Item>
        ))}
        <Part what="step" part={diff.data.tasks} />
        <Part what="request" part={diff.data.requests} />
      </List>
    </Stack>
  );
}
