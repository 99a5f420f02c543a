import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Firm, useMe } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { capital } from '../../lib/words.ts';
import { useFirmChange } from './requests.ts';

type Thing = keyof Firm['words'];

/** What the API calls it, so that both can be found. */
const sayThing = (thing: string) => capital(thing === 'letter' ? 'engagement letter' : thing);

const wordsOf = ({ words }: Firm) => words;

export function WordsTab() {
  const { firm } = useMe();
  const form = useForm({ initialValues: firm.words });
  const { began, saved, overtaken } = useOvertaken(firm, wordsOf, form);
  const save = useFirmChange(began);
  useUnsaved(isTyped(form));
  const things = Object.keys(firm.words) as Thing[];
  const send = (values: Firm['words']) => {
    const changed = things.filter((thing) => JSON.stringify(values[thing]) !== JSON.stringify(began.words[thing]));
    save.mutate(
      { words: Object.fromEntries(changed.map((thing) => [thing, values[thing].one.trim() ? values[thing] : null])) },
      {
        onSuccess(kept) {
          saved(kept);
          tell('The words are changed');
        },
        onError: (error) => showErrors(form, error),
      },
    );
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="md" maw={640}>
        <Text c="dimmed">What your people read for each thing. Emptied, a word is your profession’s again.</Text>
        <Table verticalSpacing={4} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Thing</Table.Th>
              <Table.Th>One</Table.Th>
              <Table.Th>Many</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {things.map((thing) => (
              <Table.Tr key={thing}>
                <Table.Td>{sayThing(thing)}</Table.Td>
                <Table.Td>
                  <TextInput
                    size="xs"
                    aria-label={`${sayThing(thing)}, one`}
                    disabled={!firm.can.edit}
                    {...form.getInputProps(`${thing}.one`)}
                  />
                </Table.Td>
                <Table.Td>
                  <TextInput
                    size="xs"
                    aria-label={`${sayThing(thing)}, many`}
                    disabled={!firm.can.edit}
                    {...form.getInputProps(`${thing}.many`)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <OvertakenAlert of={overtaken} />
        {firm.can.edit && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save the words
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
