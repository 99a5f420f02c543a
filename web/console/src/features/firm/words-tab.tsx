import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { showErrors } from '../../lib/forms.ts';
import { type Firm, useMe } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { capital } from '../../lib/words.ts';
import { useFirmChange } from './requests.ts';

type Thing = keyof Firm['words'];

/** What the API calls it, so that both can be found. */
const sayThing = (thing: string) => capital(thing === 'letter' ? 'engagement letter' : thing);

export function WordsTab() {
  const { firm } = useMe();
  return <Words key={firm.version} firm={firm} />;
}

function Words({ firm }: { firm: Firm }) {
  const form = useForm({ initialValues: firm.words });
  const save = useFirmChange(firm);
  const things = Object.keys(firm.words) as Thing[];
  const send = (values: Firm['words']) => {
    const changed = things.filter((thing) => JSON.stringify(values[thing]) !== JSON.stringify(firm.words[thing]));
    save.mutate(
      { words: Object.fromEntries(changed.map((thing) => [thing, values[thing].one.trim() ? values[thing] : null])) },
      { onSuccess: () => tell('The words are changed'), onError: (error) => showErrors(form, error) },
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
