import { Group, Select } from '@mantine/core';
import { months, numbered, weekdays } from '../../lib/calendar-words.ts';
import { type Fiscal, patternWords } from '../../lib/rhythm-words.ts';
import { optionsOf } from './options.ts';

type Props = { value: Fiscal; onChange: (rhythm: Fiscal) => void };

/** Years of 52 or 53 weeks: how they are divided, and when they end. */
export const FiscalFields = ({ value, onChange }: Props) => (
  <>
    <Select
      label="Each period"
      data={optionsOf(patternWords)}
      allowDeselect={false}
      value={value.pattern}
      onChange={(pattern) => onChange({ ...value, pattern: pattern as Fiscal['pattern'] })}
    />
    <Group grow align="flex-start">
      <Select
        label="The year ends on the"
        data={[
          { value: 'last', label: 'last' },
          { value: 'nearest', label: 'nearest to the end' },
        ]}
        allowDeselect={false}
        value={value.yearEnd.on}
        onChange={(on) => onChange({ ...value, yearEnd: { ...value.yearEnd, on: on as 'last' } })}
      />
      <Select
        label="Weekday"
        data={numbered(weekdays)}
        allowDeselect={false}
        value={String(value.yearEnd.weekday)}
        onChange={(day) => onChange({ ...value, yearEnd: { ...value.yearEnd, weekday: Number(day) as 1 } })}
      />
      <Select
        label="Of"
        data={numbered(months)}
        allowDeselect={false}
        value={String(value.yearEnd.month)}
        onChange={(month) => onChange({ ...value, yearEnd: { ...value.yearEnd, month: Number(month) } })}
      />
    </Group>
  </>
);
