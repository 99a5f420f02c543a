import { Select, Switch } from '@mantine/core';
import { PayerSelect } from '../../components/payer-select.tsx';
import { useWords } from '../../lib/words.ts';
import type { ClientForm } from './client-editor.tsx';

/** Who is billed: a client that pays for others pays for itself. */
export function BillingFields({ form }: { form: ClientForm }) {
  const { client } = useWords();
  const payer = form.getInputProps('billingClientId');
  const { paidBy, billingClientId } = form.values;
  const ways = [
    { value: 'usual', label: `Who pays for its group, else the ${client.one}` },
    { value: 'itself', label: `The ${client.one}, whatever its group says` },
    { value: 'other', label: `Another ${client.one}` },
  ];
  return (
    <>
      <Select
        label="Bills go to"
        data={ways}
        allowDeselect={false}
        {...form.getInputProps('paidBy')}
        error={paidBy === 'other' ? undefined : payer.error}
      />
      {paidBy === 'other' && (
        <PayerSelect label="Who pays" value={billingClientId} onChange={payer.onChange} error={payer.error} />
      )}
      <Switch
        size="sm"
        label="The firm itself: nobody pays, and no report of fees counts it"
        {...form.getInputProps('internal', { type: 'checkbox' })}
      />
    </>
  );
}
