import { ColorInput, Group, NumberInput, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { LogoField } from './logo-field.tsx';
import type { Values } from './settings.ts';

type Form = UseFormReturnType<Values>;

const professions = ['accounting', 'bookkeeping', 'law', 'consulting'].map((value) => ({
  value,
  label: value.replace(/^./, (letter) => letter.toUpperCase()),
}));
const letterRules = [
  { value: 'off', label: 'Begins all the same' },
  { value: 'warn', label: 'Begins, and says so wherever it is shown' },
  { value: 'stop', label: 'Does not begin until a letter is signed' },
];
const zones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');

export const About = ({ form }: { form: Form }) => (
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
      <Select
        label="Time zone"
        description="Decides what day it is, and when mail leaves"
        data={zones}
        searchable
        allowDeselect={false}
        {...form.getInputProps('timeZone')}
      />
      <Select
        label="Currency"
        description="Of fees and rates; it stays once there is an engagement"
        data={currencies}
        searchable
        allowDeselect={false}
        {...form.getInputProps('currency')}
      />
    </Group>
  </Stack>
);

export const Brand = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>What clients see</Title>
    <LogoField />
    <ColorInput
      label="Colour"
      description="Of your clients’ page"
      eyeDropperButtonProps={{ 'aria-label': 'Take a colour from the screen' }}
      format="hex"
      placeholder="#1F5A4D"
      {...form.getInputProps('colour')}
    />
    <Group grow align="flex-start">
      <TextInput
        label="Phone"
        description="Most mails name it, and are not sent without it"
        type="tel"
        {...form.getInputProps('phone')}
      />
      <TextInput
        label="Website"
        description="Where the words of a mail name it"
        type="url"
        placeholder="https://"
        {...form.getInputProps('website')}
      />
    </Group>
    <Textarea
      label="Address"
      description="Where the words of a mail name it"
      autosize
      minRows={2}
      {...form.getInputProps('address')}
    />
    <TextInput
      label="Answers to mail go to"
      description="Empty: to whoever wrote the mail. Replies in a conversation come into it where this deployment receives mail."
      type="email"
      {...form.getInputProps('replyTo')}
    />
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

export const Letters = ({ form }: { form: Form }) => (
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

export const Bills = ({ form }: { form: Form }) => (
  <Stack gap="sm">
    <Title order={2}>Bills</Title>
    <Text size="sm" c="dimmed">
      Nothing is billed here yet; these are kept until it is.
    </Text>
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
