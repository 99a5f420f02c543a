import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { weekdays } from '../../lib/calendar-words.ts';
import { isTyped } from '../../lib/forms.ts';
import { type Member, useToday } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { asBefore, type Hours, hoursOf, lastWeek, sayDayHours, sayWeekHours, withOne, without } from './from-days.ts';
import { useMemberEdit } from './requests.ts';
import { TakeAway } from './take-away.tsx';

const short = weekdays.map((day) => day.slice(0, 3));

function useHoursChange({ id, hours: before }: Member) {
  const { mutate, mutateAsync } = useMemberEdit(id);
  return (
    change: (hours: readonly Hours[] | undefined) => Hours[],
    day: Hours,
    said: string,
    onSuccess?: (changed: Member) => void,
  ) =>
    mutate(({ hours }) => ({ hours: change(hours) }), {
      onSuccess: (changed) => {
        tellUndo(said, () => mutateAsync(({ hours }) => ({ hours: asBefore(hours, day, before) })));
        onSuccess?.(changed);
      },
      onError: tellTrouble,
    });
}

/** The week that someone works, from each day on on which it changed or will. */
export function HoursList({ member }: { member: Member }) {
  const change = useHoursChange(member);
  const { hours = [], can } = member;
  const take = (week: Hours) => change((all) => without(all, week), week, 'The week is taken away');
  const columns: Column<Hours>[] = [
    { key: 'from', title: 'From', width: 120, render: ({ from }) => <Day of={from} /> },
    ...short.map((title, day): Column<Hours> => ({
      key: title,
      title,
      align: 'right',
      width: 56,
      onWide: true,
      render: ({ minutes }) => sayDayHours(minutes[day]!),
    })),
    {
      key: 'all',
      title: 'Hours a week',
      align: 'right',
      width: 110,
      render: ({ minutes }) => sayWeekHours(minutes),
    },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (week) =>
        can.edit && <TakeAway label={`Take the week from ${week.from} away`} onClick={() => take(week)} />,
    },
  ];
  if (hours.length === 0 && !can.edit) return null;
  return (
    <Stack gap="xs" maw={720}>
      <Title order={2}>Works</Title>
      {hours.length > 0 ? (
        <RowTable label="Weeks" rows={hours} columns={columns} idOf={({ from }) => from} />
      ) : (
        <Text c="dimmed">Nobody has said how long</Text>
      )}
      {can.edit && <NewHours member={member} />}
    </Stack>
  );
}

function NewHours({ member }: { member: Member }) {
  const change = useHoursChange(member);
  const today = useToday();
  const valuesOf = ({ hours }: Member) => ({ from: today, hours: lastWeek(hours) });
  const form = useForm({ initialValues: valuesOf(member) });
  // A week beside the others takes nothing from them: whatever a colleague set meanwhile, what is typed stays.
  const { saved } = useOvertaken(member, valuesOf, form);
  useUnsaved(isTyped(form));
  const add = ({ from, hours }: typeof form.values) => {
    const week = hoursOf(from, hours);
    change((all) => withOne(all, week), week, `${member.name} works ${sayWeekHours(week.minutes)} hours a week`, saved);
  };
  return (
    <form onSubmit={form.onSubmit(add)}>
      <Group align="flex-end" gap="xs">
        <TextInput label="From" type="date" required withAsterisk={false} {...form.getInputProps('from')} />
        {short.map((day, at) => (
          <NumberInput
            key={day}
            label={day}
            aria-label={`Hours on ${weekdays[at]}`}
            min={0}
            max={24}
            decimalScale={2}
            required
            withAsterisk={false}
            hideControls
            w={52}
            {...form.getInputProps(`hours.${at}`)}
          />
        ))}
        <Button type="submit" size="sm" variant="default">
          Set the hours
        </Button>
      </Group>
    </form>
  );
}
