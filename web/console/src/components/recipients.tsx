import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { askableOf, whyNotAsked } from '../lib/askable.ts';
import type { ClientContact } from '../lib/client-people.ts';

type Props = {
  people: readonly ClientContact[];
  /** Who has it already, whatever they may do now. */ had?: readonly string[];
} & Pick<MultiSelectProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onFocus' | 'error'>;

/** To whom something goes that is answered on the clients’ page. */
export function Recipients({ people, had = [], ...field }: Props) {
  const askable = askableOf(people);
  const shown = people.filter((one) => askable.includes(one) || had.includes(one.id));
  return (
    <MultiSelect
      label="To"
      description={whyNotAsked(people)}
      data={shown.map(({ id, name, mail }) => ({ value: id, label: mail === undefined ? name : `${name} (${mail})` }))}
      {...field}
    />
  );
}
