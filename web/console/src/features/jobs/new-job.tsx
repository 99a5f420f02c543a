import { Alert, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ClientSelect } from '../../components/client-select.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { StandingNotesOf } from '../../components/standing-notes.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useMe, useToday } from '../../lib/me.ts';
import type { Beginning } from '../../lib/new-job.ts';
import { tell } from '../../lib/notices.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { isSame } from '../../lib/rebase.ts';
import { templateQuery, templatesQuery } from '../../lib/templates.ts';
import { capital, useWords } from '../../lib/words.ts';
import { PeriodFields } from './period-fields.tsx';
import { periodInput, usual, wayOf } from './period.ts';
import { useNewJob } from './requests.ts';

type Props = { beginning: Beginning; onClose: () => void };

/** For whom, from which template, for when: and it begins. */
export function NewJobDialog(props: Props) {
  const { job } = useWords();
  return (
    <Dialog onClose={props.onClose} title={`New ${job.one}`} size="md">
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ beginning, onClose }: Props) {
  const { job: word, client: clientWord } = useWords();
  const { member } = useMe();
  const today = useToday();
  const navigate = useNavigate();
  const { data: templates = [] } = useQuery(templatesQuery);
  const [client, setClient] = useState(beginning.client);
  const [templateId, setTemplate] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [startOn, setStart] = useState(today);
  const [period, setPeriod] = useState(usual(today));
  const [given, setGiven] = useState<Record<string, string>>({});
  const typed = { client: client?.id, templateId, title, startOn, period, given };
  const [untyped] = useState(typed);
  const forget = useUnsaved(!isSame(typed, untyped));
  const { data: template } = useQuery(templateQuery(templateId ?? ''));
  const add = useNewJob();
  const way = templateId === null ? 'none' : wayOf(template?.content.period);
  const errors = fieldErrors(add.error);
  // What the template's words ask for and nobody has said yet: the state of a registration, the matter's description.
  const hole = add.error ? /^\{?([a-z][A-Za-z.]+)\}? is empty/.exec(messageOf(add.error))?.[1] : undefined;
  const holes = [...new Set([...Object.keys(given), ...(hole === undefined ? [] : [hole])])];
  const send = (event: FormEvent) => {
    event.preventDefault();
    const about = periodInput(way, period);
    add.mutate(
      {
        ...(client && { clientId: client.id }),
        ...(templateId === null ? { title: title.trim(), leadId: member.id } : { templateId }),
        ...(about && { period: about }),
        startOn,
        given,
      },
      {
        onSuccess: ({ id, withoutLetter }) => {
          forget();
          onClose();
          if (withoutLetter) tell(`It has begun without a signed letter. ${withoutLetter.says}.`);
          void navigate({ to: '/jobs/$jobId', params: { jobId: id } });
        },
      },
    );
  };
  const published = templates.filter(({ status }) => status === 'published');
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <ClientSelect label={capital(clientWord.one)} value={client} onChange={setClient} error={errors.clientId} />
        <StandingNotesOf clientId={client?.id} />
        <Select
          label="Template"
          placeholder={`None: a ${word.one} of its own`}
          data={published.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          value={templateId}
          onChange={(id) => {
            setTemplate(id);
            setGiven({});
            add.reset();
          }}
          error={errors.templateId}
        />
        {templateId === null && (
          <TextInput
            label="What it is"
            required
            withAsterisk={false}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            error={errors.title}
          />
        )}
        <PeriodFields way={way} value={period} onChange={setPeriod} />
        {holes.map((name) => (
          <TextInput
            key={name}
            label={capital(name.split('.').reverse().join(' of the '))}
            required
            withAsterisk={false}
            value={given[name] ?? ''}
            onChange={({ currentTarget }) => setGiven({ ...given, [name]: currentTarget.value })}
          />
        ))}
        <TextInput
          type="date"
          label="Starts"
          required
          withAsterisk={false}
          value={startOn}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
          error={errors.startOn}
        />
        {add.error && (
          <Alert color="red" role="alert" p="xs">
            {hole === undefined ? messageOf(add.error) : 'The template names something more: fill it in above.'}
          </Alert>
        )}
        <DialogFoot act={`Begin the ${word.one}`} isPending={add.isPending} back="Cancel" onBack={onClose} />
      </Stack>
    </form>
  );
}
