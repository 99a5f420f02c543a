import { Stack, Text, Title } from '@mantine/core';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useMe } from '../../lib/me.ts';
import { type Rule, sayRule, withoutRule, withRule } from './days-off.ts';
import { useDaysChange } from './days-requests.ts';
import { NewOwnDay } from './new-own-day.tsx';
import { TakeAway } from './take-away.tsx';

/** Holidays that the firm keeps by itself, by the rule that they fall by. */
export function OwnDays() {
  const { firm } = useMe();
  const change = useDaysChange();
  const { own } = firm.workingDays;
  const columns: Column<Rule>[] = [
    { key: 'name', title: 'Day off', width: '40%', render: ({ name }) => name },
    {
      key: 'rule',
      title: 'Falls on',
      render: (rule) => {
        const said = sayRule(rule);
        return <span title={said}>{said}</span>;
      },
    },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (rule) =>
        firm.can.edit && (
          <TakeAway
            label={`Take ${rule.name} away`}
            onClick={() => change(withoutRule(rule), withRule(rule), `${rule.name} is a day like others`)}
          />
        ),
    },
  ];
  return (
    <Stack gap="xs">
      <Title order={2}>Days off of your own</Title>
      {own.length === 0 ? (
        <Text c="dimmed">None</Text>
      ) : (
        <RowTable label="Days off of your own" rows={own} columns={columns} idOf={({ key }) => key} />
      )}
      {firm.can.edit && <NewOwnDay own={own} />}
    </Stack>
  );
}
