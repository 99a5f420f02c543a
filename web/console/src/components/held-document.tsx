import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Document, useDocumentAct } from '../lib/documents.ts';
import { tell, tellTrouble } from '../lib/notices.ts';
import { useUnsaved } from './unsaved.tsx';

const least = 3;

/** Nobody reads what is held until someone who leads says why they may, or why it goes. */
export function HeldDocument({ document }: { document: Document }) {
  const [reason, setReason] = useState('');
  useUnsaved(reason.trim() !== '');
  const { mutate, isPending } = useDocumentAct(document);
  const decide = (what: 'release' | 'reject', said: string) =>
    mutate(
      { decide: what, reason: reason.trim() },
      { onSuccess: () => tell(`${document.name} ${said}`), onError: tellTrouble },
    );
  const isTold = reason.trim().length >= least;
  return (
    <Stack gap="xs">
      <Textarea
        label="Why"
        description="It stands in the history; whoever sent a file that is turned away reads it"
        autosize
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Group gap="xs">
        <Button disabled={!isTold} loading={isPending} onClick={() => decide('release', 'is let through')}>
          Let it through
        </Button>
        <Button
          variant="default"
          disabled={!isTold}
          loading={isPending}
          onClick={() => decide('reject', 'is turned away')}
        >
          Turn it away
        </Button>
      </Group>
    </Stack>
  );
}
