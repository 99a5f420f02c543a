import { Group, MultiSelect, NumberInput } from '@mantine/core';
import { fileKinds } from '../../lib/request-item-form.ts';
import type { Question } from './requests.ts';

type Props = {
  question: Question;
  onChange: (more: Pick<Question, 'accept' | 'most'>) => void;
  errors: ReadonlyMap<string, string>;
};

/** How many files, where nobody says otherwise. */
const usualMost = 20;
// A bank’s download is asked for by a request.
const kinds = fileKinds.filter(({ value }) => value !== 'ofx');

/** Which files a question takes, and how many. */
export function FileFields({ question: { accept = [], most }, onChange, errors }: Props) {
  const chosen = accept.includes('any') ? [] : accept;
  return (
    <Group grow align="start">
      <MultiSelect
        label="Which files"
        placeholder={chosen.length === 0 ? 'Any' : ''}
        data={kinds}
        value={chosen}
        error={errors.get('accept')}
        onChange={(value) => onChange({ accept: value as Question['accept'] })}
      />
      <NumberInput
        label="Files at most"
        placeholder={String(usualMost)}
        min={1}
        max={100}
        allowDecimal={false}
        value={most ?? ''}
        error={errors.get('most')}
        onChange={(value) => onChange({ most: value === '' ? undefined : Number(value) })}
      />
    </Group>
  );
}
