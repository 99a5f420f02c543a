import { Modal, type ModalProps } from '@mantine/core';
import { unsaved } from '../lib/unsaved.ts';
import { usePlace, Within } from './unsaved.tsx';

/** A dialog that is there while it is closed, with a form in it: who closes it with something typed is asked. */
export function FormModal({ onClose, children, ...props }: ModalProps) {
  const place = usePlace();
  return (
    <Modal onClose={() => unsaved.leave(place, onClose)} {...props}>
      <Within place={place}>{children}</Within>
    </Modal>
  );
}
