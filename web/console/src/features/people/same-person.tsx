import { Alert, Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { samePersonQuery, sayWhy } from '../../lib/duplicates.ts';

/** Who may be the same person under another record. */
export function SamePerson({ id }: { id: string }) {
  const { data } = useQuery(samePersonQuery(id));
  if (!data || data.items.length === 0) return null;
  return (
    <Alert color="yellow" p="xs" title="The same person twice?">
      <List size="sm" listStyleType="none">
        {data.items.map(({ id: other, name, detail, why }) => (
          <List.Item key={other}>
            <Anchor component={Link} size="sm" to={`/people/${other}`}>
              {name}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {detail}: {sayWhy(why)}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
