import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { showErrors } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { useFirmChange } from './requests.ts';
import { About, Bills, Brand, Letters } from './settings-fields.tsx';
import { type Values, changeOf, valuesOf } from './settings.ts';

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
