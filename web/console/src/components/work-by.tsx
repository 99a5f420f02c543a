import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '../lib/templates.ts';

/** Of which template the jobs of a service are: with one, they recur by themselves once its engagement begins. */
export function WorkBy(props: Omit<SelectProps, 'data'>) {
  const { data: templates = [] } = useQuery(templatesQuery);
  return (
    <Select
      label="Work by (optional)"
      data={templates.filter(({ latest }) => latest > 0).map(({ key, name }) => ({ value: key, label: name }))}
      placeholder="No template"
      clearable
      searchable
      {...props}
    />
  );
}
