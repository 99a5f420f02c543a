import {
  Alert,
  Button,
  Group,
  MultiSelect,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery, signersOf } from '../lib/client-people.ts';
import { useOvertaken } from '../lib/overtaken.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { type Letter, type LetterPatch, previewQuery, useLetterAct } from '../lib/letters.ts';
import { useMe, useToday } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { type DraftValues, packagesOf, valuesOfDraft, wrongFeeAt } from '../lib/packages.ts';
import { Offered } from './offered.tsx';
import { OvertakenAlert } from './overtaken-alert.tsx';
import { PackageFields } from './package-fields.tsx';
import { useUnsaved } from './unsaved.tsx';

/** The words of a letter with its fields, beside what they come to. */
export function LetterDraft({ letter }: { letter: Letter }) {
  const { data: people = [] } = useQuery(peopleQuery(letter.clientId));
  const today = useToday();
  const { currency } = useMe().firm;
  const { text } = letter;
  const form = useForm<DraftValues>({
    initialValues: valuesOfDraft(letter),
    validate: { packages: { services: { typed: (_, { packages }, path) => wrongFeeAt(packages, path, currency) } } },
  });
  const { began, saved, overtaken } = useOvertaken(letter, valuesOfDraft, form);
  const { mutate, isPending } = useLetterAct(began);
  useUnsaved(isTyped(form));
  const save = (isSent: boolean) =>
    form.onSubmit(({ text: words, packages, ...values }) => {
      const offered = letter.kind === 'proposal' ? { packages: packagesOf(packages, currency) } : {};
      const change: LetterPatch = text === undefined ? values : { ...values, text: words, ...offered };
      mutate(
        { change, isSent },
        {
          onSuccess: (kept) => {
            saved(kept);
            tell(isSent ? `“${kept.title}” is sent` : 'The draft is saved');
          },
          onError: (error) => showErrors(form, error),
        },
      );
    });
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <form onSubmit={save(false)}>
        <Stack gap="sm">
          <TextInput label="Title" required withAsterisk={false} {...form.getInputProps('title')} />
          <Group grow align="start">
            <MultiSelect
              label="Who signs, in this order"
              data={signersOf(people).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('contactIds')}
            />
            <TextInput
              type="date"
              label="To be signed by"
              min={today}
              required
              withAsterisk={false}
              {...form.getInputProps('dueOn')}
            />
          </Group>
          {text === undefined ? (
            <Alert color="gray">Its words name what the work costs: who may see amounts can change them.</Alert>
          ) : (
            <Textarea
              label="Words"
              description="What stands in braces is filled in when it is sent, as in {client.name}"
              autosize
              minRows={16}
              maxRows={40}
              required
              withAsterisk={false}
              {...form.getInputProps('text')}
            />
          )}
          {letter.kind === 'proposal' && text !== undefined && <PackageFields form={form} />}
          <OvertakenAlert of={overtaken} />
          <Group>
            <Button leftSection={<IconSend size={16} />} loading={isPending} onClick={() => save(true)()}>
              Send it
            </Button>
            <Button type="submit" variant="default" loading={isPending}>
              Save the draft
            </Button>
          </Group>
        </Stack>
      </form>
      {text !== undefined && <Preview letter={letter} />}
    </SimpleGrid>
  );
}

function Preview({ letter }: { letter: Letter }) {
  const { data } = useQuery(previewQuery(letter));
  if (!data) return null;
  return (
    <Stack component="section" gap="xs">
      <Title order={2}>As they will read it</Title>
      {data.missing.length > 0 && (
        <Alert color="yellow" p="xs" title="It cannot be sent yet">
          Empty: {data.missing.map((path) => `{${path}}`).join(', ')}
        </Alert>
      )}
      <Paper withBorder p="lg">
        <Text fw={600} mb="sm">
          {data.title}
        </Text>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{data.text}</Text>
        <Offered packages={data.packages} />
      </Paper>
    </Stack>
  );
}
