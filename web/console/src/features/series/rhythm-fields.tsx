import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { months, numbered } from '../../lib/calendar-words.ts';
import { monthly, type Rhythm, sayRhythm } from '../../lib/rhythm-words.ts';
import { FiscalFields } from './fiscal-fields.tsx';
import { optionsOf } from './options.ts';
import { PayFields } from './pay-fields.tsx';

type Kind = Rhythm['kind'];

const kinds: Readonly<Record<Kind, string>> = {
  months: 'By months',
  weeks: 'By weeks',
  'semi-monthly': 'Twice a month',
  fiscal: 'By years of 52 or 53 weeks',
  rrule: 'By a rule of RFC 5545',
  'after-completion': 'After the one before is done',
};

function begun(kind: Kind, today: string): Rhythm {
  switch (kind) {
    case 'months':
      return { kind, every: 1 };
    case 'weeks':
      return { kind, every: 1, from: today };
    case 'semi-monthly':
      return { kind };
    case 'fiscal':
      return { kind, pattern: '4-4-5', yearEnd: { month: 12, weekday: 6, on: 'last' } };
    case 'rrule':
      return { kind, rule: 'FREQ=MONTHLY;BYDAY=1MO', from: today };
    case 'after-completion':
      return { kind, every: 3, unit: 'month' };
  }
}

type Props = {
  value: Rhythm | undefined;
  onChange: (rhythm: Rhythm | undefined) => void;
  today: string;
  /** What holds where nothing is chosen; such a choice is there only for a new series. */
  usual: Rhythm | undefined;
  mayBeUsual: boolean;
  isPayroll: boolean;
  error?: string | undefined;
};

/** How often: as the template says, or in one of six ways of dividing time. */
export function RhythmFields({ value, onChange, today, usual, mayBeUsual, isPayroll, error }: Props) {
  const asTemplate = { value: 'usual', label: 'As the template says' };
  return (
    <>
      <Select
        label="How often"
        data={[...(mayBeUsual ? [asTemplate] : []), ...optionsOf(kinds)]}
        allowDeselect={false}
        value={value?.kind ?? 'usual'}
        onChange={(kind) => onChange(kind === 'usual' ? undefined : begun(kind as Kind, today))}
        {...(!value &&
          usual && { description: sayRhythm(usual), inputWrapperOrder: ['label', 'input', 'description', 'error'] })}
        error={error}
      />
      {value && <Details value={value} onChange={onChange} />}
      {value && value.kind !== 'after-completion' && (isPayroll || value.pay) && (
        <PayFields value={value} onChange={onChange} />
      )}
    </>
  );
}

type Given = { value: Rhythm; onChange: (rhythm: Rhythm) => void };

function Details({ value, onChange }: Given) {
  const every = (label: string, most: number) =>
    'every' in value && (
      <NumberInput
        label={label}
        min={1}
        max={most}
        allowDecimal={false}
        value={value.every}
        onChange={(n) => typeof n === 'number' && onChange({ ...value, every: n } as Rhythm)}
      />
    );
  const from = 'from' in value && (
    <TextInput
      type="date"
      label="A period begins on"
      required
      withAsterisk={false}
      value={value.from}
      onChange={({ currentTarget }) => onChange({ ...value, from: currentTarget.value })}
    />
  );
  switch (value.kind) {
    case 'semi-monthly':
      return null;
    case 'weeks':
      return (
        <Group grow align="flex-start">
          {every('Every so many weeks', 52)}
          {from}
        </Group>
      );
    case 'months':
      return (
        <Group grow align="flex-start">
          <Select
            label="Each period"
            data={optionsOf(monthly)}
            allowDeselect={false}
            value={String(value.every)}
            onChange={(n) => onChange({ ...value, every: Number(n) as typeof value.every })}
          />
          {value.every > 1 && (
            <Select
              label="In years that end with"
              data={numbered(months)}
              allowDeselect={false}
              value={String(value.yearEnd?.month ?? 12)}
              onChange={(month) => onChange({ ...value, yearEnd: lastOf(Number(month)) })}
            />
          )}
        </Group>
      );
    case 'fiscal':
      return <FiscalFields value={value} onChange={onChange} />;
    case 'rrule':
      return (
        <Group grow align="flex-start">
          <TextInput
            label="Rule"
            required
            withAsterisk={false}
            value={value.rule}
            onChange={({ currentTarget }) => onChange({ ...value, rule: currentTarget.value })}
          />
          {from}
        </Group>
      );
    case 'after-completion':
      return (
        <Group grow align="flex-start">
          {every('So many', 366)}
          <Select
            label="Later"
            data={['day', 'week', 'month'].map((unit) => ({ value: unit, label: `${unit}s` }))}
            allowDeselect={false}
            value={value.unit}
            onChange={(unit) => onChange({ ...value, unit: unit as typeof value.unit })}
          />
        </Group>
      );
  }
}

const lastOf = (month: number) => ({ month, day: new Date(2023, month, 0).getDate() });
