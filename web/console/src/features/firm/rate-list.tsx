import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Day } from '../../components/day.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { type Member, useMe, useToday } from '../../lib/me.ts';
import { readMoney, sayMoney } from '../../lib/money.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { asBefore, type Rate, type RateKind, withOne, without } from './from-days.ts';
import { useMemberEdit } from './requests.ts';
import type { Right } from './roles.ts';
import { TakeAway } from './take-away.tsx';

const words: Record<RateKind, { title: string; of: string; right: Right }> = {
  billRates: { title: 'Billed at', of: 'Bill rates', right: 'rates' },
  costRates: { title: 'Costs', of: 'Cost rates', right: 'costs' },
};

function useRateChange({ id, ...before }: Member, kind: RateKind) {
  const { mutate, mutateAsync } = useMemberEdit(id);
  return (change: (rates: readonly Rate[] | undefined) => Rate[], day: Rate, said: string) =>
    mutate((member) => ({ [kind]: change(member[kind]) }), {
      onSuccess: () =>
        tellUndo(said, () => mutateAsync((member) => ({ [kind]: asBefore(member[kind], day, before[kind]) }))),
      onError: tellTrouble,
    });
}

/** What an hour of someone's is billed at, or costs, from each day on; for who may see it. */
export function RateList({ member, kind }: { member: Member; kind: RateKind }) {
  const { member: me, firm } = useMe();
  const change = useRateChange(member, kind);
  const { title, of, right } = words[kind];
  const rates = member[kind] ?? [];
  const mayEdit = member.can.edit && me.sees?.[right] === true;
  const take = (rate: Rate) => change((all) => without(all, rate), rate, 'The rate is taken away');
  const columns: Column<Rate>[] = [
    { key: 'from', title: 'From', width: 130, render: ({ from }) => <Day of={from} /> },
    {
      key: 'rate',
      title: `${firm.currency} an hour`,
      align: 'right',
      width: 130,
      render: ({ rate }) => sayMoney(rate, rate.currency !== firm.currency),
    },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      render: (rate) =>
        mayEdit && <TakeAway label={`Take the rate from ${rate.from} away`} onClick={() => take(rate)} />,
    },
  ];
  if (rates.length === 0 && !mayEdit) return null;
  return (
    <Stack gap="xs" w="100%" maw={400}>
      <Title order={2}>{title}</Title>
      {rates.length > 0 ? (
        <RowTable label={of} rows={rates} columns={columns} idOf={({ from }) => from} />
      ) : (
        <Text c="dimmed">No rate yet</Text>
      )}
      {mayEdit && <NewRate member={member} kind={kind} />}
    </Stack>
  );
}

function NewRate({ member, kind }: { member: Member; kind: RateKind }) {
  const { currency } = useMe().firm;
  const change = useRateChange(member, kind);
  const form = useForm({
    initialValues: { from: useToday(), rate: '' },
    validate: { rate: (typed) => (readMoney(typed, currency) ? null : 'An amount, as in 185 or 92.50') },
  });
  useUnsaved(form.values.rate.trim() !== '');
  const add = ({ from, rate: typed }: typeof form.values) => {
    const rate = { from, rate: readMoney(typed, currency)! } as Rate;
    change((all) => withOne(all, rate), rate, `${words[kind].title} ${sayMoney(rate.rate)} an hour`);
    form.setFieldValue('rate', '');
  };
  return (
    <form onSubmit={form.onSubmit(add)}>
      <Group align="flex-start" gap="xs">
        <TextInput label="From" type="date" required withAsterisk={false} {...form.getInputProps('from')} />
        <TextInput label={`${currency} an hour`} w={120} inputMode="decimal" {...form.getInputProps('rate')} />
        <Button type="submit" size="sm" variant="default" mt={20}>
          Set the rate
        </Button>
      </Group>
    </form>
  );
}
