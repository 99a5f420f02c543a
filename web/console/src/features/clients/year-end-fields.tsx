import { Group, NumberInput, Select } from '@mantine/core';
import { months, numbered, weekdays } from '../../lib/calendar-words.ts';
import type { ClientForm } from './client-editor.tsx';

const monthChoices = numbered(months);
const weekdayChoices = numbered(weekdays);
const ways = [
  { value: 'day', label: 'On a day' },
  { value: 'last', label: 'On the last weekday of a month (52 or 53 weeks)' },
  { value: 'nearest', label: 'On the weekday nearest to a month’s end (52 or 53 weeks)' },
];

/** When the fiscal year ends: on a day, or on a weekday for years of 52 or 53 weeks. */
export function YearEndFields({ form }: { form: ClientForm }) {
  const isDay = form.values.yearEnd.on === 'day';
  return (
    <>
      <Select label="The year ends" data={ways} allowDeselect={false} {...form.getInputProps('yearEnd.on')} />
      <Group grow align="flex-start">
        {isDay ? (
          <NumberInput
            label="Day"
            min={1}
            max={31}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('yearEnd.day')}
          />
        ) : (
          <Select
            label="Weekday"
            data={weekdayChoices}
            allowDeselect={false}
            {...form.getInputProps('yearEnd.weekday')}
          />
        )}
        <Select label="Month" data={monthChoices} allowDeselect={false} {...form.getInputProps('yearEnd.month')} />
      </Group>
    </>
  );
}
