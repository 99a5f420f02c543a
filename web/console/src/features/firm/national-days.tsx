import { Checkbox, Fieldset, Select, SimpleGrid, Stack } from '@mantine/core';
import { useMe } from '../../lib/me.ts';
import { type DaysOff, withNational, withWorkedOn } from './days-off.ts';
import { useDaysChange } from './days-requests.ts';

const calendars = [
  { value: 'us-federal', label: 'United States, federal' },
  { value: 'gb-england-wales', label: 'England and Wales' },
  { value: 'de-nationwide', label: 'Germany, nationwide' },
];

/** The holidays of a country, and on which of them the firm works all the same. */
export function NationalDays({ holidays }: { holidays: DaysOff['holidays'] | undefined }) {
  const { firm } = useMe();
  const change = useDaysChange();
  const { national = null, without } = firm.workingDays;
  const listed = national === null ? [] : (holidays?.[national] ?? []);
  const turn = (key: string, name: string, isOff: boolean) =>
    change(
      withWorkedOn(key, !isOff),
      withWorkedOn(key, isOff),
      isOff ? `${name} is a day off` : `${name} is a day like others`,
    );
  return (
    <Stack gap="sm">
      <Select
        label="Public holidays"
        description="Nobody works on those that are ticked"
        data={calendars}
        clearable
        placeholder="None"
        disabled={!firm.can.edit}
        value={national}
        onChange={(next) =>
          change(withNational(next), withNational(national, without), 'The public holidays are changed')
        }
      />
      {listed.length > 0 && (
        <Fieldset legend="Off on" disabled={!firm.can.edit}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing={8}>
            {listed.map(({ key, name }) => (
              <Checkbox
                key={key}
                size="xs"
                label={name}
                checked={!without.includes(key)}
                onChange={({ currentTarget }) => turn(key, name, currentTarget.checked)}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
      )}
    </Stack>
  );
}
