import { Group, Pill, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTeam } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';
import { type ClientListSearch, usualState } from './place.ts';
import { states } from '../../lib/client-words.ts';

type Props = { search: ClientListSearch; onChange: (more: Partial<ClientListSearch>) => void };

const choices = [...states, { value: 'all', label: 'All states' }];

export function ClientFilters({ search, onChange }: Props) {
  const [typed, setTyped] = useState(search.q ?? '');
  // Another filter may have been chosen meanwhile: what is typed follows the address then.
  const asked = useRef(search.q ?? '');
  useEffect(() => {
    if ((search.q ?? '') === asked.current) return;
    asked.current = search.q ?? '';
    setTyped(asked.current);
  }, [search.q]);
  const find = useDebouncedCallback((q: string) => {
    asked.current = q;
    onChange({ q: q || undefined, peek: undefined });
  }, 180);
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
      <Narrowed search={search} onChange={onChange} />
    </Group>
  );
}

function Narrowed({ search, onChange }: Props) {
  const { responsible } = useWords();
  const usual = usualState(search);
  const team = useTeam().filter(({ status, id }) => status === 'active' || id === search.responsible);
  return (
    <>
      <Select
        aria-label="State"
        w={140}
        data={choices}
        allowDeselect={false}
        value={search.state ?? usual}
        onChange={(state) => onChange({ state: state === usual ? undefined : (state as ClientListSearch['state']) })}
      />
      <Select
        aria-label={capital(responsible.one)}
        placeholder={`Any ${responsible.one}`}
        w={190}
        clearable
        searchable
        data={team.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.responsible ?? null}
        onChange={(responsible) => onChange({ responsible: responsible ?? undefined })}
      />
      {search.tag && (
        <Pill
          withRemoveButton
          onRemove={() => onChange({ tag: undefined })}
          removeButtonProps={{ 'aria-label': `Not only ${search.tag}` }}
        >
          {search.tag}
        </Pill>
      )}
    </>
  );
}
