import { Alert, Button, Group, Radio, Select, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { askableOf } from '../lib/askable.ts';
import type { ClientContact } from '../lib/client-people.ts';
import { mainContact } from '../lib/client-people-changes.ts';
import { isTyped } from '../lib/forms.ts';
import { tell } from '../lib/notices.ts';
import { sayDate } from '../lib/dates.ts';
import { useToday } from '../lib/me.ts';
import { messageOf } from '../lib/problem.ts';
import { ladders } from '../lib/request-words.ts';
import { type Request, useNewRequest } from '../lib/requests.ts';
import { errorsOf, fresh, requestOf, type Values } from '../lib/request-form.ts';
import { Recipients } from './recipients.tsx';
import { RequestItems } from './request-items.tsx';
import { RequestMore } from './request-more.tsx';
import { TaskToEnd } from './task-to-end.tsx';
import { useUnsaved } from './unsaved.tsx';
import { useSayGone } from '../lib/request-gone.ts';

type Props = {
  clientId: string;
  jobId: string | undefined;
  people: readonly ClientContact[];
  /** What it begins with. */
  ready?: Partial<Values>;
  onMade: (request: Request) => void;
};

export function RequestForm({ clientId, jobId, people, ready, onMade }: Props) {
  const today = useToday();
  const sayGone = useSayGone();
  const first = mainContact(askableOf(people));
  const form = useForm<Values>({
    initialValues: { ...fresh(today), ...ready, contactIds: first ? [first.id] : [] },
  });
  const add = useNewRequest(clientId);
  const forget = useUnsaved(isTyped(form));
  const { send, sendOn } = form.values;
  const submit = (values: Values) =>
    add.mutate(requestOf(values, jobId), {
      onSuccess: (request) => {
        forget();
        tell(sayGone(request));
        onMade(request);
      },
      onError: (error) => form.setErrors(errorsOf(error)),
    });
  const does = {
    now: 'Send the request',
    on: sendOn === '' ? 'Send it then' : `Send it ${sayDate(sendOn, today)}`,
    draft: 'Save the draft',
  }[send];
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg" maw={640}>
        <Stack gap="sm">
          <TextInput
            label="Title"
            placeholder="Statements for March 2026"
            required
            withAsterisk={false}
            data-autofocus
            {...form.getInputProps('title')}
          />
          <Recipients people={people} {...form.getInputProps('contactIds')} />
          <Group grow align="start">
            <TextInput type="date" label="Due" required withAsterisk={false} {...form.getInputProps('dueOn')} />
            <Select label="Reminders" data={ladders} allowDeselect={false} {...form.getInputProps('ladder')} />
          </Group>
          <Textarea label="What it is for (optional)" autosize {...form.getInputProps('why')} />
          {jobId !== undefined && (
            <TaskToEnd
              jobId={jobId}
              when="When all is in"
              value={form.values.taskId}
              error={form.errors.taskId}
              onChange={(id) => form.setFieldValue('taskId', id)}
            />
          )}
          <RequestMore form={form} />
        </Stack>
        <Stack gap="sm">
          <Title order={2}>What is asked</Title>
          <RequestItems form={form} />
        </Stack>
        <Radio.Group label="When" {...form.getInputProps('send')}>
          <Group mt={6} gap="md" align="center">
            <Radio value="now" label="Send it now" />
            <Radio value="on" label="Send it on a date" />
            <Radio value="draft" label="Keep it as a draft" />
            {send === 'on' && (
              <TextInput type="date" aria-label="Send it on" required min={today} {...form.getInputProps('sendOn')} />
            )}
          </Group>
        </Radio.Group>
        {add.error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(add.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={add.isPending}>
            {does}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
