import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { unsaved } from '../lib/unsaved.ts';
import { useHold, usePlace, Within } from './unsaved.tsx';

/** What has the focus; of an entry of a menu, which is gone by the time it is needed, the button of the menu. */
function focused(): HTMLElement | null {
  const here = document.activeElement as HTMLElement | null;
  const menu = here?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return (menu && document.getElementById(menu)) || here;
}

type Props = Omit<ModalProps, 'opened'> & {
  /** Something is typed in it. */
  isUnsaved?: boolean;
};

/**
 * A dialog that is rendered only while it is open, and gives the focus back to where it came from. A click beside it does
 * not throw away what was typed, and who closes it otherwise is asked.
 */
export function Dialog({ isUnsaved = false, onClose, children, ...props }: Props) {
  const [from] = useState(focused);
  const place = usePlace();
  useHold(place, isUnsaved);
  useEffect(
    // Once all of it is gone: until then the focus is kept inside.
    () => () => void setTimeout(() => from?.isConnected && from.focus({ preventScroll: true })),
    [from],
  );
  const close = () => unsaved.leave(place, onClose);
  return (
    <Modal opened returnFocus={false} closeOnClickOutside={false} onClose={close} {...props}>
      <Within place={place}>{children}</Within>
    </Modal>
  );
}
