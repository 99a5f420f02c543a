import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { ClientForm } from './client-editor.tsx';
import type { CustomField } from '../../lib/custom-fields.ts';

type Props = { form: ClientForm; fields: readonly CustomField[] };

/** What the firm keeps of its clients beyond what is there already. */
export const OwnFields = ({ form, fields }: Props) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
    {fields.map((field) => (
      <OwnField key={field.key} form={form} field={field} />
    ))}
  </SimpleGrid>
);

const answers = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function OwnField({ form, field: { key, label, type, choices = [] } }: { form: ClientForm; field: CustomField }) {
  const path = `custom.${key}`;
  const { onChange, value = null, ...props } = form.getInputProps(path);
  const set = (to: string | number | boolean | null) => form.setFieldValue(path, to);
  switch (type) {
    case 'text':
      return <Textarea label={label} autosize maxLength={1000} {...props} value={value ?? ''} onChange={onChange} />;
    case 'number':
      return <NumberInput label={label} hideControls {...props} value={value ?? ''} onChange={onChange} />;
    case 'date':
      return <TextInput type="date" label={label} {...props} value={value ?? ''} onChange={onChange} />;
    case 'choice': {
      // A choice that was taken away stays with who has it.
      const known =
        typeof value === 'string' && value !== '' && !choices.includes(value) ? [...choices, value] : choices;
      return <Select label={label} data={known} clearable {...props} value={value} onChange={set} />;
    }
    case 'yes-no':
      return (
        <Select
          label={label}
          data={answers}
          clearable
          {...props}
          value={value === null ? null : String(value)}
          onChange={(to) => set(to === null ? null : to === 'true')}
        />
      );
  }
}
