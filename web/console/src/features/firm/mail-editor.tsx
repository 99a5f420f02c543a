import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { showErrors } from '../../lib/forms.ts';
import { tell } from '../../lib/notices.ts';
import { MailPreview } from './mail-preview.tsx';
import { type MailWords, mailWordsQuery, useMailWords } from './mail-words.ts';

/** The words of a mail, typed, beside what they come to. */
export function MailEditor({ mail }: { mail: MailWords }) {
  const { key, name, subject, text, shipped, version, can } = mail;
  const { data: all } = useQuery(mailWordsQuery);
  const { keep } = useMailWords();
  const cursor = useRef<{ from: number; to: number }>(undefined);
  const form = useForm({ initialValues: { name, subject, text } });
  const send = (words: typeof form.values) =>
    keep.mutate(
      { key, words: { ...words, for: mail.for }, version },
      { onSuccess: () => tell('The words are kept'), onError: (error) => showErrors(form, error) },
    );
  const putIn = (field: string) => {
    const { text: typed } = form.values;
    const { from, to } = cursor.current ?? { from: typed.length, to: typed.length };
    form.setFieldValue('text', `${typed.slice(0, from)}{${field}}${typed.slice(to)}`);
    const after = from + field.length + 2;
    cursor.current = { from: after, to: after };
  };
  const others = (all?.fields ?? []).filter((one) => !mail.fields.includes(one));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <form onSubmit={form.onSubmit(send)}>
        <fieldset disabled={!can.edit} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="sm">
            {!shipped && <TextInput label="Name" required withAsterisk={false} {...form.getInputProps('name')} />}
            <TextInput label="Subject" required withAsterisk={false} {...form.getInputProps('subject')} />
            <Textarea
              label="Words"
              description="What stands in braces is filled in when it is sent, as in {client.name}"
              autosize
              minRows={12}
              maxRows={32}
              required
              withAsterisk={false}
              onSelect={({ currentTarget: { selectionStart: from, selectionEnd: to } }) => {
                cursor.current = { from, to };
              }}
              {...form.getInputProps('text')}
            />
            <Select
              label="Put in a field"
              description="A mail is not sent while one of its fields is empty"
              placeholder="It goes where the cursor is"
              data={[
                { group: 'In this mail', items: [...mail.fields] },
                { group: 'Others', items: others },
              ]}
              searchable
              value={null}
              onChange={(field) => field !== null && putIn(field)}
            />
            {can.edit ? (
              <Group>
                <Button type="submit" loading={keep.isPending} disabled={!form.isDirty()}>
                  Save the words
                </Button>
              </Group>
            ) : (
              <Text c="dimmed">An administrator or a manager changes these.</Text>
            )}
          </Stack>
        </fieldset>
      </form>
      <MailPreview mailKey={key} words={form.values} />
    </SimpleGrid>
  );
}
