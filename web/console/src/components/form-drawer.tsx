import { Drawer, type DrawerProps } from '@mantine/core';
import { unsaved } from '../lib/unsaved.ts';
import { usePlace, Within } from './unsaved.tsx';

/** A drawer with a form in it: who closes it with something typed is asked. */
export function FormDrawer({ onClose, children, ...props }: DrawerProps) {
  const place = usePlace();
  return (
    <Drawer onClose={() => unsaved.leave(place, onClose)} {...props}>
      <Within place={place}>{children}</Within>
    </Drawer>
  );
}
