import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useTeam } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { type Team, useTeams } from './teams.ts';

type Props = { team: Team | undefined; onClose: () => void };

export const TeamDialog = ({ team, onClose }: Props) => (
  <Dialog onClose={onClose} title={team ? `Change ${team.name}` : 'Make a team'}>
    <Fields team={team} onClose={onClose} />
  </Dialog>
);

const valuesOf = (team: Team | undefined) => ({ name: team?.name ?? '', memberIds: [...(team?.memberIds ?? [])] });

function Fields({ team, onClose }: Props) {
  const { make, change } = useTeams();
  const form = useForm({ initialValues: valuesOf(team) });
  const { began, overtaken } = useOvertaken(team, valuesOf, form);
  useUnsaved(isTyped(form));
  const people = useTeam()
    .filter(({ id, status }) => status === 'active' || team?.memberIds.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  const then = {
    onSuccess: ({ name }: Team) => {
      tell(team ? `${name} is changed` : `${name} is a team now`);
      onClose();
    },
    onError: (error: unknown) => showErrors(form, error),
  };
  const send = (values: typeof form.values) =>
    began ? change.mutate({ team: began, ...values }, then) : make.mutate(values, then);
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
        <MultiSelect label="People" data={people} searchable {...form.getInputProps('memberIds')} />
        <OvertakenAlert of={overtaken} />
        <DialogFoot
          act={team ? 'Save the changes' : 'Make the team'}
          isPending={make.isPending || change.isPending}
          onBack={onClose}
        />
      </Stack>
    </form>
  );
}
