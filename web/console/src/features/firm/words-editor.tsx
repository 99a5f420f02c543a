import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEventHandler, type ReactNode, useRef } from 'react';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import type { Overtaken } from '../../lib/overtaken.ts';
import type { Worded } from './own-words.ts';

type Props = {
  of: Pick<Worded, 'shipped' | 'can' | 'fields'>;
  /** The line above the text. */
  line: { name: string; label: string };
  /** Fields that are not in it yet. */
  others: readonly string[];
  hint: string;
  form: {
    input: (name: string) => object;
    text: string;
    setText: (text: string) => void;
    isDirty: boolean;
    onSubmit: FormEventHandler<HTMLFormElement>;
  };
  isKeeping: boolean;
  overtaken: Overtaken;
  /** What the words come to. */
  children: ReactNode;
};

/** Words with fields, typed, beside what they come to. */
export function WordsEditor({ of, line, others, hint, form, isKeeping, overtaken, children }: Props) {
  const { text, setText, input } = form;
  useUnsaved(form.isDirty);
  const cursor = useRef<{ from: number; to: number }>(undefined);
  const putIn = (field: string) => {
    const { from, to } = cursor.current ?? { from: text.length, to: text.length };
    setText(`${text.slice(0, from)}{${field}}${text.slice(to)}`);
    const after = from + field.length + 2;
    cursor.current = { from: after, to: after };
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <form onSubmit={form.onSubmit}>
        <fieldset disabled={!of.can.edit} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="sm">
            {!of.shipped && <TextInput label="Name" required withAsterisk={false} {...input('name')} />}
            <TextInput label={line.label} required withAsterisk={false} {...input(line.name)} />
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
              {...input('text')}
            />
            <Select
              label="Put in a field"
              description={hint}
              placeholder="It goes where the cursor is"
              data={[
                { group: 'In these words', items: [...of.fields] },
                { group: 'Others', items: [...others] },
              ]}
              searchable
              value={null}
              onChange={(field) => field !== null && putIn(field)}
            />
            <OvertakenAlert of={overtaken} />
            {of.can.edit ? (
              <Group>
                <Button type="submit" loading={isKeeping} disabled={!form.isDirty}>
                  Save the words
                </Button>
              </Group>
            ) : (
              <Text c="dimmed">An administrator or a manager changes these.</Text>
            )}
          </Stack>
        </fieldset>
      </form>
      {children}
    </SimpleGrid>
  );
}
