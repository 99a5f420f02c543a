import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '../../lib/templates.ts';

type Props = { value: string | undefined; onChange: (id: string) => void };

/** Which template: the first by name where none was chosen. */
export function useChosenTemplate(id: string | undefined) {
  const { data = [], isPending } = useQuery(templatesQuery);
  const used = data.filter(({ latest }) => latest > 0);
  return {
    used,
    chosen: used.find((one) => one.id === id) ?? used.find(({ key }) => key === 'monthly-close') ?? used[0],
    isPending,
  };
}

export function TemplateSelect({ value, onChange }: Props) {
  const { used } = useChosenTemplate(value);
  return (
    <Select
      size="xs"
      w={230}
      label="Template"
      data={used.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      allowDeselect={false}
      searchable
      onChange={(id) => id && onChange(id)}
    />
  );
}
