import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { AddFiles } from '../../components/add-files.tsx';
import { type Answering, AnswerField } from '../../components/answer-field.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { useFileCame } from '../../lib/file-came.ts';
import { tell } from '../../lib/notices.ts';
import { type Organizer, organizerQuery, type Question, useOrganizerAct } from '../../lib/organizers.ts';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { useWords } from '../../lib/words.ts';

type Said = Exclude<Question['kind'], 'file' | 'text-block'>;

const types: Record<Said, Answering['type']> = {
  'short-text': 'text',
  'long-text': 'long-text',
  number: 'number',
  money: 'money',
  date: 'date',
  'yes-no': 'yes-no',
  'one-of': 'choice',
  'several-of': 'several',
  confirmation: 'confirm',
};

type Props = { organizer: Organizer; question: Question; onClose: () => void };

/** What the client said otherwise than on their page, or the files that came otherwise. */
export function AnswerDialog({ organizer, question, onClose }: Props) {
  const { client } = useWords();
  const { kind } = question;
  return (
    <Dialog onClose={onClose} title={`Answer for the ${client.one}`} size="md">
      {kind === 'file' && <Files organizer={organizer} question={question} />}
      {kind !== 'file' && kind !== 'text-block' && (
        <OneAnswer organizer={organizer} question={question} type={types[kind]} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Files({ organizer: { id }, question: { key, text } }: Pick<Props, 'organizer' | 'question'>) {
  const onCame = useFileCame(organizerQuery(id).queryKey);
  return (
    <Stack gap="sm">
      <Text>{text}</Text>
      <AddFiles path={`/v1/organizers/${id}/questions/${key}/documents`} onCame={onCame} />
    </Stack>
  );
}

function OneAnswer({ organizer, question, type, onClose }: Props & { type: Answering['type'] }) {
  const { mutate, isPending, error } = useOrganizerAct(organizer.id);
  const { key, text, answer, choices } = question;
  const before = [answer?.value ?? []].flat().join('\n');
  const [value, setValue] = useState(before);
  useUnsaved(value !== before);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const given = type === 'several' ? value.split('\n') : value.trim();
    mutate(
      { path: '/answers', body: { answers: [{ question: key, value: given, seen: answer?.version ?? 0 }] } },
      {
        onSuccess: () => {
          tell('The answer is kept');
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <AnswerField
          type={type}
          choices={choices}
          label={text}
          value={value}
          error={error ? (fieldErrors(error)['answers.0.value'] ?? messageOf(error)) : undefined}
          onChange={setValue}
        />
        <Text size="sm" c="dimmed">
          It stands there with your name.
        </Text>
        <DialogFoot act="Keep the answer" isPending={isPending} onBack={onClose} isDisabled={value.trim() === ''} />
      </Stack>
    </form>
  );
}
