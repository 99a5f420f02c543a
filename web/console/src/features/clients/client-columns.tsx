import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Column } from '../../components/row-table.tsx';
import { kindWords } from '../../lib/kinds.ts';
import { capital } from '../../lib/words.ts';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import type { Client } from '../../lib/clients.ts';
import { sayYearEnd } from '../../lib/calendar-words.ts';

const nameOf = (client: Client) => (
  <Link to="/clients/$clientId" params={{ clientId: client.id }} tabIndex={-1} title={client.name}>
    {client.name}
  </Link>
);

const tagsOf = ({ tags }: Client) => (
  <Group gap={4} wrap="nowrap">
    {tags.slice(0, 3).map((tag) => (
      <Link key={tag} to="/clients" search={{ tag }} tabIndex={-1} title={`Only ${tag}`}>
        <Badge color="gray" style={{ cursor: 'pointer' }}>
          {tag}
        </Badge>
      </Link>
    ))}
    {tags.length > 3 && (
      <Text size="xs" c="dimmed" title={tags.slice(3).join(', ')}>
        +{tags.length - 3}
      </Text>
    )}
  </Group>
);

const state: Column<Client> = {
  key: 'state',
  title: 'State',
  width: 112,
  render: ({ lifecycle }) => <LifecycleBadge lifecycle={lifecycle} />,
  order: ({ lifecycle }) => lifecycle,
  onWide: true,
};

type Named = (id: string | undefined) => string;

/** The state is told where there is more than one. */
export const clientColumns = (
  memberName: Named,
  responsibleWord: string,
  withState: boolean,
): readonly Column<Client>[] => [
  {
    key: 'number',
    title: 'Number',
    width: 88,
    render: ({ number }) => number,
    order: ({ number = '' }) => (/^\d+$/.test(number) ? Number(number) : number),
  },
  { key: 'name', title: 'Name', render: nameOf, order: ({ name }) => name },
  ...(withState ? [state] : []),
  {
    key: 'yearEnd',
    title: 'Year end',
    width: 116,
    render: ({ yearEnd }) => sayYearEnd(yearEnd),
    order: ({ yearEnd }) => yearEnd.month * 31 + ('day' in yearEnd ? yearEnd.day : 31),
    onWide: true,
  },
  {
    key: 'kind',
    title: 'Kind',
    width: 130,
    render: ({ kind }) => kindWords[kind],
    order: ({ kind }) => kind,
    onWide: true,
  },
  {
    key: 'responsible',
    title: capital(responsibleWord),
    width: 150,
    render: ({ responsible }) => memberName(responsible),
    order: ({ responsible }) => memberName(responsible),
    onWide: true,
  },
  { key: 'tags', title: 'Tags', width: '28%', render: tagsOf, onWide: true },
];
