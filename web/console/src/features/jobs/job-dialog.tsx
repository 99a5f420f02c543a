import { Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { type Act, type Job, useJobAct } from '../../lib/jobs.ts';
import { useTeam, useToday } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';

export type JobAsked = 'change' | 'extend' | 'filing' | 'next-time' | 'cancel';

type Values = {
  title: string;
  dueOn: string;
  leadId: string | null;
  to: string;
  form: string;
  reason: string;
  what: string;
  agency: string;
  on: string;
  reference: string;
  forNextTime: string;
};

const given = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));

/** What each of them asks the API for. */
const acts: Record<JobAsked, (values: Values, job: Job) => Act> = {
  change: ({ title, dueOn, leadId, reason }, job) => ({
    path: '',
    method: 'PATCH',
    version: job.version,
    body: {
      ...(title.trim() !== job.title && { title: title.trim() }),
      ...(dueOn !== (job.dueOn ?? '') && { dueOn: dueOn || null }),
      leadId,
      ...given({ reason }),
    },
  }),
  extend: ({ to, form, reason }) => ({ path: '/extend', body: given({ to, form, reason }) }),
  filing: ({ what, agency, on, reference }) => ({
    path: '/filings',
    body: { what, agency, on, ...given({ reference }) },
  }),
  'next-time': ({ forNextTime }, job) => ({
    path: '',
    method: 'PATCH',
    version: job.version,
    body: { forNextTime: forNextTime.trim() || null },
  }),
  cancel: ({ reason }) => ({ path: '/cancel', body: { reason } }),
};

const filings = [
  { value: 'filed', label: 'Filed' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'rejected', label: 'Rejected' },
];

export function JobDialog({ job, asked, onClose }: { job: Job; asked: JobAsked; onClose: () => void }) {
  const { mutate, isPending } = useJobAct(job.id);
  const { job: word, client } = useWords();
  const today = useToday();
  const team = useTeam().filter(({ status, role }) => status === 'active' && role !== 'guest');
  const form = useForm<Values>({
    initialValues: {
      title: job.title,
      dueOn: job.dueOn ?? '',
      leadId: job.leadId ?? null,
      to: '',
      form: job.deadline?.extension?.form ?? '',
      reason: '',
      what: 'filed',
      agency: '',
      on: today,
      reference: '',
      forNextTime: job.forNextTime ?? '',
    },
  });
  const heads: Record<JobAsked, { title: string; act: string }> = {
    change: { title: 'Title, dates and people', act: 'Save the changes' },
    extend: { title: 'Extend the deadline', act: 'Extend the deadline' },
    filing: { title: 'Filed, accepted or rejected', act: 'Record it' },
    'next-time': { title: 'For whoever does it next time', act: 'Keep the note' },
    cancel: { title: `Cancel this ${word.one}`, act: `Cancel the ${word.one}` },
  };
  const date = { type: 'date', withAsterisk: false } as const;
  const reason = (label: string, required: boolean) => (
    <Textarea label={label} autosize required={required} withAsterisk={false} {...form.getInputProps('reason')} />
  );
  return (
    <Dialog isUnsaved={isTyped(form)} onClose={onClose} title={heads[asked].title} size="md">
      <form
        onSubmit={form.onSubmit((values) =>
          mutate(acts[asked](values, job), { onSuccess: onClose, onError: (error) => showErrors(form, error) }),
        )}
      >
        <Stack gap="sm">
          {asked === 'change' && (
            <>
              <TextInput
                label="Title"
                description={job.shownToClient === true && `The ${client.one} sees it on their page`}
                required
                withAsterisk={false}
                data-autofocus
                {...form.getInputProps('title')}
              />
              <Group grow align="start">
                <TextInput
                  {...date}
                  label="Due"
                  description="Emptied, the template’s rule sets it again"
                  {...form.getInputProps('dueOn')}
                />
                <Select
                  label="Who answers for it"
                  description="They need not do it all"
                  data={team.map(({ id, name }) => ({ value: id, label: name }))}
                  searchable
                  clearable
                  {...form.getInputProps('leadId')}
                />
              </Group>
              {reason('Why it moves (optional)', false)}
            </>
          )}
          {asked === 'extend' && (
            <>
              <Group grow align="start">
                <TextInput
                  {...date}
                  label="To"
                  description="Left empty, the day that the law gives"
                  data-autofocus
                  {...form.getInputProps('to')}
                />
                <TextInput label="By form" description="As in 4868 or 7004" {...form.getInputProps('form')} />
              </Group>
              {reason('Why (optional)', false)}
            </>
          )}
          {asked === 'filing' && (
            <>
              <Group grow>
                <Select label="What" data={filings} allowDeselect={false} {...form.getInputProps('what')} />
                <TextInput {...date} label="On" required {...form.getInputProps('on')} />
              </Group>
              <Group grow>
                <TextInput
                  label="With"
                  placeholder="IRS, Colorado"
                  required
                  withAsterisk={false}
                  data-autofocus
                  {...form.getInputProps('agency')}
                />
                <TextInput label="Reference" placeholder="Optional" {...form.getInputProps('reference')} />
              </Group>
            </>
          )}
          {asked === 'next-time' && (
            <Textarea aria-label="Note" autosize minRows={3} data-autofocus {...form.getInputProps('forNextTime')} />
          )}
          {asked === 'cancel' && reason('Why', true)}
          <DialogFoot act={heads[asked].act} isPending={isPending} onBack={onClose} isGrave={asked === 'cancel'} />
        </Stack>
      </form>
    </Dialog>
  );
}
