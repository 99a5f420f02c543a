import { Select, type SelectProps } from '@mantine/core';
import { useTeam } from '../lib/me.ts';

type Props = {
  /** Whose name it has now, though they may have left. */ had?: string;
} & Pick<SelectProps, 'value' | 'onChange' | 'onBlur' | 'onFocus' | 'error' | 'placeholder' | 'clearable'>;

/** In whose name something is written to a client. */
export function SenderSelect({ had, ...field }: Props) {
  const team = useTeam().filter(({ id, status, role }) => id === had || (status === 'active' && role !== 'guest'));
  return (
    <Select
      label="In whose name"
      description="Replies go to them"
      data={team.map(({ id, name, status }) => ({
        value: id,
        label: status === 'active' ? name : `${name} (no access)`,
      }))}
      searchable
      allowDeselect={false}
      {...field}
    />
  );
}
