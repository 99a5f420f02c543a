import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Dialog } from '../../components/dialog.tsx';
import { LeaveButton } from '../../components/leave-button.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useMe, useTeam } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';

/** One more thing to do in a job under way. */
export function NewTask({ job, onClose }: { job: Job; onClose: () => void }) {
  const { mutate, isPending } = useJobAct(job.id);
  const { task: word } = useWords();
  const { member } = useMe();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const sections = [...new Set(job.tasks.flatMap(({ section }) => section ?? []))];
  const form = useForm({
    initialValues: {
      title: '',
      section: sections.at(-1) ?? null,
      assigneeId: member.id as string | null,
      dueOn: '',
    },
  });
  const send = ({ title, section, assigneeId, dueOn }: typeof form.values) =>
    mutate(
      {
        path: '/tasks',
        body: { title, ...(section && { section }), ...(assigneeId && { assigneeId }), ...(dueOn && { dueOn }) },
      },
      { onSuccess: onClose, onError: (error) => showErrors(form, error) },
    );
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title={`Add a ${word.one}`} size="md">
      <form onSubmit={form.onSubmit(send)}>
        <Stack gap="sm">
          <TextInput
            label="What is to be done"
            required
            withAsterisk={false}
            data-autofocus
            {...form.getInputProps('title')}
          />
          <Group grow>
            <Select
              label="Who"
              data={team.map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              clearable
              {...form.getInputProps('assigneeId')}
            />
            <TextInput type="date" label="Due" {...form.getInputProps('dueOn')} />
          </Group>
          {sections.length > 0 && <Select label="Section" data={sections} {...form.getInputProps('section')} />}
          <Group justify="flex-end">
            <LeaveButton onLeave={onClose}>Cancel</LeaveButton>
            <Button type="submit" loading={isPending}>
              Add it
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
