import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { FormModal } from '../../components/form-modal.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { type Document, useDocumentAct } from '../../lib/documents.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';
import { useClientHold } from './requests.ts';

const least = 3;
const said = (name: string, isHeld: boolean) =>
  tell(`${name} is under ${isHeld ? 'no legal hold any more' : 'a legal hold'}`);

type FieldsProps = { isHeld: boolean; isPending: boolean; onSend: (reason: string) => void };

/** Nothing is held, and no hold is lifted, without a reason. */
function Fields({ isHeld, isPending, onSend }: FieldsProps) {
  const [reason, setReason] = useState('');
  useUnsaved(reason.trim() !== '');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    onSend(reason.trim());
  };
  return (
    <form onSubmit={send}>
      <Group gap="xs" align="flex-end">
        <TextInput
          flex={1}
          label={isHeld ? 'Why it is lifted' : 'Why nothing may be deleted'}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button size="sm" type="submit" variant="default" disabled={reason.trim().length < least} loading={isPending}>
          {isHeld ? 'Lift the hold' : 'Hold it'}
        </Button>
      </Group>
    </form>
  );
}

/** Who leads says that nothing deletes a document, and when that is over. */
export function DocumentHold({ document }: { document: Document }) {
  const { mutate, isPending } = useDocumentAct(document);
  const isHeld = document.legalHold !== undefined;
  const send = (reason: string) =>
    mutate(
      { decide: isHeld ? 'lift-hold' : 'hold', reason },
      { onSuccess: () => said(document.name, isHeld), onError: tellTrouble },
    );
  return (
    <Stack gap={4}>
      <Title order={3}>Legal hold</Title>
      <Fields key={String(isHeld)} isHeld={isHeld} isPending={isPending} onSend={send} />
    </Stack>
  );
}

/** The same of a client: nothing of its documents goes, and it cannot be erased. */
export function ClientHold({ client, opened, onClose }: { client: Client; opened: boolean; onClose: () => void }) {
  const { mutate, isPending } = useClientHold(client);
  const { client: word } = useWords();
  const isHeld = client.legalHold !== undefined;
  const send = (reason: string) =>
    mutate(reason, {
      onSuccess: () => {
        said(client.name, isHeld);
        onClose();
      },
      onError: tellTrouble,
    });
  return (
    <FormModal opened={opened} onClose={onClose} title={`Legal hold of this ${word.one} and its documents`}>
      <Fields isHeld={isHeld} isPending={isPending} onSend={send} />
    </FormModal>
  );
}
