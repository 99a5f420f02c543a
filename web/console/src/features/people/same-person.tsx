import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { MergeDialog } from '../../components/merge-dialog.tsx';
import { samePersonQuery, sayWhy } from '../../lib/duplicates.ts';
import { useIsLead } from '../../lib/me.ts';
import type { Person } from './requests.ts';

/** Who may be the same person under another record; who leads makes one of the two. */
export function SamePerson({ person }: { person: Person }) {
  const { data } = useQuery(samePersonQuery(person.id));
  const [other, setOther] = useState<{ id: string; name: string }>();
  const isLead = useIsLead();
  // Who was found alike follows a moment later than the merge.
  const [merged, setMerged] = useState<readonly string[]>([]);
  const items = (data?.items ?? []).filter(({ id }) => !merged.includes(id));
  return (
    <>
      {items.length > 0 && (
        <Alert color="yellow" p="xs" title="The same person twice?">
          <Stack gap={6}>
            {items.map(({ id, name, detail, why }) => (
              <Group key={id} justify="space-between" gap="xs">
                <Text size="sm">
                  <Anchor component={Link} size="sm" to={`/people/${id}`}>
                    {name}
                  </Anchor>{' '}
                  <Text span size="sm" c="dimmed">
                    {[detail, sayWhy(why)].filter(Boolean).join(', ')}
                  </Text>
                </Text>
                {isLead && (
                  <Button variant="default" size="compact-sm" onClick={() => setOther({ id, name })}>
                    Merge into {person.name}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        </Alert>
      )}
      <MergeDialog
        kind="contact"
        kept={person}
        other={other}
        opened={other !== undefined}
        onClose={() => setOther(undefined)}
        onMerged={(id) => setMerged([...merged, id])}
      />
    </>
  );
}
