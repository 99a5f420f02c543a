import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { act: ReactNode; isPending: boolean; onBack: () => void; isGrave?: boolean; isDisabled?: boolean };

/** The foot of a dialog that is a form: back, or what happens, in red where it cannot be taken back. */
export const DialogFoot = ({ act, isPending, onBack, isGrave = false, isDisabled = false }: Props) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onBack}>
      Back
    </Button>
    <Button type="submit" loading={isPending} disabled={isDisabled} {...(isGrave && { color: 'red' })}>
      {act}
    </Button>
  </Group>
);
