import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLeave } from './unsaved.tsx';

/** Away from a form, after being asked where something is typed in it. */
export function LeaveButton({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  const leave = useLeave();
  return (
    <Button variant="default" onClick={() => leave(onLeave)}>
      {children}
    </Button>
  );
}
