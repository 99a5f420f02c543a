import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTeam } from '../../lib/me.ts';
import type { ClientListSearch } from './place.ts';
import { states } from './words.ts';

type Props = { search: ClientListSearch; onChange: (more: Partial<ClientListSearch>) => void };

const choices = [...states, { value: 'all', label: 'All states' }];

export function ClientFilters({ search, onChange }: Props) {
  const [typed, setTyped] = useState(search.q ?? '');
  const find = useDebouncedCallback((q: string) => onChange({ q: q || undefined, peek: undefined }), 180);
  const team = useTeam().filter(({ status, id }) => status === 'active' || id === search.responsible);
  return (
    <Group gap="xs" mb="xs">
      <TextInput
        aria-label="Search clients and people"
        placeholder="Name, number, contact, mail, phone"
        leftSection={<IconSearch size={16} />}
        type="search"
        w={{ base: '100%', sm: 300 }}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          find(currentTarget.value);
        }}
      />
      <Select
        aria-label="State"
        w={140}
        data={choices}
        allowDeselect={false}
        value={search.state ?? 'active'}
        onChange={(state) => onChange({ state: state === 'active' ? undefined : (state as ClientListSearch['state']) })}
      />
      <Select
        aria-label="Responsible"
        placeholder="Anyone responsible"
        w={190}
        clearable
        searchable
        data={team.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.responsible ?? null}
        onChange={(responsible) => onChange({ responsible: responsible ?? undefined })}
      />
    </Group>
  );
}
