import { Checkbox, Group, Select, Stack, Title } from '@mantine/core';
import { numbered, weekdays } from '../../lib/calendar-words.ts';
import { type Firm, useMe } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { withWeekend } from './days-off.ts';
import { useDaysChange } from './days-requests.ts';
import { useFirmChange } from './requests.ts';

const days = numbered(weekdays);

export function Week() {
  const { firm } = useMe();
  const change = useDaysChange();
  const save = useFirmChange(firm);
  const weekend = firm.workingDays.weekend.map(String);
  const begin = (weekStartsOn: string | null) =>
    save.mutate(
      { weekStartsOn: Number(weekStartsOn) as Firm['weekStartsOn'] },
      { onSuccess: () => tell(`Weeks start on ${weekdays[Number(weekStartsOn) - 1]}`), onError: tellTrouble },
    );
  return (
    <Stack gap="sm">
      <Title order={2}>Week and holidays</Title>
      <Select
        label="Week starts on"
        description="In calendars"
        data={days}
        allowDeselect={false}
        maw={240}
        disabled={!firm.can.edit}
        value={String(firm.weekStartsOn)}
        onChange={begin}
      />
      <Checkbox.Group
        label="Nobody works on"
        value={weekend}
        disabled={!firm.can.edit}
        onChange={(next) => change(withWeekend(next), withWeekend(weekend), 'The week is changed')}
      >
        <Group gap="sm" mt={4}>
          {days.map(({ value, label }) => (
            <Checkbox key={value} size="xs" value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    </Stack>
  );
}
