import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { choiceQuery, sayNoChoice } from '../lib/search.ts';

type Props = {
  label: string;
  value: { id: string; name: string } | undefined;
  onChange: (client: { id: string; name: string } | undefined) => void;
  error?: string | undefined;
};

/** A client by the beginning of its name or number. */
export function ClientSelect({ label, value, onChange, error }: Props) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(typed, 120);
  const { data } = useQuery(choiceQuery(asked, 'client'));
  const found = (data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  const isChosen = value && !found.some((one) => one.value === value.id);
  const options = [...(isChosen ? [{ value: value.id, label: value.name }] : []), ...found];
  return (
    <Select
      label={label}
      placeholder="Type a name or a number"
      data={options}
      // The search has chosen them already, by more than the name.
      filter={({ options: all }) => all}
      searchable
      clearable
      data-autofocus
      nothingFoundMessage={sayNoChoice(typed, data?.more, 'Nobody by that name')}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value?.id ?? null}
      onChange={(id, option) => onChange(id === null ? undefined : { id, name: option?.label ?? '' })}
      error={error}
    />
  );
}
