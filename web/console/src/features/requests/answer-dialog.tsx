import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { AnswerField } from '../../components/answer-field.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { type Request, type RequestItem, useRequestAct } from '../../lib/requests.ts';
import { tell } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';
import { TableAnswers } from './table-answers.tsx';

type Props = { request: Request; item: RequestItem; onClose: () => void };

/** What the client said by telephone or across the table, written down for them. */
export function AnswerDialog({ request, item, onClose }: Props) {
  const { client } = useWords();
  const { asks } = item;
  return (
    <Dialog
      onClose={onClose}
      title={`Answer for the ${client.one}: ${item.title}`}
      size={asks.kind === 'table' ? 'xl' : 'md'}
    >
      {asks.kind === 'table' ? (
        <TableAnswers request={request} item={item} asks={asks} onClose={onClose} />
      ) : (
        <OneAnswer request={request} item={item} onClose={onClose} />
      )}
    </Dialog>
  );
}

function OneAnswer({ request, item, onClose }: Props) {
  const { mutate, isPending, error } = useRequestAct(request.id);
  const [value, setValue] = useState('');
  useUnsaved(value.trim() !== '');
  const { asks } = item;
  const isConfirm = asks.kind === 'confirm';
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = isConfirm ? { confirmed: true } : { text: value.trim() };
    mutate(
      { path: `/items/${item.id}/answer`, body, version: item.version },
      {
        onSuccess: () => {
          tell(`“${item.title}” is answered`);
          onClose();
        },
      },
    );
  };
  const answering = asks.kind === 'answer' ? asks : { type: 'confirm' as const };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <AnswerField
          type={answering.type}
          choices={'choices' in answering ? answering.choices : undefined}
          label={isConfirm ? 'They confirm it' : 'What they said'}
          value={value}
          error={error ? (fieldErrors(error).text ?? messageOf(error)) : undefined}
          onChange={setValue}
        />
        <Text size="sm" c="dimmed">
          It stands there with your name.
        </Text>
        <DialogFoot act="Give the answer" isPending={isPending} onBack={onClose} isDisabled={value.trim() === ''} />
      </Stack>
    </form>
  );
}
