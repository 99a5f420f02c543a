import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { type Against, type Single, withoutSingle, withSingle } from './days-off.ts';
import { useDaysChange } from './days-requests.ts';
import { TakeAway } from './take-away.tsx';

const words = {
  closed: {
    title: 'Closed on single days',
    why: 'Moving house, an outing',
    act: 'Close on this day',
    done: 'closed on this day',
    undone: 'not closed on this day',
  },
  open: {
    title: 'Open on single days',
    why: 'A Saturday before a deadline',
    act: 'Open on this day',
    done: 'open on this day, whatever else says otherwise',
    undone: 'not open on this day by itself',
  },
} as const;

/** Days of one year that go against the rest. */
export function SingleDays({ against }: { against: Against }) {
  const { firm } = useMe();
  const change = useDaysChange();
  const { title, undone } = words[against];
  const days = firm.workingDays[against];
  const columns: Column<Single>[] = [
    { key: 'date', title: 'Day', width: 130, render: ({ date }) => <Day of={date} /> },
    { key: 'reason', title: 'Why', render: ({ reason }) => reason },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (day) =>
        firm.can.edit && (
          <TakeAway
            label={`Take ${day.date} away`}
            onClick={() => change(withoutSingle(against, day), withSingle(against, day), `The firm is ${undone}`)}
          />
        ),
    },
  ];
  return (
    <Stack gap="xs">
      <Title order={2}>{title}</Title>
      {days.length === 0 ? (
        <Text c="dimmed">None</Text>
      ) : (
        <RowTable label={title} rows={days} columns={columns} idOf={({ date }) => date} />
      )}
      {firm.can.edit && <NewSingleDay against={against} days={days} />}
    </Stack>
  );
}

function NewSingleDay({ against, days }: { against: Against; days: readonly Single[] }) {
  const change = useDaysChange();
  const form = useForm({ initialValues: { date: '', reason: '' } });
  useUnsaved(isTyped(form));
  const { why, act, done } = words[against];
  const add = (day: Single) => {
    const before = days.find(({ date }) => date === day.date);
    const back = before ? withSingle(against, before) : withoutSingle(against, day);
    change(withSingle(against, day), back, `The firm is ${done}`, () => form.reset());
  };
  return (
    <form onSubmit={form.onSubmit(add)}>
      <Group align="flex-end" gap="xs">
        <TextInput label="Day" type="date" required withAsterisk={false} {...form.getInputProps('date')} />
        <TextInput
          label="Why"
          placeholder={why}
          required
          withAsterisk={false}
          maxLength={200}
          w={240}
          {...form.getInputProps('reason')}
        />
        <Button type="submit" size="sm" variant="default">
          {act}
        </Button>
      </Group>
    </form>
  );
}
