import { MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { peopleQuery, signersOf } from '../lib/client-people.ts';
import { addDays } from '../lib/dates.ts';
import type { Engagement } from '../lib/engagement.ts';
import { engagementsQuery } from '../lib/engagements.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { type Letter, letterTemplatesQuery, type NewLetter as New, useNewLetter } from '../lib/letters.ts';
import { useToday } from '../lib/me.ts';
import { capital, useWords } from '../lib/words.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { TaskToEnd } from './task-to-end.tsx';
import { useUnsaved } from './unsaved.tsx';

type Props = {
  clientId: string;
  /** What is signed off by it. */
  document?: { id: string; name: string };
  /** The work for which it is written, and what of it is done once everyone has signed, where that is known. */
  job?: { id: string; taskId?: string };
  onClose: () => void;
  onMade: (letter: Letter) => void;
};
type Values = { template: string; engagementId: string; contactIds: string[]; dueOn: string };

/** Days in which a client usually signs. */
const usualDays = 14;

/** A letter for an engagement, begun with the firm's words; it is read through before it is sent. */
export function NewLetter(props: Props) {
  const { clientId, document, onClose } = props;
  const { engagement, letter } = useWords();
  const { data: engagements } = useQuery(engagementsQuery(clientId));
  const possible = (engagements ?? []).filter(({ status }) => status !== 'ended');
  const title = document ? `Ask to sign off ${document.name}` : `New ${letter.one}`;
  if (!document && engagements && possible.length === 0)
    return (
      <Dialog onClose={onClose} title={title} size="md">
        <Text>
          It names what the firm does and what it costs: enter an{' '}
          <Link to="/clients/$clientId" params={{ clientId }} search={{ tab: 'engagements' }} onClick={onClose}>
            {engagement.one}
          </Link>{' '}
          first.
        </Text>
      </Dialog>
    );
  return (
    <Dialog onClose={onClose} title={title} size="md">
      <Fields {...props} possible={possible} />
    </Dialog>
  );
}

function Fields({ clientId, document, job, possible, onClose, onMade }: Props & { possible: readonly Engagement[] }) {
  const [taskId, setTask] = useState(job?.taskId ?? '');
  const within = job ? { jobId: job.id, ...(taskId !== '' && { taskId }) } : {};
  const { engagement, letter } = useWords();
  const today = useToday();
  const { data: templates = [] } = useQuery(letterTemplatesQuery);
  const { data: people = [] } = useQuery(peopleQuery(clientId));
  const { mutate, isPending } = useNewLetter(clientId);
  const form = useForm<Values>({
    initialValues: { template: '', engagementId: '', contactIds: [], dueOn: addDays(today, usualDays) },
  });
  const forget = useUnsaved(isTyped(form) || taskId !== (job?.taskId ?? ''));
  const signers = signersOf(people);
  // What is signed off is asked for where the document is.
  const words = templates.filter(({ kind }) => (kind === 'sign-off') === (document !== undefined));
  const usualKey = document ? (words[0]?.key ?? 'sign-off') : usual(words, letter.one);
  const { template, engagementId } = form.values;
  const about = (values: Values): New => {
    const { contactIds, dueOn } = values;
    const begins = { template: values.template || usualKey };
    if (document) return { ...begins, documentId: document.id, contactIds, dueOn };
    return {
      ...values,
      ...begins,
      engagementId: engagementId || (possible[0]?.id ?? ''),
    };
  };
  const submit = (values: Values) =>
    mutate(
      { ...about(values), ...within },
      {
        onSuccess(made) {
          forget();
          onMade(made);
        },
        onError: (error) => showErrors(form, error),
      },
    );
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        {!document && (
          <Select
            label={capital(engagement.one)}
            data={possible.map(({ id, title }) => ({ value: id, label: title }))}
            allowDeselect={false}
            {...form.getInputProps('engagementId')}
            value={engagementId || (possible[0]?.id ?? null)}
          />
        )}
        {(!document || words.length > 1) && (
          <Select
            label="Words to begin with"
            data={words.map(({ key, name }) => ({ value: key, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('template')}
            value={template || usualKey}
          />
        )}
        <MultiSelect
          label="Who signs, in this order"
          description={signers.length === 0 ? 'Nobody may sign yet: switch it on with a person, on the tab People' : ''}
          data={signers.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('contactIds')}
        />
        <TextInput
          type="date"
          label="To be signed by"
          min={today}
          required
          withAsterisk={false}
          {...form.getInputProps('dueOn')}
        />
        {job && job.taskId === undefined && (
          <TaskToEnd
            jobId={job.id}
            when="When everyone has signed"
            value={taskId}
            error={form.errors.taskId}
            onChange={setTask}
          />
        )}
        <DialogFoot act="Write it" isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}

/** What this firm calls its letters, where it has words for just that. */
const usual = (templates: readonly { key: string }[], called: string): string =>
  templates.find(({ key }) => key === called.replaceAll(' ', '-'))?.key ?? templates[0]?.key ?? '';
