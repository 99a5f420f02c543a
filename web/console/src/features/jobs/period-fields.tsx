import { Group, Select, TextInput } from '@mantine/core';
import type { Chosen, Way } from './period.ts';

type Props = { way: Way; value: Chosen; onChange: (chosen: Chosen) => void; size?: 'xs' | 'sm' };

const quarters = ['1', '2', '3', '4'].map((value) => ({ value, label: `Quarter ${value}` }));

/** Which period: in the way that goes with the template. */
export function PeriodFields({ way, value, onChange, size = 'sm' }: Props) {
  const field = (label: string, name: keyof Chosen, type: string) => (
    <TextInput
      key={name}
      size={size}
      label={label}
      type={type}
      required
      withAsterisk={false}
      value={value[name]}
      onChange={({ currentTarget }) => onChange({ ...value, [name]: currentTarget.value })}
    />
  );
  switch (way) {
    case 'none':
      return null;
    case 'month':
      return field('For the month', 'month', 'month');
    case 'year':
      return field('For the year', 'year', 'number');
    case 'day':
      return field('A day of the period', 'day', 'date');
    case 'quarter':
      return (
        <Group grow>
          <Select
            size={size}
            label="For the quarter"
            data={quarters}
            allowDeselect={false}
            value={value.quarter}
            onChange={(quarter) => onChange({ ...value, quarter: quarter ?? value.quarter })}
          />
          {field('Of the year', 'year', 'number')}
        </Group>
      );
    case 'payroll':
      return (
        <Group grow>
          {field('From', 'start', 'date')}
          {field('To', 'end', 'date')}
          {field('Pay date', 'payDate', 'date')}
        </Group>
      );
  }
}
