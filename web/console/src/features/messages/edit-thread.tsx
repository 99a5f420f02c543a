import { MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { useOvertaken } from '../../lib/overtaken.ts';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useTeam } from '../../lib/me.ts';
import { type Thread, useThreadAct } from '../../lib/threads.ts';
import { peopleQuery } from './people.ts';

type Props = { thread: Thread; onClose: () => void };

const valuesOf = ({ subject, contactIds, memberIds }: Thread) => ({
  subject,
  contactIds: [...contactIds],
  memberIds: [...memberIds],
});

/** What a conversation is called and who takes part: of the client, and of the team. */
export function EditThread({ thread, onClose }: Props) {
  const { id, clientId, contactIds, memberIds } = thread;
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const team = useTeam();
  const { mutate, isPending } = useThreadAct(id);
  const form = useForm({ initialValues: valuesOf(thread) });
  const { began, overtaken } = useOvertaken(thread, valuesOf, form);
  const send = (change: typeof form.values) =>
    mutate({ change, version: began.version }, { onSuccess: onClose, onError: (error) => showErrors(form, error) });
  const reachable = people.filter((one) => one.mail !== undefined || contactIds.includes(one.id));
  const colleagues = team.filter((one) => one.status === 'active' || memberIds.includes(one.id));
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title="Edit the conversation" size="md">
      <form onSubmit={form.onSubmit(send)}>
        <Stack gap="sm">
          <TextInput label="Subject" required withAsterisk={false} data-autofocus {...form.getInputProps('subject')} />
          <MultiSelect
            label="With"
            description="Who joins reads what was said before, too"
            data={reachable.map(({ id: value, name }) => ({ value, label: name }))}
            {...form.getInputProps('contactIds')}
          />
          <MultiSelect
            label="Of the team"
            description="They are told what is said"
            data={colleagues.map(({ id: value, name }) => ({ value, label: name }))}
            searchable
            {...form.getInputProps('memberIds')}
          />
          <OvertakenAlert of={overtaken} />
          <DialogFoot act="Save the changes" isPending={isPending} onBack={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
