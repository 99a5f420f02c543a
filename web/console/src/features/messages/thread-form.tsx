import { Alert, Button, Group, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { useMe, useTeam } from '../../lib/me.ts';
import { tell } from '../../lib/notices.ts';
import { messageOf } from '../../lib/problem.ts';
import { useNewThread } from '../../lib/threads.ts';
import { Attaching, useAttaching } from './attaching.tsx';
import type { ClientContact } from './people.ts';

type Props = { clientId: string; jobId: string | undefined; people: readonly ClientContact[] };

export function ThreadForm({ clientId, jobId, people }: Props) {
  const { member } = useMe();
  const team = useTeam().filter(({ status }) => status === 'active');
  const navigate = useNavigate();
  const reachable = people.filter(({ mail }) => mail !== undefined);
  const first = reachable.find(({ link }) => link.main) ?? reachable[0];
  const form = useForm({
    initialValues: {
      contactIds: first ? [first.id] : [],
      subject: '',
      text: '',
      assignedTo: member.id as string | null,
    },
  });
  const attaching = useAttaching(`/v1/clients/${clientId}/messages/documents`);
  const begin = useNewThread(clientId);
  const forget = useUnsaved(isTyped(form) || attaching.files.length > 0);
  const send = ({ assignedTo, ...said }: typeof form.values) =>
    begin.mutate(
      {
        ...said,
        ...(assignedTo !== null && { assignedTo }),
        ...(jobId !== undefined && { jobId }),
        documentIds: attaching.documentIds,
      },
      {
        onSuccess: ({ id }) => {
          forget();
          tell('It stands on their page, and goes out as mail');
          attaching.clear();
          void navigate({ to: '/messages/$threadId', params: { threadId: id } });
        },
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm" maw={640}>
        <MultiSelect
          label="To"
          placeholder={reachable.length === 0 ? 'Nobody of this client has a mail address' : ''}
          data={reachable.map(({ id, name, mail }) => ({ value: id, label: `${name} (${mail})` }))}
          {...form.getInputProps('contactIds')}
        />
        <TextInput label="Subject" required withAsterisk={false} data-autofocus {...form.getInputProps('subject')} />
        <Textarea label="Message" required withAsterisk={false} autosize minRows={6} {...form.getInputProps('text')} />
        <Attaching {...attaching} />
        <Select
          label="Who answers"
          placeholder="Nobody yet"
          data={team.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('assignedTo')}
        />
        {begin.error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(begin.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={begin.isPending} disabled={attaching.isGoing}>
            Send it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
