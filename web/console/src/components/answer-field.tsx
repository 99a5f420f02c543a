import { Checkbox, Group, MultiSelect, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { AnswerType } from '../lib/request-item-form.ts';

export type Answering = { type: AnswerType | 'several' | 'confirm'; choices?: readonly string[] | undefined };
/** What is typed; of several choices, one on each line. */
type Props = Answering & {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
};

const sayNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

/** The field that takes an answer of its type, as the client would give it. */
export function AnswerField({ type, choices = [], label, value, error, onChange }: Props) {
  const field = { label, error, 'data-autofocus': true };
  const typed = {
    ...field,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (type) {
    case 'text':
      return <TextInput {...typed} />;
    case 'long-text':
      return <Textarea autosize minRows={3} {...typed} />;
    case 'money':
    case 'number':
      return <TextInput inputMode="decimal" maw={200} {...typed} />;
    case 'date':
      return <TextInput type="date" maw={200} {...typed} />;
    case 'yes-no':
      return <YesOrNo label={label} error={error} value={value} onChange={onChange} />;
    case 'yes-no-text':
      return <YesOrNoAndWhat label={label} error={error} value={value} onChange={onChange} />;
    case 'choice':
      return <Select {...field} data={[...choices]} value={value || null} onChange={(one) => onChange(one ?? '')} />;
    case 'several':
      return (
        <MultiSelect
          {...field}
          data={[...choices]}
          value={value === '' ? [] : value.split('\n')}
          onChange={(all) => onChange(all.join('\n'))}
        />
      );
    case 'confirm':
      return (
        <Checkbox
          {...field}
          checked={value === 'yes'}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'yes' : '')}
        />
      );
  }
}

type Part = Pick<Props, 'label' | 'value' | 'error' | 'onChange'>;

const YesOrNo = ({ value, ...props }: Part) => (
  <Radio.Group value={value} {...props}>
    <Group mt={6} gap="md">
      {sayNo.map((one) => (
        <Radio key={one.value} {...one} />
      ))}
    </Group>
  </Radio.Group>
);

/** Kept as one text: `yes, a van in March`. */
function YesOrNoAndWhat({ label, error, value, onChange }: Part) {
  const [, yesOrNo = '', what = ''] = /^(yes|no)(?:, )?([^]*)$/.exec(value) ?? [];
  const say = (first: string, then: string) => onChange(then === '' ? first : `${first}, ${then}`);
  return (
    <Stack gap="xs">
      <YesOrNo label={label} error={error} value={yesOrNo} onChange={(one) => say(one, what)} />
      {yesOrNo !== '' && (
        <Textarea
          label="What about it (optional)"
          autosize
          value={what}
          onChange={({ currentTarget }) => say(yesOrNo, currentTarget.value)}
        />
      )}
    </Stack>
  );
}
