import { Alert, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped } from '../../lib/forms.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { type QuestionnaireHead, questionnairesQuery, useNewQuestionnaire } from '../../lib/questionnaires.ts';
import { emptyContent, freeKey } from './content.ts';

type Props = {
  /** Which one it is a copy of. */
  of?: Pick<QuestionnaireHead, 'id' | 'name'> | undefined;
  onClose: () => void;
};

/** One to be written from the beginning, or a copy: by a name and a key of its own. */
export const NewQuestionnaire = ({ of, onClose }: Props) => (
  <Dialog onClose={onClose} title={of ? `Copy “${of.name}”` : 'New questionnaire'} size="md">
    <Fields of={of} onClose={onClose} />
  </Dialog>
);

function Fields({ of, onClose }: Props) {
  const { data: own = [] } = useQuery(questionnairesQuery);
  const navigate = useNavigate();
  const { mutate, isPending, error } = useNewQuestionnaire();
  const form = useForm({ initialValues: { name: of ? `${of.name}, copy` : '', key: '' } });
  const forget = useUnsaved(isTyped(form));
  const usualKey = (name: string) => freeKey(name, new Set(own.map(({ key }) => key)), 'questionnaire');
  const make = (values: typeof form.values) => {
    const name = values.name.trim();
    const key = values.key.trim() || usualKey(name);
    mutate(of ? { copyOf: of.id, key, name } : { content: emptyContent({ key, name }) }, {
      onSuccess: ({ id }) => {
        forget();
        onClose();
        void navigate({
          to: '/questionnaires/$questionnaireId',
          params: { questionnaireId: id },
          search: { tab: 'edit' },
        });
      },
      onError: (refused) =>
        form.setErrors(
          Object.fromEntries(
            Object.entries(fieldErrors(refused)).map(([path, message]) => [path.replace(/^content\./, ''), message]),
          ),
        ),
    });
  };
  return (
    <form onSubmit={form.onSubmit(make)}>
      <Stack gap="sm">
        <TextInput
          label="Name, as the firm calls it"
          required
          withAsterisk={false}
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Key (optional)"
          placeholder={usualKey(form.values.name)}
          description="By which templates, and next year’s organizer, know it. Once it is released it stays."
          {...form.getInputProps('key')}
        />
        {error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(error)}
          </Alert>
        )}
        <DialogFoot act={of ? 'Make the copy' : 'Begin to write it'} isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
