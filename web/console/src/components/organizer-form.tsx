import { Alert, Button, Checkbox, EmptyState, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconClipboardText, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { addDays } from '../lib/dates.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { useToday } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { type Organizer, type OrganizerLine, useNewOrganizer } from '../lib/organizers.ts';
import { messageOf } from '../lib/problem.ts';
import type { QuestionnaireHead } from '../lib/questionnaires.ts';
import { askableOf } from '../lib/askable.ts';
import type { ClientContact } from '../lib/client-people.ts';
import { mainContact } from '../lib/client-people-changes.ts';
import { Recipients } from './recipients.tsx';
import { TaskToEnd } from './task-to-end.tsx';
import { useUnsaved } from './unsaved.tsx';

type Props = {
  clientId: string;
  jobId: string | undefined;
  people: readonly ClientContact[];
  questionnaires: readonly QuestionnaireHead[];
  before: readonly OrganizerLine[];
  /** What it asks unless someone chooses, by its key. */
  usual?: string;
  onMade: (organizer: Organizer) => void;
};
type Values = {
  questionnaireId: string;
  title: string;
  why: string;
  dueOn: string;
  contactIds: string[];
  isAgain: boolean;
  sendOn: string;
  /** What of its job is done when the answers are accepted. */
  taskId: string;
};

const usualDays = 21;

export function OrganizerForm({ clientId, jobId, people, questionnaires, before, usual, onMade }: Props) {
  const today = useToday();
  const add = useNewOrganizer(clientId);
  const released = questionnaires.filter(({ status }) => status === 'released');
  const first = mainContact(askableOf(people));
  const form = useForm<Values>({
    initialValues: {
      questionnaireId: (released.length === 1 ? released[0] : released.find(({ key }) => key === usual))?.id ?? '',
      title: '',
      why: '',
      dueOn: addDays(today, usualDays),
      contactIds: first ? [first.id] : [],
      isAgain: true,
      sendOn: '',
      taskId: '',
    },
  });
  const forget = useUnsaved(isTyped(form));
  const chosen = released.find(({ id }) => id === form.values.questionnaireId);
  const prior = before.find(
    ({ questionnaire, status }) =>
      questionnaire.key === chosen?.key && (status === 'accepted' || status === 'submitted'),
  );
  const send = ({ title, why, isAgain, sendOn, taskId, ...values }: Values, isDraft = false) =>
    add.mutate(
      {
        ...values,
        ...(title.trim() !== '' && { title: title.trim() }),
        ...(why.trim() !== '' && { why: why.trim() }),
        ...(jobId !== undefined && { jobId, ...(taskId !== '' && { taskId }) }),
        ...(prior && isAgain && { startsFrom: prior.id }),
        ...(!isDraft && { send: sendOn === '' ? 'now' : sendOn }),
      },
      {
        onSuccess: (made) => {
          forget();
          tell(isDraft ? 'The draft is kept' : 'The organizer is on its way');
          onMade(made);
        },
        onError: (error) => showErrors(form, error),
      },
    );
  if (released.length === 0)
    return (
      <EmptyState
        py="lg"
        icon={<IconClipboardText stroke={1.5} />}
        title="No questionnaire yet"
        description="Two come with Firmament: for an individual’s taxes, and for a new client. Take one over to begin."
      >
        <EmptyState.Actions>
          <Button renderRoot={(props) => <Link to="/questionnaires" search={{ tab: 'library' }} {...props} />}>
            Choose a questionnaire
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    );
  return (
    <form onSubmit={form.onSubmit((values) => send(values))}>
      <Stack gap="sm" maw={640}>
        <Select
          label="Questionnaire"
          data={released.map(({ id, name, questions }) => ({ value: id, label: `${name} (${questions} questions)` }))}
          allowDeselect={false}
          required
          withAsterisk={false}
          {...form.getInputProps('questionnaireId')}
        />
        <TextInput
          label="Title, as the client reads it (optional)"
          placeholder="As the questionnaire says"
          {...form.getInputProps('title')}
        />
        <Recipients people={people} {...form.getInputProps('contactIds')} />
        <TextInput type="date" label="Due" required withAsterisk={false} maw={200} {...form.getInputProps('dueOn')} />
        <TextInput
          type="date"
          label="Goes out on (optional)"
          description="Left out, it goes out now, within the firm’s hours for mail."
          maw={320}
          {...form.getInputProps('sendOn')}
        />
        <Textarea label="What it is for (optional)" autosize {...form.getInputProps('why')} />
        {jobId !== undefined && (
          <TaskToEnd
            jobId={jobId}
            when="When the answers are accepted"
            value={form.values.taskId}
            error={form.errors.taskId}
            onChange={(id) => form.setFieldValue('taskId', id)}
          />
        )}
        {prior && (
          <Checkbox
            label={`Start from “${prior.title}”: its answers stand beside the questions, its files are asked for again`}
            {...form.getInputProps('isAgain', { type: 'checkbox' })}
          />
        )}
        {add.error && (
          <Alert color="red" role="alert" p="xs">
            {messageOf(add.error)}
          </Alert>
        )}
        <Group>
          <Button type="submit" leftSection={<IconSend size={16} />} loading={add.isPending}>
            Send the organizer
          </Button>
          <Button variant="default" disabled={add.isPending} onClick={() => send(form.values, true)}>
            Keep it as a draft
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
