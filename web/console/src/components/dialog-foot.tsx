import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { LeaveButton } from './leave-button.tsx';

type Props = {
  act: ReactNode;
  isPending: boolean;
  onBack: () => void;
  back?: string | undefined;
  isGrave?: boolean;
  isDisabled?: boolean;
};

/** The foot of a dialog that is a form: back, or what happens, in red where it cannot be taken back. */
export const DialogFoot = ({ act, isPending, onBack, back = 'Back', isGrave = false, isDisabled = false }: Props) => (
  <Group justify="flex-end">
    <LeaveButton onLeave={onBack}>{back}</LeaveButton>
    <Button type="submit" loading={isPending} disabled={isDisabled} {...(isGrave && { color: 'red' })}>
      {act}
    </Button>
  </Group>
);
