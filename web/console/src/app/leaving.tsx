import { useIsMutating } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { Confirm } from '../components/confirm.tsx';
import { type At, isLeft, unsaved } from '../lib/unsaved.ts';

const shouldBlockFn = ({ current, next }: { current: At; next: At }) => unsaved.isHeld() && isLeft(current, next);

/**
 * Asks whoever would lose what they typed: on the way to another page, out of a dialog, or out of the browser. While it is
 * being saved nobody is asked: they go once it is.
 */
export function Leaving() {
  const isAsked = useSyncExternalStore(unsaved.subscribe, unsaved.isAsked);
  const isHeld = useSyncExternalStore(unsaved.subscribe, unsaved.isHeldAnywhere);
  // What waits for the network may wait long.
  const isSaving = useIsMutating({ predicate: ({ state }) => !state.isPaused }) > 0;
  const way = useBlocker({ shouldBlockFn, enableBeforeUnload: unsaved.mayBeLost, withResolver: true });
  useEffect(() => {
    if (way.status === 'blocked' && !isHeld) way.proceed();
  }, [way, isHeld]);
  if (isSaving) return null;
  if (way.status === 'blocked') return <Ask onStay={way.reset} onLeave={way.proceed} />;
  return isAsked ? <Ask onStay={unsaved.stay} onLeave={unsaved.goOn} /> : null;
}

const Ask = ({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) => (
  <Confirm
    title="Leave without saving?"
    says="What you typed here is not saved. If you leave now, it is lost."
    act="Leave without saving"
    back="Stay"
    isPending={false}
    onBack={onStay}
    onAct={onLeave}
  />
);
