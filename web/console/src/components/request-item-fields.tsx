import { ActionIcon, Group, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import type { Values } from '../lib/request-form.ts';
import { answerTypes, kinds } from '../lib/request-item-form.ts';
import { readTable } from '../lib/table-text.ts';
import { ItemMore } from './request-item-more.tsx';

type Props = { form: UseFormReturnType<Values>; at: number; mayRemove: boolean };

/** One thing that is asked: how it can be given, what it is, and what the client should know. */
export function ItemFields({ form, at, mayRemove }: Props) {
  const item = form.values.items[at]!;
  const field = (name: string) => form.getInputProps(`items.${at}.${name}`);
  const wrong = form.errors[`items.${at}.asks`];
  return (
    <Stack
      component="fieldset"
      gap="xs"
      m={0}
      p="sm"
      aria-label={`Item ${at + 1}`}
      style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 'var(--mantine-radius-md)' }}
    >
      <Group gap="xs" align="end" wrap="nowrap">
        <Select
          label="What is asked"
          data={kinds}
          allowDeselect={false}
          w={{ base: 150, sm: 200 }}
          {...field('kind')}
        />
        {item.kind === 'answer' && (
          <Select label="As" data={answerTypes} allowDeselect={false} flex={1} {...field('type')} />
        )}
        {mayRemove && (
          <ActionIcon
            size={36}
            ml="auto"
            aria-label={`Take item ${at + 1} away`}
            onClick={() => form.removeListItem('items', at)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
      <TextInput
        label="In the client’s words"
        placeholder={item.kind === 'upload' ? 'Bank statement, March 2026' : undefined}
        required
        withAsterisk={false}
        {...field('title')}
      />
      {item.kind === 'answer' && item.type === 'choice' && (
        <Textarea
          label="What can be chosen, one on each line"
          autosize
          minRows={2}
          {...field('choices')}
          error={wrong}
        />
      )}
      {item.kind === 'table' && <TableFields form={form} at={at} />}
      <TextInput label="A hint (optional)" {...field('note')} />
      <Switch
        size="sm"
        label="It can be left out"
        {...form.getInputProps(`items.${at}.optional`, { type: 'checkbox' })}
      />
      <ItemMore form={form} at={at} />
      {wrong && !(item.kind === 'answer' && item.type === 'choice') && item.kind !== 'table' && (
        <Text size="sm" c="red">
          {wrong}
        </Text>
      )}
    </Stack>
  );
}

function TableFields({ form, at }: Omit<Props, 'mayRemove'>) {
  const { table } = form.values.items[at]!;
  const [columns = [], ...rows] = readTable(table);
  const found = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} with ${columns.join(', ')}`;
  return (
    <>
      <Textarea
        label="The table"
        description={
          columns.length === 0
            ? 'Paste it from a spreadsheet or a CSV file, with its headings in the first line'
            : found
        }
        autosize
        minRows={4}
        maxRows={12}
        required
        withAsterisk={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre', overflowX: 'auto' } }}
        {...form.getInputProps(`items.${at}.table`)}
        error={form.errors[`items.${at}.asks`]}
      />
      <Textarea
        label="What is asked of each row, one question on each line"
        autosize
        minRows={1}
        required
        withAsterisk={false}
        {...form.getInputProps(`items.${at}.questions`)}
      />
    </>
  );
}
