import { Alert, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Column, RowTable } from './row-table.tsx';
import type { Finding, Hit } from '../lib/conflicts.ts';
import { sayMatches, whyWords } from '../lib/conflict-words.ts';

const whatWords: Record<Hit['what'], string> = { client: 'Client', contact: 'Person', party: 'Party' };

const columns: readonly Column<Hit>[] = [
  {
    key: 'found',
    title: 'Found',
    width: '26%',
    render: ({ found, former }) => (
      <>
        {found} {former && <Badge color="gray">former</Badge>}
      </>
    ),
  },
  { key: 'what', title: 'Is a', width: 76, render: ({ what }) => whatWords[what] },
  {
    key: 'why',
    title: 'Why',
    render: ({ why, via }) => <span title={via.join('; ')}>{via.length > 0 ? via.join('; ') : whyWords[why]}</span>,
  },
  {
    key: 'clients',
    title: 'At',
    render: ({ clients }) =>
      clients.map(({ id, name, lifecycle }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Link to="/clients/$clientId" params={{ clientId: id }}>
            {name}
          </Link>
          {lifecycle !== 'active' && ` (${lifecycle})`}
        </span>
      )),
    onWide: true,
  },
];

/** What one name was found as; of what is behind a wall only that it is there, and whom to ask. */
export function Found({ finding }: { finding: Finding }) {
  const { name, hits, ask, more, common } = finding;
  return (
    <Stack gap="xs" component="section" aria-label={name}>
      <Group gap="xs">
        <Title order={2}>{name}</Title>
        <Badge color={hits.length > 0 || ask ? 'yellow' : 'gray'}>{sayMatches(finding)}</Badge>
      </Group>
      {hits.length > 0 && (
        <RowTable label={`Matches of ${name}`} rows={hits} columns={columns} idOf={(hit) => `${hits.indexOf(hit)}`} />
      )}
      {hits.length === 0 && !ask && <Text c="dimmed">Nothing in the books resembles it.</Text>}
      {ask && (
        <Alert color="yellow" icon={<IconEyeOff />}>
          {ask}
        </Alert>
      )}
      {more && <Text size="sm">There was more than a report holds: search for the name in full.</Text>}
      {common.length > 0 && (
        <Text size="sm" c="dimmed">
          Too many have these words to look at them all: {common.join(', ')}
        </Text>
      )}
    </Stack>
  );
}
