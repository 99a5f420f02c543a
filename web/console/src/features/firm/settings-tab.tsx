import {
  Button,
  Checkbox,
  ColorInput,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMe } from '../../lib/me.ts';
import { numbered, weekdays } from '../../lib/calendar-words.ts';
import { showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { LogoField } from './logo-field.tsx';
import { type Values, changeOf, valuesOf } from './settings.ts';
import { useFirmChange } from './requests.ts';

type Form = UseFormReturnType<Values>;

const professions = ['accounting', 'bookkeeping', 'law', 'consulting'].map((value) => ({
  value,
  label: value.replace(/^./, (letter) => letter.toUpperCase()),
}));
const days = numbered(weekdays);
const calendars = [
  { value: 'us-federal', label: 'United States, federal' },
  { value: 'gb-england-wales', label: 'England and Wales' },
  { value: 'de-nationwide', label: 'Germany, nationwide' },
];
const letterRules = [
  { value: 'off', label: 'Begins all the same' },
  { value: 'warn', label: 'Begins, and says so wherever it is shown' },
  { value: 'stop', label: 'Does not begin until a letter is signed' },
];
const zones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');

export function SettingsTab() {
  const { firm } = useMe();
  // A new logo changes the firm, but nothing that is typed here.
  return <Settings key={JSON.stringify(valuesOf(firm))} />;
}

function Settings() {
  const { firm } = useMe();
  const form = useForm({ initialValues: valuesOf(firm) });
  const save = useFirmChange(firm);
  const send = (values: Values) =>
    save.mutate(changeOf(firm, values), {
      onSuccess: () => tell('The settings are changed'),
      onError: (error) => showErrors(form, error),
    });
  return (
    <form onSubmit={form.onSubmit(send)}>
      <fieldset disabled={!firm.can.edit} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="lg" maw={560}>
          <About form={form} />
          <Week form={form} />
          <Brand form={form} />
          <Letters form={form} />
          <Bills form={form} />
          {firm.can.edit ? (
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save the settings
              </Button>
            </Group>
          ) : (
            <Text c="dimmed">An administrator changes these.</Text>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

const About = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <TextInput label="Name of the firm" required withAsterisk={false} {...form.getInputProps('name')} />
    <Select
      label="Profession"
      description="Decides which words people read"
      data={professions}
      allowDeselect={false}
      {...form.getInputProps('profession')}
    />
    <Group grow align="flex-start">
      <Select label="Time zone" data={zones} searchable allowDeselect={false} {...form.getInputProps('timeZone')} />
      <Select label="Currency" data={currencies} searchable allowDeselect={false} {...form.getInputProps('currency')} />
    </Group>
  </Stack>
);

const Week = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>Week and holidays</Title>
    <Group grow align="flex-start">
      <Select label="Week starts on" data={days} allowDeselect={false} {...form.getInputProps('weekStartsOn')} />
      <Select
        label="Public holidays"
        data={calendars}
        clearable
        placeholder="None"
        {...form.getInputProps('national')}
      />
    </Group>
    <Checkbox.Group label="Nobody works on" {...form.getInputProps('weekend')}>
      <Group gap="sm" mt={4}>
        {days.map(({ value, label }) => (
          <Checkbox key={value} size="xs" value={value} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  </Stack>
);

const Brand = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>What clients see</Title>
    <LogoField />
    <ColorInput
      label="Colour"
      eyeDropperButtonProps={{ 'aria-label': 'Take a colour from the screen' }}
      format="hex"
      placeholder="#1F5A4D"
      {...form.getInputProps('colour')}
    />
    <Group grow align="flex-start">
      <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
      <TextInput label="Website" type="url" placeholder="https://" {...form.getInputProps('website')} />
    </Group>
    <Textarea label="Address" autosize minRows={2} {...form.getInputProps('address')} />
    <TextInput label="Answers to mail go to" type="email" {...form.getInputProps('replyTo')} />
    <Group grow align="flex-start">
      <TextInput
        label="Mail leaves by itself from"
        description="On days on which the firm works"
        type="time"
        {...form.getInputProps('mailFrom')}
      />
      <TextInput
        label="until"
        description="What a person sends leaves at once"
        placeholder="17:00"
        {...form.getInputProps('mailTo')}
      />
    </Group>
  </Stack>
);

const Letters = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>Letters</Title>
    <Select
      label="Work for which no letter is signed"
      description="What recurs waits, and is made once the letter is signed"
      data={letterRules}
      allowDeselect={false}
      {...form.getInputProps('letterRule')}
    />
  </Stack>
);

const Bills = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>Bills</Title>
    <Group grow align="flex-start">
      <NumberInput label="Days to pay" min={0} max={365} allowDecimal={false} {...form.getInputProps('paymentDays')} />
      <NumberInput
        label="Number of the first bill"
        min={1}
        allowDecimal={false}
        {...form.getInputProps('nextInvoice')}
      />
    </Group>
  </Stack>
);
