import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useMe } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { useFirmChange } from './requests.ts';
import { About, Bills, Brand, Letters } from './settings-fields.tsx';
import { type Values, changeOf, valuesOf } from './settings.ts';

export function SettingsTab() {
  const { firm } = useMe();
  const form = useForm({ initialValues: valuesOf(firm) });
  const { began, saved, overtaken } = useOvertaken(firm, valuesOf, form);
  const save = useFirmChange(began);
  useUnsaved(isTyped(form));
  const send = (values: Values) =>
    save.mutate(changeOf(began, values), {
      onSuccess(kept) {
        saved(kept);
        tell('The settings are changed');
      },
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
          <OvertakenAlert of={overtaken} />
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
