import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useUnsaved } from '../../components/unsaved.tsx';
import { months, numbered, weekdays } from '../../lib/calendar-words.ts';
import { isTyped } from '../../lib/forms.ts';
import { newRule, nthChoices, observedChoices, type Rule, ruleOf, withoutRule, withRule } from './days-off.ts';
import { useDaysChange } from './days-requests.ts';

const kinds: { value: Rule['kind']; label: string }[] = [
  { value: 'fixed', label: 'The same date every year' },
  { value: 'weekday', label: 'A weekday of a month' },
  { value: 'easter', label: 'By Easter' },
  { value: 'once', label: 'Once' },
];
const monthChoices = numbered(months);
const weekdayChoices = numbered(weekdays);

export function NewOwnDay({ own }: { own: readonly Rule[] }) {
  const change = useDaysChange();
  const form = useForm({ initialValues: newRule });
  useUnsaved(isTyped(form));
  const add = (values: typeof newRule) => {
    const rule = ruleOf(values, own);
    change(withRule(rule), withoutRule(rule), `${rule.name} is a day off`, () => form.reset());
  };
  const { kind } = form.values;
  return (
    <form onSubmit={form.onSubmit(add)}>
      <Text fw={500} mb={8}>
        Add a day off
      </Text>
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            maxLength={80}
            w={220}
            {...form.getInputProps('name')}
          />
          <Select label="Falls on" data={kinds} allowDeselect={false} w={220} {...form.getInputProps('kind')} />
        </Group>
        <Group align="flex-end" gap="xs">
          {kind === 'weekday' && (
            <>
              <Select label="Which" data={nthChoices} allowDeselect={false} w={100} {...form.getInputProps('nth')} />
              <Select
                label="Weekday"
                data={weekdayChoices}
                allowDeselect={false}
                w={140}
                {...form.getInputProps('weekday')}
              />
            </>
          )}
          {(kind === 'fixed' || kind === 'weekday') && (
            <Select label="Month" data={monthChoices} allowDeselect={false} w={140} {...form.getInputProps('month')} />
          )}
          {kind === 'fixed' && <NumberInput label="Day" min={1} max={31} w={80} {...form.getInputProps('day')} />}
          {(kind === 'weekday' || kind === 'easter') && (
            <NumberInput
              label={kind === 'easter' ? 'Days after Easter Sunday' : 'Days after it'}
              min={kind === 'easter' ? -70 : -31}
              max={kind === 'easter' ? 70 : 31}
              w={kind === 'easter' ? 190 : 120}
              {...form.getInputProps('plus')}
            />
          )}
          {kind === 'once' && (
            <TextInput label="Date" type="date" required withAsterisk={false} {...form.getInputProps('date')} />
          )}
          {kind === 'fixed' && (
            <Select
              label="On a weekend"
              data={observedChoices}
              allowDeselect={false}
              w={250}
              {...form.getInputProps('observed')}
            />
          )}
          <Button type="submit" size="sm" variant="default">
            Add the day off
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
