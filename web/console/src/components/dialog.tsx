import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** What has the focus; of an entry of a menu, which is gone by the time it is needed, the button of the menu. */
function focused(): HTMLElement | null {
  const here = document.activeElement as HTMLElement | null;
  const menu = here?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return (menu && document.getElementById(menu)) || here;
}

/**
 * A dialog that is rendered only while it is open, and gives the focus back to where it came from. A click beside it does
 * not throw away what was typed.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [from] = useState(focused);
  useEffect(
    // Once all of it is gone: until then the focus is kept inside.
    () => () => void setTimeout(() => from?.isConnected && from.focus({ preventScroll: true })),
    [from],
  );
  return <Modal opened returnFocus={false} closeOnClickOutside={false} {...props} />;
}
