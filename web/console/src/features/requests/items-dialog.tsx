import { Alert, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { RequestItems } from '../../components/request-items.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped } from '../../lib/forms.ts';
import { useToday } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { messageOf } from '../../lib/problem.ts';
import { errorsOf, fresh, type Values } from '../../lib/request-form.ts';
import { itemsOf, valuesOfItem } from '../../lib/request-item-form.ts';
import { type Request, useRequestAct } from '../../lib/requests.ts';

/** What a step asked for by its key is known to the job by it: such items stay as they are. */
export const mayChangeItems = ({ can, asked }: Request): boolean =>
  can.send && asked.every(({ key }) => key === undefined);

/** What is asked, anew, as long as nobody was sent it. */
export function ItemsDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const { mutate, isPending, error } = useRequestAct(request.id);
  const today = useToday();
  const valuesOf = ({ asked }: Request): Values => ({
    ...fresh(today),
    items: asked.map((item) => ({ ...valuesOfItem(item), key: item.id })),
  });
  const form = useForm<Values>({ initialValues: valuesOf(request) });
  const { began, overtaken } = useOvertaken(request, valuesOf, form);
  const save = ({ items }: Values) =>
    mutate(
      { path: '', method: 'PATCH', body: { items: itemsOf(items) }, version: began.version },
      {
        onSuccess: () => {
          tell('What is asked is changed');
          onClose();
        },
        onError: (wrong) => form.setErrors(errorsOf(wrong)),
      },
    );
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title="Change what is asked" size="lg">
      <form onSubmit={form.onSubmit(save)}>
        <Stack gap="sm">
          <RequestItems form={form} />
          <OvertakenAlert of={overtaken} />
          {error && (
            <Alert color="red" role="alert" p="xs">
              {messageOf(error)}
            </Alert>
          )}
          <DialogFoot act="Save the changes" isPending={isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
