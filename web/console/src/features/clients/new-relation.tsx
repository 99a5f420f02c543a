import { Autocomplete, Button, Group, NumberInput, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Hit, searchQuery } from '../../lib/search.ts';
import { kindWords, type Relation, useRelations } from './relations.ts';
import type { Client } from '../../lib/clients.ts';

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label: `is ${label}` }));

const sayHit = ({ kind, title, detail }: Hit) => `${title} (${kind === 'client' ? 'client' : 'person'} ${detail})`;

/** Who is known is taken from the books; any other name is kept as it is typed. */
export function NewRelation({ client }: { client: Client }) {
  const { add } = useRelations(client.id);
  const form = useForm({ initialValues: { name: '', kind: 'owner' as Relation['kind'], share: '' as number | '' } });
  useUnsaved(isTyped(form));
  const [typed] = useDebouncedValue(form.values.name, 200);
  const { data: hits = [] } = useQuery(searchQuery(typed, 8));
  const known = hits.filter(({ id }) => id !== client.id);
  const send = ({ name, kind, share }: typeof form.values) => {
    const hit = known.find((one) => sayHit(one) === name);
    const other = !hit ? { name: name.trim() } : hit.kind === 'client' ? { clientId: hit.id } : { contactId: hit.id };
    add.mutate(
      { kind, other, ...(kind === 'owner' && share !== '' && { share: Math.round(share * 100) }) },
      { onSuccess: () => form.reset(), onError: (error) => showErrors(form, error) },
    );
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Group align="flex-end" gap="xs">
        <Autocomplete
          label="Who"
          w={{ base: '100%', sm: 280 }}
          required
          withAsterisk={false}
          placeholder="A client, a person, or any name"
          data={[...new Set(known.map(sayHit))]}
          filter={({ options }) => options}
          {...form.getInputProps('name')}
        />
        <Select
          label="To this client"
          w={220}
          data={kinds}
          allowDeselect={false}
          searchable
          {...form.getInputProps('kind')}
        />
        {form.values.kind === 'owner' && (
          <NumberInput
            label="Share, %"
            w={96}
            min={0.01}
            max={100}
            decimalScale={2}
            hideControls
            {...form.getInputProps('share')}
          />
        )}
        <Button size="sm" type="submit" variant="default" loading={add.isPending}>
          Add the relation
        </Button>
      </Group>
    </form>
  );
}
