import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { missedWords, rollWords } from '../../lib/series-words.ts';
import type { Values } from './form.ts';
import { optionsOf } from './options.ts';

type Props = {
  values: Values;
  onChange: (more: Partial<Values>) => void;
  today: string;
  errors: Readonly<Record<string, string>>;
  engagementWord: string;
  /** What a series was told it does not forget: it is told something else. */
  mayForgetRoll: boolean;
};

const units = { day: 'days', bizday: 'working days' };

/** When jobs are created, what becomes of closed and of missed days, and when it ends. */
export function WhenFields({ values, onChange, today, errors, engagementWord, mayForgetRoll }: Props) {
  const { lead, roll, missed, end } = values;
  const ends: Record<string, string> = {
    never: 'Never',
    on: 'On a day',
    after: 'After so many jobs',
    ...(values.engagementId !== undefined && { engagement: `With the ${engagementWord}` }),
  };
  const begun: Record<string, Values['end']> = {
    never: { kind: 'never' },
    on: { kind: 'on', date: today },
    after: { kind: 'after', jobs: 12 },
    engagement: { kind: 'engagement' },
  };
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label="Created before it starts"
          min={0}
          max={366}
          allowDecimal={false}
          value={lead.n}
          onChange={(n) => typeof n === 'number' && onChange({ lead: { ...lead, n } })}
          error={errors.lead}
        />
        <Select
          label="Counted in"
          data={optionsOf(units)}
          allowDeselect={false}
          value={lead.unit}
          onChange={(unit) => onChange({ lead: { ...lead, unit: unit as typeof lead.unit } })}
        />
      </Group>
      <Select
        label="A start on a weekend or holiday"
        placeholder="As the template says"
        data={optionsOf(rollWords)}
        clearable={mayForgetRoll}
        value={roll ?? null}
        onChange={(to) => onChange({ roll: (to ?? undefined) as Values['roll'] })}
        error={errors.roll}
      />
      <Select
        label="Jobs that were missed"
        data={optionsOf(missedWords)}
        allowDeselect={false}
        value={missed}
        onChange={(to) => onChange({ missed: to as Values['missed'] })}
      />
      <Group grow align="flex-start">
        <Select
          label="Ends"
          data={optionsOf(ends)}
          allowDeselect={false}
          value={end.kind}
          onChange={(kind) => onChange({ end: begun[kind ?? 'never']! })}
          error={errors.end}
        />
        {end.kind === 'on' && (
          <TextInput
            type="date"
            label="Last day"
            required
            withAsterisk={false}
            value={end.date}
            onChange={({ currentTarget }) => onChange({ end: { kind: 'on', date: currentTarget.value } })}
            error={errors['end.date']}
          />
        )}
        {end.kind === 'after' && (
          <NumberInput
            label="So many"
            min={1}
            max={1000}
            allowDecimal={false}
            value={end.jobs}
            onChange={(jobs) => typeof jobs === 'number' && onChange({ end: { kind: 'after', jobs } })}
          />
        )}
      </Group>
    </>
  );
}
