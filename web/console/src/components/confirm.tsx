import { Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { DialogFoot } from './dialog-foot.tsx';
import { Dialog } from './dialog.tsx';

type Props = {
  title: string;
  /** What is lost, or final. */
  says: string;
  act: string;
  /** What it is called not to do it. */
  back?: string;
  isPending: boolean;
  onBack: () => void;
  onAct: () => void;
};

/** Asks before what nobody can take back. */
export function Confirm({ title, says, act, back, isPending, onBack, onAct }: Props) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    // It may stand in the form of a page.
    event.stopPropagation();
    onAct();
  };
  return (
    <Dialog onClose={onBack} title={title} size="md">
      <form onSubmit={send}>
        <Stack gap="md">
          <Text size="sm">{says}</Text>
          <DialogFoot act={act} back={back} isPending={isPending} isGrave onBack={onBack} />
        </Stack>
      </form>
    </Dialog>
  );
}
