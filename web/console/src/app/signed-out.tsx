import { Center } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { unsaved } from '../lib/unsaved.ts';

/**
 * Where the session ended, here or in another tab, while something was typed: it stays, out of sight, until the same
 * person is signed in again. For anybody else the page begins anew, without any of it.
 */
export function useIsCovered(): boolean {
  const { session } = useRouter().options.context;
  const isSignedIn = useSyncExternalStore(session.subscribe, session.isSignedIn);
  const isOthers = useSyncExternalStore(session.subscribe, session.isOthers);
  const isHeld = useSyncExternalStore(unsaved.subscribe, unsaved.isHeldAnywhere);
  return isOthers || (!isSignedIn && isHeld);
}

export function SignedOut({ isCovered }: { isCovered: boolean }) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isCovered && event.key === 'Escape') event.stopImmediatePropagation();
  });
  // Before any dialog listens: it would close, or ask, beneath.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);
  return isCovered ? <Cover /> : null;
}

/** A dialog beneath lets nothing be scrolled beside it. */
function letScroll(cover: HTMLElement): void {
  for (const moved of ['wheel', 'touchmove'])
    cover.addEventListener(moved, (event) => event.stopPropagation(), { passive: true });
}

function Cover() {
  const { session, signIn } = useRouter().options.context;
  const cover = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const it = cover.current!;
    const { title } = document;
    document.title = 'Signed out';
    letScroll(it);
    it.showModal();
    return () => {
      // Gives the focus back to where it was.
      it.close();
      document.title = title;
      unsaved.stay();
    };
  }, []);
  return (
    <dialog
      ref={cover}
      className="cover"
      aria-label="Signed out"
      onCancel={(event) => event.preventDefault()}
      // By Escape pressed twice, which cannot be prevented.
      onClose={() => cover.current?.showModal()}
    >
      <Center mih="100dvh" p="md">
        <SignIn
          signIn={signIn}
          says="You were signed out. What you typed is kept: sign in again to go on with it."
          onTokens={session.begin}
        />
      </Center>
    </dialog>
  );
}
