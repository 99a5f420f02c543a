import { Group, NumberInput, Select } from '@mantine/core';
import { numbered, weekdays } from '../../lib/calendar-words.ts';
import type { PayDay, Rhythm } from '../../lib/rhythm-words.ts';
import { optionsOf } from './options.ts';

type Paid = Exclude<Rhythm, { kind: 'after-completion' }>;
type Props = { value: Paid; onChange: (rhythm: Rhythm) => void };

const ways: Readonly<Record<PayDay['on'] | 'none', string>> = {
  none: 'It is no payroll',
  'period-end': 'So many days after the period',
  weekday: 'On a weekday after the period',
  'day-of-month': 'On a day of the month',
};

const begun: Readonly<Record<PayDay['on'], PayDay>> = {
  'period-end': { on: 'period-end' },
  weekday: { on: 'weekday', weekday: 5 },
  'day-of-month': { on: 'day-of-month', day: 'last' },
};

/** Of payrolls: when the people are paid for a period. */
export function PayFields({ value, onChange }: Props) {
  const { pay } = value;
  const put = (next: PayDay | undefined) => {
    const { pay: _, ...rest } = value;
    onChange(next ? { ...rest, pay: next } : rest);
  };
  return (
    <Group grow align="flex-start">
      <Select
        label="Pay day"
        data={optionsOf(ways)}
        allowDeselect={false}
        value={pay?.on ?? 'none'}
        onChange={(on) => put(on === null || on === 'none' ? undefined : begun[on as PayDay['on']])}
      />
      {pay?.on === 'period-end' && (
        <NumberInput
          label="Days after"
          min={0}
          max={31}
          allowDecimal={false}
          value={pay.daysAfter ?? 0}
          onChange={(n) => typeof n === 'number' && put({ ...pay, daysAfter: n })}
        />
      )}
      {pay?.on === 'weekday' && (
        <>
          <Select
            label="Weekday"
            data={numbered(weekdays)}
            allowDeselect={false}
            value={String(pay.weekday)}
            onChange={(day) => put({ ...pay, weekday: Number(day) as 1 })}
          />
          <NumberInput
            label="Weeks later"
            min={-1}
            max={4}
            allowDecimal={false}
            value={pay.weeksAfter ?? 0}
            onChange={(n) => typeof n === 'number' && put({ ...pay, weeksAfter: n })}
          />
        </>
      )}
      {pay?.on === 'day-of-month' && (
        <NumberInput
          label="Day (empty: the last)"
          min={1}
          max={31}
          allowDecimal={false}
          value={pay.day === 'last' ? '' : pay.day}
          onChange={(n) => put({ ...pay, day: typeof n === 'number' ? n : 'last' })}
        />
      )}
    </Group>
  );
}
